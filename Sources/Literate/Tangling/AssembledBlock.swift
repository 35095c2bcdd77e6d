/// A block's code with its chunks put in, lexed, each line knowing where it came from.
struct AssembledBlock {
  /// One line of code and its place in the Markdown file.
  struct Line {
    let bytes: ArraySlice<UInt8>
    /// The line in the Markdown file.
    let line: Int
    /// The column at which the code stands there.
    let column: Int
    /// The column of the fence; lines of a long string all take this one.
    let fenceColumn: Int
  }

  let block: Block
  let lines: [Line]
  /// The offset of each line in the code.
  let lineStarts: [Int]
  let code: SwiftCode
  let outline: Outline
  /// For each line, whether it begins inside a string or a comment.
  let startsInsideToken: [Bool]
  /// For each line, whether it begins inside parentheses, square brackets or a string.
  let startsInsideExpression: [Bool]

  init(block: Block, lines: [Line]) {
    self.block = block
    self.lines = lines
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for line in lines {
      starts.append(bytes.count)
      bytes += line.bytes
      bytes.append(UInt8(ascii: "\n"))
    }
    lineStarts = starts
    code = SwiftCode(bytes: bytes)
    outline = Outline(code)
    (startsInsideToken, startsInsideExpression) = nesting(at: starts, in: code)
  }

  /// The place in the Markdown file of an offset in the code.
  func position(at offset: Int, in source: SourceText) -> SourcePosition {
    let index = max(0, (lineStarts.lastIndex { $0 <= offset }) ?? 0)
    guard index < lines.count else { return block.range.lower }
    return source.position(
      line: lines[index].line, column: lines[index].column + offset - lineStarts[index])
  }

  /// The declarations that go to file scope.
  ///
  /// - Parameter keepsFunctions: Leave functions where they are, for `local` blocks.
  func hoisted(keepsFunctions: Bool) -> [Range<Int>] {
    outline.declarations
      .filter { !(keepsFunctions && ($0.keyword == "func" || $0.keyword == "#if")) }
      .map(\.range)
  }
}

/// For each offset, whether a token that began before goes on there, and whether an expression does.
private func nesting(at starts: [Int], in code: SwiftCode) -> (token: [Bool], expression: [Bool]) {
  var insideToken = [Bool](repeating: false, count: starts.count)
  var insideExpression = insideToken
  var depth = 0
  var next = 0
  var previous = Token.Kind.newline
  for token in code.tokens {
    // A string goes on where one of its pieces ends: an escaped line end, an interpolation.
    let isPiece =
      token.kind == .string || token.kind == .escape || token.kind == .interpolation
    if next < starts.count, starts[next] == token.range.lowerBound {
      insideToken[next] = isPiece && (previous == .string || previous == .escape)
      insideExpression[next] = depth > 0 || insideToken[next]
      next += 1
    }
    if token.kind == .punctuation || token.kind == .interpolation {
      switch code.bytes[token.range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\\"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    while next < starts.count, token.range.contains(starts[next]) {
      insideToken[next] = token.kind != .newline && token.kind != .space
      insideExpression[next] = insideToken[next] || depth > 0
      next += 1
    }
    previous = token.kind
  }
  return (insideToken, insideExpression)
}
