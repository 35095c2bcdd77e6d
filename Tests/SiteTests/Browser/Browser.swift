import Foundation
import XCTest

/// A browser without a window, which opens pages of a site and reports what a script found there.
///
/// The script runs in the page itself, which stands in a frame of the width that is asked for: no
/// browser makes its own window as narrow as a phone.
struct Browser {
  let program: String
  let folder: String

  /// - Throws: `XCTSkip` where no browser is installed: such a test was not made, and is not passed.
  init(folder: String) throws {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
      paths.map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw XCTSkip("Chromium is not installed, so the pages were not looked at in a browser.")
    }
    program = found
    self.folder = folder
  }

  /// Opens a page of the folder, runs the scripts in it and returns what they reported.
  func run(
    _ page: String, width: Int = 1280, dark: Bool = false, scripts: [String]
  ) throws -> [String: Any] {
    let root = page.split(separator: "/").dropLast().map { _ in "../" }.joined()
    var html = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
    let listener = "<script>\(Self.listener)</script>"
    html = html.replacingOccurrences(
      of: "<meta charset=\"utf-8\">", with: "<meta charset=\"utf-8\">\(listener)")
    let code = try scripts.map { name in
      try String(
        contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
          .appendingPathComponent(name), encoding: .utf8)
    }.joined(separator: "\n")
    try code.write(toFile: "\(folder)/tested.js", atomically: true, encoding: .utf8)
    html = html.replacingOccurrences(
      of: "</body>", with: "<script defer src=\"\(root)tested.js\"></script></body>")
    let tested = page.replacingOccurrences(of: ".html", with: ".tested.html")
    try html.write(toFile: "\(folder)/\(tested)", atomically: true, encoding: .utf8)
    let frame = """
      <!doctype html><title>frame</title><body style="margin:0">
      <iframe src="\(tested)" width="\(width)" height="900" style="border:0"></iframe>
      <script>addEventListener("message", function (event) {
        document.body.textContent = "REPORT" + event.data + "END"; });</script>
      """
    let frameFile = "\(folder)/frame.html"
    try frame.write(toFile: frameFile, atomically: true, encoding: .utf8)
    defer {
      for name in [tested, "frame.html", "tested.js"] {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
    }
    return try report(of: "file://\(frameFile)", page, dark: dark)
  }

  /// Opens one page after the other in a frame, runs an expression in which `page` is the window of
  /// each, and returns what it gave for each page: for what is asked of every page there is.
  func survey(_ pages: [String], width: Int, of expression: String) throws -> [String: Any] {
    let list = String(decoding: try JSONSerialization.data(withJSONObject: pages), as: UTF8.self)
    let frame = """
      <!doctype html><title>frame</title><body style="margin:0">
      <iframe width="\(width)" height="900" style="border:0"></iframe>
      <script>
      var pages = \(list), frame = document.querySelector("iframe"), found = {}, number = 0;
      function look() {
        var page = frame.contentWindow;
        found[pages[number]] = \(expression);
        number += 1;
        turn();
      }
      function turn() {
        if (number < pages.length) frame.src = pages[number];
        else document.body.textContent = "REPORT" + JSON.stringify(found) + "END";
      }
      frame.onload = function () { setTimeout(look, 60); };
      turn();
      </script>
      """
    let frameFile = "\(folder)/frame.html"
    try frame.write(toFile: frameFile, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: frameFile) }
    return try report(
      of: "file://\(frameFile)", "The survey", budget: 400 * pages.count + 15_000,
      // A page in a file may look into another only when it is told that it may.
      flags: ["--allow-file-access-from-files"])
  }

  private func report(
    of address: String, _ page: String, dark: Bool = false, budget: Int = 15_000,
    flags: [String] = []
  ) throws -> [String: Any] {
    let text = try dump(
      address, flags: flags + (dark ? ["--blink-settings=preferredColorScheme=0"] : []),
      budget: budget)
    guard let start = text.range(of: "REPORT"), let end = text.range(of: "END", options: .backwards)
    else { throw BrowserError("\(page) reported nothing:\n\(text.prefix(2000))") }
    let report = text[start.upperBound..<end.lowerBound]
      .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&amp;", with: "&")
    let value = try JSONSerialization.jsonObject(with: Data(report.utf8))
    return value as? [String: Any] ?? [:]
  }

  private func dump(_ address: String, flags: [String], budget: Int) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--window-size=1400,1000", "--virtual-time-budget=\(budget)", "--dump-dom",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder)/../profile-\(getpid())",
      ] + flags + [address]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let watchdog = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: watchdog)
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watchdog.cancel()
    return String(decoding: data, as: UTF8.self)
  }

  /// Hears every complaint from the first line of the page on. Frames come by the page's clock, which
  /// leaps: a busy machine may draw none while seconds of it go by.
  private static let listener = """
    requestAnimationFrame = function (draw) { return setTimeout(draw, 16, performance.now()); };
    cancelAnimationFrame = clearTimeout;
    window.complaints = [];
    addEventListener("error", function (event) {
      complaints.push(event.message || "not loaded: " + (event.target.src || event.target.href));
    }, true);
    addEventListener("unhandledrejection", function (event) { complaints.push(String(event.reason)); });
    ["error", "warn"].forEach(function (name) {
      console[name] = function () { complaints.push(Array.from(arguments).join(" ")); };
    });
    function report(value) { parent.postMessage(JSON.stringify(value), "*"); }
    """
}

struct BrowserError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
