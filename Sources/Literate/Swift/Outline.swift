/// The top level of a piece of Swift: which of it are declarations that belong at file scope, where
/// brackets do not match, and where a statement returns.
struct Outline {
  /// A declaration with its comments and attributes, or an `#if` that holds nothing else.
  struct Declaration: Hashable {
    /// The word that makes it one: `func`, `struct`, `import`, `#if`, …
    let keyword: String
    /// Where it stands, in bytes of the code.
    let range: Range<Int>
  }

  /// A bracket, string or comment without its other end.
  struct Problem: Hashable {
    let offset: Int
    let message: String
  }

  private(set) var declarations: [Declaration] = []
  private(set) var problems: [Problem] = []
  let code: SwiftCode
  /// For each token the index of the one that closes its bracket; -1 where there is none.
  private var partners: [Int]

  init(_ code: SwiftCode) {
    self.code = code
    partners = [Int](repeating: -1, count: code.tokens.count)
    matchBrackets()
    var items: [Item] = []
    scan(code.tokens.indices, nesting: 0, into: &items)
    declarations = items.compactMap { item in
      guard let keyword = item.keyword else { return nil }
      let first = leadingComments(before: item.tokens.lowerBound)
      let last = trailing(after: item.tokens.upperBound)
      return Declaration(
        keyword: keyword,
        range: code.tokens[first].range.lowerBound..<code.tokens[last - 1].range.upperBound)
    }
  }

  /// A statement or, where `keyword` says so, a declaration.
  struct Item {
    let keyword: String?
    let tokens: Range<Int>
  }

  /// The index of the token that closes the bracket that a token opens.
  func partner(_ index: Int) -> Int? { partners[index] < 0 ? nil : partners[index] }

  // MARK: Brackets

