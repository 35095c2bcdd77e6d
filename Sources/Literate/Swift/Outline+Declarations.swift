extension Outline {
  /// The declaration that begins at a token, or nil where a statement begins there.
  func declaration(at start: Int, limit: Int) -> Item? {
    guard let word = declarationKeyword(from: start, limit: limit) else { return nil }
    let keyword = code.text(code.tokens[word])
    let end: Int
    switch keyword {
    case "import": end = endOfLine(word, limit: limit)
    case "typealias", "operator", "macro": end = endOfExpression(word, limit: limit)
    default: end = endOfBody(word, limit: limit)
    }
    return Item(keyword: keyword, tokens: start..<max(end, word + 1))
  }

  /// What is declared at the top level, and where the name stands.
  var names: [(name: String, offset: Int)] {
    declarations.compactMap { declaration in
      let words = code.tokens.filter {
        $0.isSignificant && declaration.range.contains($0.range.lowerBound)
      }
      guard declaration.keyword != "extension",
        let keyword = words.firstIndex(where: { code.text($0) == declaration.keyword }),
        keyword + 1 < words.count
      else { return nil }
      return (code.text(words[keyword + 1]), words[keyword + 1].range.lowerBound)
    }
  }

  /// Skips attributes and modifiers; the word that says what is declared, or nil.
  private func declarationKeyword(from start: Int, limit: Int) -> Int? {
    var index = start
    while let current = significant(from: index, limit: limit) {
      let token = code.tokens[current]
      switch token.kind {
      case .attribute:
        index = current + 1
        index = skipArguments(index, limit: limit)
      case .keyword:
        let text = code.text(token)
        if declaring.contains(text) {
          return declares(text, at: current, limit: limit) ? current : nil
        }
        guard modifiers.contains(text) else { return nil }
        index = skipArguments(current + 1, limit: limit)
      default: return nil
      }
    }
    return nil
  }

  /// Whether a word declares something here: `actor` and `macro` may also be names.
  private func declares(_ word: String, at index: Int, limit: Int) -> Bool {
    guard word == "actor" || word == "macro" else { return true }
    guard let next = significant(from: index + 1, limit: limit) else { return false }
    return code.tokens[next].kind == .identifier || code.tokens[next].kind == .typeName
  }

  /// Steps over `(set)` or an attribute's arguments, which follow without a space.
  private func skipArguments(_ index: Int, limit: Int) -> Int {
    guard index < limit, code.isPunctuation(code.tokens[index], "("), let end = partner(index)
    else { return index }
    return min(end + 1, limit)
  }

  private func significant(from start: Int, limit: Int) -> Int? {
    var index = start
    while index < limit {
      if code.tokens[index].isSignificant { return index }
      index += 1
    }
    return nil
  }

  private func endOfLine(_ start: Int, limit: Int) -> Int {
    var index = start
    while index < limit, code.tokens[index].kind != .newline,
      !code.isPunctuation(code.tokens[index], ";")
    {
      index += 1
    }
    return endWithoutBlanks(start, index)
  }

  /// The end of what may go on over several lines as long as an operator joins them.
  private func endOfExpression(_ start: Int, limit: Int) -> Int {
    var index = start
    var last = start
    while index < limit {
      let token = code.tokens[index]
      if code.isPunctuation(token, ";") { break }
      if token.kind == .newline {
        guard let next = significant(from: index, limit: limit),
          joins(code.tokens[last]) || continues(code.tokens[next])
        else { break }
        index = next
        continue
      }
      if token.isSignificant { last = index }
      if let end = partner(index), end < limit {
        index = end
        last = end
      }
      index += 1
    }
    return endWithoutBlanks(start, index)
  }

  private func joins(_ token: Token) -> Bool {
    let text = code.text(token)
    return [",", ":", "."].contains(text)
      || token.kind == .operator && ["=", "&", "->"].contains(text)
  }

  private func continues(_ token: Token) -> Bool {
    let text = code.text(token)
    return token.kind == .operator || [".", ",", "where"].contains(text)
  }

  /// The end of the first braces after a word; without any, the end of its line.
  private func endOfBody(_ start: Int, limit: Int) -> Int {
    var index = start + 1
    while index < limit {
      let token = code.tokens[index]
      if code.isPunctuation(token, "{") {
        // An unclosed body swallows the rest, which is what the compiler will say of it, too.
        return partner(index).map { min($0 + 1, limit) } ?? limit
      }
      if code.isPunctuation(token, ";") { break }
      if token.kind == .newline, let next = significant(from: index, limit: limit) {
        let follower = code.tokens[next]
        if follower.kind == .keyword, starting.contains(code.text(follower)) { break }
        index = next
        continue
      }
      index = partner(index).map { min($0 + 1, limit) } ?? index + 1
    }
    return endWithoutBlanks(start, index)
  }

  private func endWithoutBlanks(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start + 1, !code.tokens[end - 1].isSignificant { end -= 1 }
    return end
  }
}

private let declaring: Set<String> = [
  "import", "struct", "class", "enum", "actor", "protocol", "extension", "func", "typealias",
  "operator", "precedencegroup", "macro",
]

private let modifiers: Set<String> = [
  "public", "private", "fileprivate", "internal", "package", "open", "final", "static", "indirect",
  "nonisolated", "prefix", "postfix", "infix", "mutating", "nonmutating", "override", "consuming",
  "borrowing", "convenience", "required",
]

/// Words that begin something new, so that a body cannot still be to come.
private let starting: Set<String> = [
  "let", "var", "import", "struct", "class", "enum", "extension", "func", "typealias", "if", "for",
  "while", "guard", "return", "switch", "do", "repeat",
]
