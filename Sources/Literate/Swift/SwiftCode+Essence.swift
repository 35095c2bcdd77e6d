extension SwiftCode {
  /// The code as far as a compiler can tell: without comments, and of what lies between two words
  /// only whether anything does, and whether a line ends there. `a - b` is not `a -b`, and a line
  /// end may end a statement; how much of either there is changes nothing.
  ///
  /// Where something is never closed, what is a comment is anybody's guess: all of it counts.
  public var essence: [UInt8] {
    guard unclosed.isEmpty else { return bytes }
    var essence: [UInt8] = []
    essence.reserveCapacity(bytes.count)
    var gap: UInt8?
    for token in tokens {
      switch token.kind {
      case .newline: gap = UInt8(ascii: "\n")
      case .space: gap = gap ?? UInt8(ascii: " ")
      case .comment, .documentation:
        let endsLine = bytes[token.range].contains(UInt8(ascii: "\n"))
        gap = endsLine ? UInt8(ascii: "\n") : gap ?? UInt8(ascii: " ")
      default:
        if let gap, !essence.isEmpty { essence.append(gap) }
        gap = nil
        essence += bytes[token.range]
      }
    }
    return essence
  }

  /// The modules that the code imports.
  public var imports: [String] {
    let parts = tokens.filter(\.isSignificant)
    let kinds: Set<String> = [
      "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
    return parts.indices.compactMap { index in
      guard parts[index].kind == .keyword, text(parts[index]) == "import" else { return nil }
      return parts[(index + 1)...].lazy.map(text).first { !kinds.contains($0) }
    }
  }

  /// The names of the types that the code declares for others, at the top level.
  public var publicTypes: [String] {
    let words: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    let parts = tokens.filter(\.isSignificant)
    var names: [String] = []
    var depth = 0
    for (index, part) in parts.enumerated() {
      if isPunctuation(part, "{") { depth += 1 }
      if isPunctuation(part, "}") { depth -= 1 }
      guard depth == 0, part.kind == .keyword, text(part) == "public" || text(part) == "open"
      else { continue }
      // `public final class`, `public indirect enum`
      let heading = parts[(index + 1)...].prefix(3).map(text)
      if let word = heading.firstIndex(where: words.contains), word + 1 < heading.count {
        names.append(heading[word + 1])
      }
    }
    return names
  }
}
