/// Which page of a PDF each named place is on, as far as the file says it in plain words: Chromium
/// writes its table of objects, its pages and its places so. Of another file nothing is known.
package struct PrintedPages {
  /// The number of the page of each place, counted from 1.
  package private(set) var numbers: [String: Int] = [:]

  private let bytes: [UInt8]
  /// Where each object begins.
  private var objects: [Int] = []

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard let root = readObjects(), let pages = reference("/Pages", in: root),
      let places = reference("/Dests", in: root)
    else { return }
    var order: [Int: Int] = [:]
    var waiting = [pages]
    while let object = waiting.popLast(), order[object] == nil, order.count < objects.count {
      let text = self.text(of: object)
      if let kids = text.range(of: "/Kids [") {
        let list = text[kids.upperBound...].prefix { $0 != "]" }
        waiting += list.split(separator: "R").compactMap { first($0) }.reversed()
      } else {
        order[object] = order.count + 1
      }
    }
    for line in text(of: places).split(whereSeparator: \.isNewline) {
      guard let slash = line.firstIndex(of: "/"), let bracket = line.firstIndex(of: "["),
        slash < bracket, let object = first(line[bracket...].dropFirst())
      else { continue }
      let name = line[slash..<bracket].dropFirst().filter { $0 != " " }
      numbers[name] = order[object]
    }
  }

  /// Reads where the objects begin, and returns the text of the one that leads to all others.
  private mutating func readObjects() -> String? {
    let tail = String(decoding: bytes.suffix(2_000), as: UTF8.self)
    guard let mark = tail.range(of: "startxref\n"), let start = first(tail[mark.upperBound...]),
      bytes.indices.contains(start)
    else { return nil }
    let table = String(decoding: bytes[start...], as: UTF8.self)
    let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 2, lines[0] == "xref",
      let count = lines[1].split(separator: " ").last.flatMap({ Int($0) }), count > 0,
      lines.count > count + 2, let root = reference("/Root", in: tail)
    else { return nil }
    objects = lines[2..<count + 2].map { first($0) ?? 0 }
    return text(of: root)
  }

  /// What stands in an object, without its stream.
  private func text(of object: Int) -> String {
    guard objects.indices.contains(object), bytes.indices.contains(objects[object]) else {
      return ""
    }
    let start = objects[object]
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: "endobj".utf8),
      !bytes[end...].starts(with: "stream".utf8)
    { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The number of the object that a name leads to.
  private func reference(_ name: String, in text: String) -> Int? {
    text.range(of: "\(name) ").flatMap { first(text[$0.upperBound...]) }
  }

  /// The number that a text begins with, behind blanks.
  private func first(_ text: some StringProtocol) -> Int? {
    Int(text.drop { $0 == " " || $0 == "\n" }.prefix { $0.isASCII && $0.isNumber })
  }
}
