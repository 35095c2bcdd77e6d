import Literate

/// Finds the public declarations of a Swift file, by its tokens alone.
struct DeclarationReader {
  private let code: SwiftCode
  private let file: String
  /// For each opening bracket the token that closes it.
  private var partners: [Int: Int] = [:]
  private var lineStarts: [Int] = [0]
  private(set) var declarations: [Declaration] = []

  private static let modifiers: Set<String> = [
    "public", "package", "internal", "private", "fileprivate", "open", "static", "mutating",
    "nonmutating", "final", "indirect", "override", "nonisolated", "prefix", "postfix", "infix",
    "convenience", "required", "lazy", "weak", "dynamic", "consuming", "borrowing",
  ]
  private static let types: Set<String> = ["struct", "class", "enum", "protocol", "actor"]
  private static let members: Set<String> = ["func", "var", "let", "typealias", "macro"]

  init(_ text: String, file: String) {
    code = SwiftCode(text)
    self.file = file
    for (offset, byte) in code.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lineStarts.append(offset + 1)
    }
    var open: [Int] = []
    for (index, token) in code.tokens.enumerated() where token.kind == .punctuation {
      switch code.bytes[token.range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let start = open.popLast() { partners[start] = index }
      default: break
      }
    }
    scan(code.tokens.indices, container: nil, isPublic: false)
  }

  private func text(_ index: Int) -> String { code.text(code.tokens[index]) }

  private func byte(_ index: Int) -> UInt8 { code.bytes[code.tokens[index].range.lowerBound] }

  private mutating func scan(_ range: Range<Int>, container: String?, isPublic: Bool) {
    var index = range.lowerBound
    var comments: [Int] = []
    var start: Int?
    var sawPublic = isPublic
    while index < range.upperBound {
      let token = code.tokens[index]
      switch token.kind {
      case .documentation:
        comments.append(index)
        index += 1
      case .space: index += 1
      case .newline:
        // An empty line parts a comment from what follows it.
        if index > 0, code.tokens[index - 1].kind == .newline, start == nil { comments = [] }
        index += 1
      case .attribute:
        start = start ?? index
        index += 1
        if index < range.upperBound, byte(index) == UInt8(ascii: "(") {
          index = (partners[index] ?? index) + 1
        }
      case .keyword, .identifier:
        let word = text(index)
        if DeclarationReader.modifiers.contains(word) {
          start = start ?? index
          if word == "public" || word == "open" { sawPublic = true }
          index += 1
          if index < range.upperBound, byte(index) == UInt8(ascii: "(") {
            index = (partners[index] ?? index) + 1
          }
        } else if let end = declaration(
          word, at: index, from: start ?? index, limit: range.upperBound, comments: comments,
          container: container, isPublic: sawPublic)
        {
          index = end
          (start, comments, sawPublic) = (nil, [], isPublic)
        } else {
          index = skip(index)
          (start, comments, sawPublic) = (nil, [], isPublic)
        }
      default:
        index = skip(index)
        (start, comments, sawPublic) = (nil, [], isPublic)
      }
    }
  }

  private func skip(_ index: Int) -> Int { (partners[index] ?? index) + 1 }

  /// Reads the declaration that a word begins, and returns the token after it; nil where the word
  /// begins none.
  private mutating func declaration(
    _ word: String, at index: Int, from start: Int, limit: Int, comments: [Int],
    container: String?, isPublic: Bool
  ) -> Int? {
    let isType = DeclarationReader.types.contains(word)
    let isExtension = word == "extension"
    let isMember = DeclarationReader.members.contains(word)
    guard isType || isExtension || isMember || word == "init" || word == "subscript",
      let nameIndex = (index..<limit).first(where: {
        $0 > index && code.tokens[$0].isSignificant
      })
    else { return nil }
    let name = isType || isExtension || isMember ? text(nameIndex) : word
    let (head, end) = extent(from: index, limit: limit, isProperty: word == "var" || word == "let")
    if isType || isExtension {
      let isExposed = isExtension ? isPublic : false
      if let head, let close = partners[head] {
        scan(head + 1..<close, container: name, isPublic: isExposed)
      }
    }
    if isPublic, isType || isMember {
      add(
        name, isType ? .type : .member, container, start..<end, head: head ?? end,
        comments: comments)
    }
    return end
  }

  /// Where the declaration's body opens, if it has one, and the token after its end.
  private func extent(from index: Int, limit: Int, isProperty: Bool) -> (head: Int?, end: Int) {
    var place = index
    var isAfterOperator = false
    while place < limit {
      let token = code.tokens[place]
      if token.kind == .newline, !isAfterOperator, !continues(after: place, limit: limit) {
        return (nil, place)
      }
      if token.kind == .punctuation {
        switch byte(place) {
        case UInt8(ascii: "{"): return (place, min((partners[place] ?? place) + 1, limit))
        case UInt8(ascii: "("), UInt8(ascii: "["): place = partners[place] ?? place
        default: break
        }
      }
      if token.isSignificant {
        let last = code.bytes[token.range.upperBound - 1]
        isAfterOperator = token.kind == .operator || last == UInt8(ascii: ",")
      }
      place += 1
    }
    return (nil, limit)
  }

  /// Whether what follows a line end goes on with the declaration: `where`, `->`, `{`, `throws`.
  private func continues(after newline: Int, limit: Int) -> Bool {
    guard
      let next = (newline + 1..<limit).first(where: {
        code.tokens[$0].kind != .space && code.tokens[$0].kind != .newline
      })
    else { return false }
    return ["where", "->", "{", "throws", "rethrows", "=", "&&", "||"].contains(text(next))
  }

  private mutating func add(
    _ name: String, _ kind: Declaration.Kind, _ container: String?, _ tokens: Range<Int>,
    head: Int, comments: [Int]
  ) {
    let begin = code.tokens[tokens.lowerBound].range.lowerBound
    let finish = code.tokens[tokens.upperBound - 1].range.upperBound
    let body = head < code.tokens.count ? code.tokens[head].range.lowerBound : finish
    let documentation = comments.map { index in
      let line = text(index).drop { $0 == "/" }
      return String(line.first == " " ? line.dropFirst() : line)
    }
    let line = lineStarts.lastIndex { $0 <= begin } ?? 0
    let indent = begin - lineStarts[line]
    declarations.append(
      Declaration(
        name: name.filter { $0 != "`" }, kind: kind, container: container, file: file,
        line: line + 1, documentation: documentation.joined(separator: "\n"),
        signature: outdented(begin..<min(body, finish), by: indent).trimmingSpaces,
        source: outdented(begin..<finish, by: indent)))
  }

  /// A stretch of the code with its lines moved to the left.
  private func outdented(_ range: Range<Int>, by indent: Int) -> String {
    let text = String(decoding: code.bytes[range], as: UTF8.self)
    guard indent > 0 else { return text }
    let margin = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(margin) ? String(line.dropFirst(indent)) : String(line)
    }.joined(separator: "\n")
  }
}
