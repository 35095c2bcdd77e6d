extension Outline {
  /// Where a statement of the top level returns from the function that the statements stand in:
  /// inside `if`, `for` and the like, but not inside closures and functions.
  var returns: [Int] {
    guard code.tokens.contains(where: isReturn) else { return [] }
    var found: [Int] = []
    var frames = [Frame(isOuter: true)]
    var closings: [Int: Bool] = [:]
    var previousWasRepeatBody = false
    var skipped = declarations[...]
    for (index, token) in code.tokens.enumerated() where token.isSignificant {
      while let first = skipped.first, first.range.upperBound <= token.range.lowerBound {
        skipped.removeFirst()
      }
      if skipped.first?.range.contains(token.range.lowerBound) == true { continue }

      if let end = partner(index) {
        let isBrace = code.isPunctuation(token, "{")
        let top = frames[frames.count - 1]
        closings[end] = isBrace && top.awaitsRepeat
        if isBrace { frames[frames.count - 1] = Frame(isOuter: top.isOuter) }
        frames.append(Frame(isOuter: isBrace && top.isOuter && top.awaitsBody))
      } else if let isRepeatBody = closings[index] {
        if frames.count > 1 { frames.removeLast() }
        previousWasRepeatBody = isRepeatBody
        continue
      } else if token.kind == .keyword {
        let word = code.text(token)
        if word == "return", frames[frames.count - 1].isOuter {
          found.append(token.range.lowerBound)
        } else if controlling.contains(word), !(word == "while" && previousWasRepeatBody) {
          frames[frames.count - 1].awaitsBody = true
          frames[frames.count - 1].awaitsRepeat = word == "repeat"
        }
      } else if code.isPunctuation(token, ";") {
        frames[frames.count - 1].awaitsBody = false
      }
      previousWasRepeatBody = false
    }
    return found
  }

  /// Where a statement of the top level is put off until the function ends.
  var defers: [Int] {
    var found: [Int] = []
    var index = 0
    while index < code.tokens.count {
      let token = code.tokens[index]
      if token.kind == .keyword, code.text(token) == "defer" {
        found.append(token.range.lowerBound)
      }
      // What stands in brackets has an end of its own.
      index = max(index, partner(index) ?? index) + 1
    }
    return found
  }

  private func isReturn(_ token: Token) -> Bool {
    token.kind == .keyword && code.bytes[token.range].elementsEqual("return".utf8)
  }

  /// What a bracket encloses.
  private struct Frame {
    /// Whether a `return` here returns from the outer function.
    var isOuter: Bool
    /// Whether the next brace is the body of a control statement and no closure.
    var awaitsBody = false
    var awaitsRepeat = false
  }
}

private let controlling: Set<String> = [
  "if", "guard", "for", "while", "repeat", "do", "switch", "catch", "else", "defer",
]
