import Foundation

/// What the preview server answers: the site's files, each page with a line that reloads it when the
/// site has changed.
package final class PreviewSite: @unchecked Sendable {
  private let reader: SiteReader
  private let lock = NSLock()
  private var version = 1
  /// How long a question about changes is held, at most.
  private let patience: Double

  package init(folder: String, patience: Double = 20) {
    reader = SiteReader(folder)
    self.patience = patience
  }

  /// Tells the pages that the site is another one.
  package func noteChange() { lock.withLock { version += 1 } }

  private var current: Int { lock.withLock { version } }

  package func answer(_ head: [UInt8], port: UInt16) -> HTTPResponse {
    do throws(HTTPRequest.Refusal) {
      let request = try HTTPRequest(head)
      // Another site's name that leads to this machine must not read what is served here.
      let hosts = ["localhost", "127.0.0.1", "[::1]"].flatMap { [$0, "\($0):\(port)"] }
      guard hosts.contains(request.host) else {
        throw HTTPRequest.Refusal(403, "This server answers on this machine only.")
      }
      switch request.path {
      case "/.reload.js":
        return HTTPResponse(200, type: HTTPResponse.type(of: ".js"), body: Array(script.utf8))
      case "/.reload": return waitForChange(from: Int(request.query) ?? 0)
      default: return try page(request)
      }
    } catch {
      return HTTPResponse(error)
    }
  }

  private func page(_ request: HTTPRequest) throws(HTTPRequest.Refusal) -> HTTPResponse {
    var names = try request.components()
    if request.path.hasSuffix("/") { names.append("index.html") }
    switch reader.read(names) {
    case .file(let bytes):
      let type = HTTPResponse.type(of: names.last ?? "")
      return HTTPResponse(
        200, type: type, body: type.hasPrefix("text/html") ? reloading(bytes) : bytes)
    case .folder:
      return HTTPResponse(
        301, type: "text/plain; charset=utf-8", body: [],
        location: "/" + names.map(Self.encoded).joined(separator: "/") + "/")
    case .nothing: throw HTTPRequest.Refusal(404, "There is no such page.")
    }
  }

  /// Answers when the site has changed, or after a while in any case.
  private func waitForChange(from known: Int) -> HTTPResponse {
    let end = Date(timeIntervalSinceNow: patience)
    while current == known, Date() < end { usleep(100_000) }
    return HTTPResponse(200, type: "text/plain; charset=utf-8", body: Array("\(current)".utf8))
  }

  private func reloading(_ page: [UInt8]) -> [UInt8] {
    let ending = Array("</body>\n</html>\n".utf8)
    guard page.suffix(ending.count).elementsEqual(ending) else { return page }
    let line = Array("<script src=\"/.reload.js\"></script>\n".utf8)
    return page.dropLast(ending.count) + line + ending
  }

  private static func encoded(_ name: String) -> String {
    name.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-_.")))
      ?? ""
  }

  private var script: String {
    """
    (function () {
      var known = \(current);
      function ask() {
        fetch("/.reload?" + known).then(function (answer) { return answer.text(); })
          .then(function (version) {
            if (Number(version) !== known) location.reload(); else ask();
          }, function () { setTimeout(ask, 1000); });
      }
      ask();
    })();

    """
  }
}
