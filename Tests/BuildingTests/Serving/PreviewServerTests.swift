import Building
import Foundation
import XCTest

/// The preview server among hostile requests: it must serve the site's folder and nothing else.
final class PreviewServerTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ladder-serving-\(UUID().uuidString)")
    folder = base.path
    try FileManager.default.createDirectory(
      at: base.appendingPathComponent("site/figures"), withIntermediateDirectories: true)
    for (name, text) in [
      ("secret.txt", "outside"), ("site/index.html", "<p>hello</p></body>\n</html>\n"),
      ("site/figures/index.html", "figures"), ("site/.files", "list"), ("site/a b.css", "p{}"),
    ] { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
    let site = "\(folder)/site"
    try FileManager.default.createSymbolicLink(
      atPath: "\(site)/link.txt", withDestinationPath: "\(folder)/secret.txt")
    try FileManager.default.createSymbolicLink(
      atPath: "\(site)/up", withDestinationPath: folder)
    mkfifo("\(site)/pipe", 0o644)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func answer(_ path: String, host: String = "localhost:8000") -> HTTPResponse {
    PreviewSite(folder: "\(folder)/site", patience: 0.1).answer(
      Array("GET \(path) HTTP/1.1\r\nHost: \(host)".utf8), port: 8000)
  }

  func testServesTheSite() {
    let page = answer("/")
    XCTAssertEqual(page.status, 200)
    let text = String(decoding: page.body, as: UTF8.self)
    XCTAssertTrue(text.contains("<p>hello</p><script src=\"/.reload.js\"></script>"), text)
    XCTAssertEqual(answer("/a%20b.css").type, "text/css; charset=utf-8")
    XCTAssertEqual(answer("/figures").location, "/figures/")
    XCTAssertEqual(answer("/figures/").body, Array("figures".utf8))
    XCTAssertEqual(answer("/index.html?x=1").status, 200)
  }

  func testNothingOutsideTheFolderIsServed() {
    for path in [
      "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/figures/../../secret.txt",
      "/%2e%2e%2fsecret.txt", "/figures/%2E%2E/%2E%2E/secret.txt", "//etc/passwd",
      "/link.txt", "/up/secret.txt", "/up/", "/.files", "/%2efiles", "/pipe",
      "/index.html/../../secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/%00", "/a%",
      "/%zz", "/%c0%ae%c0%ae/secret.txt", "/index.html%00.css",
    ] {
      let found = answer(path)
      XCTAssertTrue([400, 404].contains(found.status), "\(path): \(found.status)")
      XCTAssertFalse(String(decoding: found.body, as: UTF8.self).contains("outside"), path)
    }
  }

  func testOtherNamesOfThisMachineAreRefused() {
    for host in ["example.org", "localhost.example.org:8000", "127.0.0.1:9", "", "localhost:80800"]
    {
      XCTAssertEqual(answer("/", host: host).status, 403, host)
    }
    for host in ["LOCALHOST:8000", "127.0.0.1", "[::1]:8000"] {
      XCTAssertEqual(answer("/", host: host).status, 200, host)
    }
  }

  func testMalformedHeadsAreRefused() {
    let site = PreviewSite(folder: "\(folder)/site", patience: 0.1)
    let heads: [(String, Int)] = [
      ("POST / HTTP/1.1\r\nHost: localhost", 405), ("GET / HTTP/2\r\n", 400), ("", 400),
      ("GET  / HTTP/1.1", 400), ("GET http://x/ HTTP/1.1", 400), ("GET /", 400),
      ("GET /\u{1} HTTP/1.1", 400),
      ("GET /" + String(repeating: "a", count: 9000) + " HTTP/1.1", 431),
    ]
    for (head, status) in heads {
      XCTAssertEqual(site.answer(Array(head.utf8), port: 8000).status, status, head)
    }
    XCTAssertEqual(site.answer([0x47, 0xFF, 0xFE], port: 8000).status, 400)
  }

  func testListensOnLoopbackAndSurvivesWhateverIsSent() throws {
    let server = try PreviewServer(PreviewSite(folder: "\(folder)/site", patience: 0.1), port: 0)
    let thread = Thread { while !Thread.current.isCancelled { server.serve(for: 0.05) } }
    thread.start()
    defer { thread.cancel() }
    let host = "Host: localhost:\(server.port)\r\n\r\n"
    let long = "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 1_000_000)
    XCTAssertTrue(try ask(server.port, long).contains("431"))
    XCTAssertTrue(try ask(server.port, "\u{0}\u{1}\r\n\r\n").contains("400"))
    XCTAssertTrue(try ask(server.port, "HEAD / HTTP/1.1\r\n" + host).hasSuffix("\r\n\r\n"))
    XCTAssertTrue(try ask(server.port, "GET / HTTP/1.1\r\n" + host).contains("hello"))
    XCTAssertThrowsError(
      try PreviewServer(PreviewSite(folder: "\(folder)/site"), port: server.port))
    // Loopback only: another address of this machine does not answer.
    for address in Host.current().addresses
    where address.contains(".") && !address.hasPrefix("127.") {
      XCTAssertFalse(connects(to: address, server.port), address)
    }
  }

  func testAPageLearnsThatTheSiteHasChanged() {
    let site = PreviewSite(folder: "\(folder)/site", patience: 5)
    let ask = Array("GET /.reload?1 HTTP/1.1\r\nHost: localhost".utf8)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { site.noteChange() }
    XCTAssertEqual(site.answer(ask, port: 8000).body, Array("2".utf8))
    XCTAssertEqual(site.answer(ask, port: 8000).body, Array("2".utf8))
  }

  // MARK: - A client

  private func connection(to address: String, _ port: UInt16) -> Int32? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
    }
    if !isOpen { close(descriptor) }
    return isOpen ? descriptor : nil
  }

  private func connects(to address: String, _ port: UInt16) -> Bool {
    guard let descriptor = connection(to: address, port) else { return false }
    close(descriptor)
    return true
  }

  private func ask(_ port: UInt16, _ request: String) throws -> String {
    let descriptor = try XCTUnwrap(connection(to: "127.0.0.1", port))
    defer { close(descriptor) }
    let bytes = Array(request.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = send(descriptor, Array(bytes[sent...]), bytes.count - sent, 0)
      guard count > 0 else { break }
      sent += count
    }
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { break }
      answer += piece[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
