/// Printed text compared by what it says: decimals within the tolerance, all else exactly.
enum PrintedText {
  /// Whether two texts agree.
  static func agree(_ now: String, _ was: String, _ tolerance: Tolerance) -> Bool {
    now == was || differingLines(now, was, tolerance).isEmpty
  }

  /// The numbers (from 1) of the lines that do not agree; the longer text's rest counts as one.
  static func differingLines(_ now: String, _ was: String, _ tolerance: Tolerance) -> [Int] {
    let (nowLines, wasLines) = (lines(now), lines(was))
    var differing: [Int] = []
    for index in 0..<min(nowLines.count, wasLines.count)
    where nowLines[index] != wasLines[index] {
      let (now, was) = (tokens(nowLines[index]), tokens(wasLines[index]))
      let agrees = now.count == was.count && zip(now, was).allSatisfy { tolerance.agree($0, $1) }
      if !agrees { differing.append(index + 1) }
    }
    if nowLines.count != wasLines.count {
      differing.append(min(nowLines.count, wasLines.count) + 1)
    }
    return differing
  }

  /// The lines without spaces at their ends, and without empty lines at the end of the text.
  static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.lastIndex { !$0.isWhitespace }.map { line[...$0] } ?? ""
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A piece of a line: a number, or what stands between numbers.
  enum Token: Equatable {
    case decimal(Double)
    case integer(Substring)
    case other(Substring)
  }

  /// A line in pieces. Spaces before a number are dropped: they move when a number grows a digit.
  static func tokens(_ line: Substring) -> [Token] {
    var tokens: [Token] = []
    var rest = line
    var textStart = line.startIndex
    func flush(_ end: Substring.Index) {
      guard textStart < end else { return }
      let text = line[textStart..<end]
      let kept = text.lastIndex { $0 != " " }.map { text[...$0] } ?? ""
      if !kept.isEmpty { tokens.append(.other(kept)) }
    }
    while let first = rest.first {
      let before =
        rest.startIndex > line.startIndex ? line[line.index(before: rest.startIndex)] : " "
      guard first.isASCII, first.isNumber || first == "-", !before.isLetter, before != "_",
        let (token, length) = number(rest)
      else {
        rest.removeFirst()
        continue
      }
      flush(rest.startIndex)
      tokens.append(token)
      rest = rest.dropFirst(length)
      textStart = rest.startIndex
    }
    flush(line.endIndex)
    return tokens
  }

  private static func number(_ text: Substring) -> (Token, length: Int)? {
    var length = text.first == "-" ? 1 : 0
    func digits(from start: Int) -> Int {
      text.dropFirst(start).prefix { $0.isASCII && $0.isNumber }.count
    }
    let whole = digits(from: length)
    guard whole > 0 else { return nil }
    length += whole
    var isDecimal = false
    if text.dropFirst(length).first == ".", case let count = digits(from: length + 1), count > 0 {
      length += 1 + count
      isDecimal = true
    }
    let exponent = text.dropFirst(length)
    if exponent.first == "e" || exponent.first == "E" {
      let sign = exponent.dropFirst().first == "-" || exponent.dropFirst().first == "+" ? 1 : 0
      let count = digits(from: length + 1 + sign)
      if count > 0 {
        length += 1 + sign + count
        isDecimal = true
      }
    }
    let written = text.prefix(length)
    guard isDecimal, let value = Double(written) else { return (.integer(written), length) }
    return (.decimal(value), length)
  }
}

extension Tolerance {
  fileprivate func agree(_ now: PrintedText.Token, _ was: PrintedText.Token) -> Bool {
    switch (now, was) {
    case (.decimal(let now), .decimal(let was)): agree(now, was)
    case (.integer, .integer), (.integer, .decimal), (.decimal, .integer): isAny || now == was
    case (.other(let now), .other(let was)):
      now == was || isAny && withoutUnit(now) == withoutUnit(was)
    default: false
    }
  }

  /// The text behind a number without the unit it begins with: with `tol=any` a time may come in
  /// other units.
  private func withoutUnit(_ text: Substring) -> Substring {
    let trimmed = text.drop { $0 == " " }
    for unit in ["ns", "µs", "us", "ms", "s", "min", "KB", "MB", "GB", "kB"] {
      if trimmed.hasPrefix(unit), trimmed.dropFirst(unit.count).first?.isLetter != true {
        return trimmed.dropFirst(unit.count)
      }
    }
    return trimmed
  }
}