  private mutating func matchBrackets() {
    var open: [(index: Int, closing: UInt8)] = []
    for (index, token) in code.tokens.enumerated() {
      guard token.kind == .punctuation || token.kind == .interpolation else { continue }
      let byte = code.bytes[token.range.lowerBound]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "\\"): open.append((index, UInt8(ascii: ")")))
      case UInt8(ascii: "["): open.append((index, UInt8(ascii: "]")))
      case UInt8(ascii: "{"): open.append((index, UInt8(ascii: "}")))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open.last?.closing == byte {
          partners[open.removeLast().index] = index
        } else {
          close(byte, at: index, &open)
        }
      default: break
      }
    }
    for (index, _) in open { reportOpen(index) }
    matchConditions()
    for unclosed in code.unclosed {
      problems.append(
        Problem(offset: unclosed.offset, message: "this \(unclosed.what) is never closed"))
    }
    problems.sort { $0.offset < $1.offset }
  }

  /// Finds each `#if` without its `#endif`, and the other way round.
  private mutating func matchConditions() {
    var open: [Int] = []
    for token in code.tokens where token.kind == .directive {
      switch code.text(token) {
      case "#if": open.append(token.range.lowerBound)
      case "#endif" where open.isEmpty:
        problems.append(
          Problem(offset: token.range.lowerBound, message: "this '#endif' closes nothing"))
      case "#endif": open.removeLast()
      case "#else" where open.isEmpty, "#elseif" where open.isEmpty:
        problems.append(
          Problem(offset: token.range.lowerBound, message: "there is no '#if' to this"))
      default: break
      }
    }
    for offset in open {
      problems.append(Problem(offset: offset, message: "this '#if' has no '#endif'"))
    }
  }

  /// Handles a closing bracket that is not the one expected: either what stands between was not
  /// closed, or this one was never opened.
  private mutating func close(
    _ byte: UInt8, at index: Int, _ open: inout [(index: Int, closing: UInt8)]
  ) {
    if let match = open.lastIndex(where: { $0.closing == byte }) {
      for (inner, _) in open[(match + 1)...] { reportOpen(inner) }
      partners[open[match].index] = index
      open.removeSubrange(match...)
    } else {
      let mark = Character(Unicode.Scalar(byte))
      problems.append(
        Problem(
          offset: code.tokens[index].range.lowerBound, message: "this '\(mark)' closes nothing"))
    }
  }

  private mutating func reportOpen(_ index: Int) {
    let token = code.tokens[index]
    problems.append(
      Problem(
        offset: token.range.lowerBound, message: "this '\(code.text(token))' is never closed"))
  }

  // MARK: Items

  private func scan(_ range: Range<Int>, nesting: Int, into items: inout [Item]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let token = code.tokens[index]
      if !token.isSignificant || code.isPunctuation(token, ";") {
        index += 1
        continue
      }
      let item: Item
      if token.kind == .directive, code.text(token) == "#if" {
        item = conditional(index, limit: range.upperBound, nesting: nesting)
      } else if let declaration = declaration(at: index, limit: range.upperBound) {
        item = declaration
      } else {
        item = Item(keyword: nil, tokens: index..<endOfStatement(index, limit: range.upperBound))
      }
      items.append(item)
      index = max(item.tokens.upperBound, index + 1)
    }
  }

  /// The end of a statement: the first line end or semicolon outside brackets.
  private func endOfStatement(_ start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      let token = code.tokens[index]
      if token.kind == .newline || code.isPunctuation(token, ";") { return index }
      index = partner(index).map { min($0 + 1, limit) } ?? index + 1
    }
    return limit
  }

  /// An `#if` to its `#endif`: a declaration if all its branches hold only declarations.
  private func conditional(_ start: Int, limit: Int, nesting: Int) -> Item {
    var depth = 0
    var branches: [Range<Int>] = []
    var branchStart = endOfStatement(start, limit: limit)
    var end = limit
    for index in start..<limit where code.tokens[index].kind == .directive {
      switch code.text(code.tokens[index]) {
      case "#if": depth += 1
      case "#elseif" where depth == 1, "#else" where depth == 1:
        branches.append(branchStart..<max(branchStart, index))
        branchStart = endOfStatement(index, limit: limit)
      case "#endif":
        depth -= 1
        if depth == 0 { end = index + 1 }
      default: break
      }
      if depth == 0 { break }
    }
    branches.append(branchStart..<max(branchStart, end == limit ? limit : end - 1))
    // Deep nesting is a fuzzer's work, not an author's.
    guard nesting < 20 else { return Item(keyword: nil, tokens: start..<end) }
    var inside: [Item] = []
    for branch in branches { scan(branch, nesting: nesting + 1, into: &inside) }
    let isDeclaration = !inside.isEmpty && inside.allSatisfy { $0.keyword != nil }
    return Item(keyword: isDeclaration ? "#if" : nil, tokens: start..<end)
  }

  // MARK: What goes along with a declaration

  /// The first of the comment lines directly above a declaration, or the declaration itself.
  private func leadingComments(before item: Int) -> Int {
    var first = item
    var index = item - 1
    var newlines = 0
    while index >= 0 {
      let token = code.tokens[index]
      if token.isSignificant || newlines > 1 { break }
      if token.kind == .newline {
        newlines += 1
      } else if token.kind != .space {
        guard startsLine(index) else { break }
        first = index
        newlines = 0
      }
      index -= 1
    }
    return first
  }

  private func startsLine(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, code.tokens[before].kind == .space { before -= 1 }
    return before < 0 || code.tokens[before].kind == .newline
  }

  /// The end of a declaration with a semicolon and a comment on its last line.
  private func trailing(after end: Int) -> Int {
    var index = end
    var last = end
    while index < code.tokens.count {
      let token = code.tokens[index]
      if token.kind == .newline { break }
      if token.kind == .comment || code.isPunctuation(token, ";") {
        last = index + 1
      } else if token.kind != .space {
        break
      }
      index += 1
    }
    return last
  }
}
