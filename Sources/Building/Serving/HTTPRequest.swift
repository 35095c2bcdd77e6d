/// The head of a request, as far as a server of files needs it.
package struct HTTPRequest: Equatable {
  package var method: String
  /// The path without the question, still with its percent signs.
  package var path: String
  package var query: String
  /// The name of the host that was asked, in lower case; empty where none is given.
  package var host: String

  /// Why a request is refused: a status and a sentence.
  package struct Refusal: Error, Equatable {
    package var status: Int
    package var message: String

    package init(_ status: Int, _ message: String) {
      self.status = status
      self.message = message
    }
  }

  /// The most bytes that a head may have.
  package static let limit = 8192

  /// Reads a head, up to the empty line.
  package init(_ head: [UInt8]) throws(Refusal) {
    guard head.count <= Self.limit else { throw Refusal(431, "The request is too long.") }
    guard let text = String(validating: head, as: UTF8.self),
      !text.unicodeScalars.contains(where: {
        $0.value < 0x20 && $0 != "\r" && $0 != "\n" && $0 != "\t"
      })
    else { throw Refusal(400, "The request is not text.") }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
    let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/") else {
      throw Refusal(400, "This is not a request for a page.")
    }
    method = String(words[0])
    guard method == "GET" || method == "HEAD" else {
      throw Refusal(405, "Pages can be read here and nothing else.")
    }
    let parts = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
    host = ""
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "host" else { continue }
      host = parts[1].trimmingPrefix { $0 == " " || $0 == "\t" }.lowercased()
      while host.hasSuffix(" ") { host.removeLast() }
    }
  }

  /// The names along the path, decoded. A path that could lead out of a folder, or to a hidden file,
  /// is refused, however it is written.
  package func components() throws(Refusal) -> [String] {
    var decoded: [UInt8] = []
    var bytes = Array(path.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let first = bytes.popFirst().flatMap(Self.digit),
        let second = bytes.popFirst().flatMap(Self.digit)
      else { throw Refusal(400, "A percent sign is followed by two digits.") }
      decoded.append(first << 4 | second)
    }
    guard let text = String(validating: decoded, as: UTF8.self),
      !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") || $0 == 0x7F })
    else { throw Refusal(400, "The address holds what no address holds.") }
    let names = text.split(separator: "/").map(String.init)
    guard !names.contains(where: { $0.hasPrefix(".") }) else {
      throw Refusal(404, "There is no such page.")
    }
    return names
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
