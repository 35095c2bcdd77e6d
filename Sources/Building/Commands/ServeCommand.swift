import Foundation

extension Flag {
  package static let port = Flag(
    name: "--port", value: "N", summary: "the port to serve on (default: 8000)")
}

extension Command {
  package static let serve = Command(
    "serve", summary: "show the site on this machine, and reload pages when the book changes",
    flags: [.port]
  ) { invocation, workshop in
    var port: UInt16 = 8000
    if let word = invocation.value(.port) {
      guard let number = UInt16(word) else {
        throw UsageError("--port is followed by a number from 0 to 65535, not `\(word)`.")
      }
      port = number
    }
    try workshop.serve(port: port)
    return .success
  }
}

extension Workshop {
  /// Serves the site until somebody stops it.
  ///
  /// Chapters, records and figures are looked at twice a second: prose is shown as it is saved, and
  /// results as soon as a build has put them in place.
  fileprivate func serve(port: UInt16) throws {
    _ = try writeSite(Session(checkout), to: checkout.site)
    let site = PreviewSite(folder: checkout.site)
    let server = try PreviewServer(site, port: port)
    terminal.line("The book: http://localhost:\(server.port)/  (Ctrl-C stops)")
    var known = checkout.bookState
    var looked = Date()
    while true {
      try supervisor.interrupts.check()
      server.serve(for: 0.2)
      guard Date().timeIntervalSince(looked) > 0.5 else { continue }
      looked = Date()
      let state = checkout.bookState
      guard state != known else { continue }
      known = state
      do {
        _ = try writeSite(Session(checkout), to: checkout.site)
        site.noteChange()
      } catch let error as BuildError {
        terminal.error("build.sh: \(error)")
      }
    }
  }
}

extension Checkout {
  /// The files that the site is made of, with their sizes and times.
  fileprivate var bookState: [String: [Int]] {
    var state: [String: [Int]] = [:]
    let entries = chapters.map { "\($0.work)/entry.json" } + ["\(work)/progress.json"]
    let folders = [chaptersFolder, "\(root)/Book/records", "\(root)/Figures"]
    let files = folders.flatMap { folder in Disk.all(in: folder).map { "\(folder)/\($0)" } }
    for file in files + entries {
      var information = Foundation.stat()
      guard stat(file, &information) == 0 else { continue }
      #if canImport(Darwin)
        let time = information.st_mtimespec
      #else
        let time = information.st_mtim
      #endif
      state[file] = [Int(information.st_size), time.tv_sec, time.tv_nsec]
    }
    return state
  }
}
