import Literate

/// Reads mathematics in TeX and finds the first thing in it that KaTeX might not draw.
package struct TeXReader {
  /// What is wrong, and where, in bytes of the TeX.
  package struct Problem: Error, Equatable {
    package var offset: Int
    package var message: String
    package var help: String?
  }

  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// The first problem of a text; nil where there is none.
  ///
  /// - Parameter isDisplayed: Whether it stands on lines of its own, where alone `\tag` and the
  ///   environments with numbers may be.
  package static func problem(in tex: String, isDisplayed: Bool) -> Problem? {
    var reader = TeXReader(tex, isDisplayed: isDisplayed)
    do throws(Problem) {
      try reader.list(until: .end, mayAlign: false)
      return nil
    } catch {
      return error
    }
  }

  private let isDisplayed: Bool

  private init(_ tex: String, isDisplayed: Bool) {
    bytes = Array(tex.utf8)
    self.isDisplayed = isDisplayed
  }

  /// What ends a list of symbols.
  private enum End: Equatable {
    case end, brace, bracket, right
    case environment(String)
  }

  private func problem(_ offset: Int, _ message: String, _ help: String? = nil) -> Problem {
    Problem(offset: offset, message: message, help: help)
  }

  // MARK: Lists

  /// Reads symbols up to the end that is expected, and passes over it.
  private mutating func list(until end: End, mayAlign: Bool) throws(Problem) {
    let start = place
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else { throw problem(place, "the mathematics is nested too deeply") }
    var scripts: Set<UInt8> = []
    while true {
      skipSpaces()
      guard place < bytes.count else {
        if end == .end { return }
        throw problem(max(0, start - 1), "\(name(of: end)) is never closed")
      }
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "}"):
        guard end == .brace else { throw problem(place, "this '}' closes nothing") }
        place += 1
        return
      case UInt8(ascii: "]") where end == .bracket:
        place += 1
        return
      case UInt8(ascii: "^"), UInt8(ascii: "_"):
        guard scripts.insert(byte).inserted else {
          throw problem(
            place, "a symbol has two \(byte == UInt8(ascii: "^") ? "superscripts" : "subscripts")",
            "put braces around what belongs together")
        }
        place += 1
        try argument(of: byte == UInt8(ascii: "^") ? "^" : "_")
        continue
      case UInt8(ascii: "'"):
        place += 1
        continue
      case UInt8(ascii: "&"):
        guard mayAlign else {
          throw problem(
            place, "'&' stands outside a matrix or an alignment", "write '\\&' for the sign")
        }
        place += 1
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "$"):
        let sign = Character(Unicode.Scalar(byte))
        throw problem(place, "'\(sign)' has a meaning of its own in TeX", "write '\\\(sign)'")
      case UInt8(ascii: "{"):
        place += 1
        try list(until: .brace, mayAlign: false)
      case UInt8(ascii: "\\"):
        if try command(end, mayAlign: mayAlign) { return }
      case 0x80...:
        throw problem(
          place, "'\(character)' is not in TeX's alphabet",
          "write its command, or \\text{…} around words")
      default: place += 1
      }
      scripts = []
    }
  }

  private func name(of end: End) -> String {
    switch end {
    case .end, .brace: "this '{'"
    case .bracket: "this '['"
    case .right: "this \\left"
    case .environment(let name): "\\begin{\(name)}"
    }
  }

  private var character: Character {
    String(decoding: bytes[place...].prefix(4), as: UTF8.self).first ?? " "
  }

  /// The place after the last character that is no space.
  private var endOfText: Int {
    (bytes.lastIndex { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 } ?? -1) + 1
  }

  private mutating func skipSpaces() {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A || bytes[place] == 0x09
    {
      place += 1
    }
  }

  // MARK: Commands

  /// Reads the name after a backslash.
  private mutating func commandName() throws(Problem) -> String {
    let start = place
    place += 1
    guard place < bytes.count else { throw problem(start, "a backslash stands at the end") }
    var end = place
    while end < bytes.count, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A { end += 1 }
    if end == place { end += 1 }
    var name = String(decoding: bytes[place..<end], as: UTF8.self)
    place = end
    if place < bytes.count, bytes[place] == UInt8(ascii: "*"),
      name == "tag" || name == "operatorname"
    {
      name += "*"
      place += 1
    }
    return name
  }

  /// Reads a command with what belongs to it. Returns whether it ended the list.
  private mutating func command(_ end: End, mayAlign: Bool) throws(Problem) -> Bool {
    let start = place
    let name = try commandName()
    switch name {
    case "right":
      guard end == .right else { throw problem(start, "this \\right has no \\left") }
      try bracket(after: "right")
      return true
    case "left":
      try bracket(after: "left")
      try list(until: .right, mayAlign: false)
    case "begin": try environment(from: start)
    case "end":
      let closed = try words(of: "end")
      guard case .environment(let open) = end, open == closed else {
        throw problem(start, "\\end{\(closed)} closes nothing that is open here")
      }
      return true
    case "\\":
      if end != .end, !mayAlign {
        throw problem(start, "a line cannot end inside braces")
      }
    case _ where TeXVocabulary.sizes.contains(name): try bracket(after: name)
    case _ where TeXVocabulary.functions[name] != nil: try function(name, from: start)
    case _ where TeXVocabulary.symbols.contains(name): break
    case _ where name.count == 1 && TeXVocabulary.signs.contains(name.first!): break
    default:
      let known =
        TeXVocabulary.symbols.union(TeXVocabulary.functions.keys).union(TeXVocabulary.sizes)
      let meant = nearest(to: name, in: known.sorted()).map { "did you mean '\\\($0)'?" }
      throw problem(start, "'\\\(name)' is not among the commands that the book uses", meant)
    }
    return false
  }

  private mutating func function(_ name: String, from start: Int) throws(Problem) {
    if name.hasPrefix("tag"), !isDisplayed {
      throw problem(start, "only an equation on lines of its own can have a \\tag")
    }
    skipSpaces()
    if TeXVocabulary.takesOption.contains(name), place < bytes.count,
      bytes[place] == UInt8(ascii: "[")
    {
      place += 1
      try list(until: .bracket, mayAlign: false)
    }
    for index in 0..<(TeXVocabulary.functions[name] ?? 0) {
      if TeXVocabulary.takesWords.contains(name) || name == "textcolor" && index == 0 {
        _ = try words(of: name)
      } else {
        try argument(of: "\\" + name)
      }
    }
  }

  /// Reads one argument: something in braces, a symbol or a command.
  private mutating func argument(of owner: String) throws(Problem) {
    skipSpaces()
    guard place < bytes.count else { throw problem(endOfText, "nothing follows \(owner)") }
    switch bytes[place] {
    case UInt8(ascii: "{"):
      place += 1
      // Lines of \substack end as those of a matrix do.
      try list(until: .brace, mayAlign: owner == "\\substack")
    case UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      throw problem(place, "\(owner) is followed by nothing it could use")
    case UInt8(ascii: "\\"):
      let start = place
      let name = try commandName()
      guard TeXVocabulary.symbols.contains(name) || name.count == 1 || owner == "^" || owner == "_"
      else {
        place = start
        throw problem(start, "the argument of \(owner) needs braces")
      }
      place = start
      _ = try command(.brace, mayAlign: false)
    case 0x80...: throw problem(place, "'\(character)' is not in TeX's alphabet")
    default: place += 1
    }
  }

  /// Reads words in braces, as they stand.
  private mutating func words(of owner: String) throws(Problem) -> String {
    skipSpaces()
    let start = place
    guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else {
      throw problem(place, "\\\(owner) is followed by words in braces")
    }
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          place += 1
          return String(decoding: bytes[(start + 1)..<(place - 1)], as: UTF8.self)
        }
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "$"):
        throw problem(place, "a sign with a meaning of its own stands among words")
      default: break
      }
      place += 1
    }
    throw problem(start, "this '{' is never closed")
  }

  private mutating func bracket(after command: String) throws(Problem) {
    skipSpaces()
    let start = place
    guard place < bytes.count else { throw problem(place, "\\\(command) is followed by a bracket") }
    var found = String(decoding: bytes[place..<place + 1], as: UTF8.self)
    if bytes[place] == UInt8(ascii: "\\") { found = "\\" + (try commandName()) } else { place += 1 }
    guard TeXVocabulary.brackets.contains(found) else {
      throw problem(start, "\\\(command) is followed by a bracket, and this is none")
    }
  }

  private mutating func environment(from start: Int) throws(Problem) {
    let name = try words(of: "begin")
    guard let hasColumns = TeXVocabulary.environments[name] else {
      let meant = nearest(to: name, in: TeXVocabulary.environments.keys.sorted())
      throw problem(
        start, "there is no environment '\(name)' in the book's TeX",
        meant.map { "did you mean '\($0)'?" })
    }
    let numbered = ["align", "align*", "gather", "gather*", "equation", "equation*"]
    if numbered.contains(name), !isDisplayed || depth > 1 {
      throw problem(
        start, "'\(name)' stands on lines of its own", "use 'aligned' or 'gathered' here")
    }
    if hasColumns { _ = try words(of: "begin{\(name)}") }
    try list(until: .environment(name), mayAlign: true)
  }
}
