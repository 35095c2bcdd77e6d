/// A reader's Exercises.swift, cut into its declarations, so that one that does not compile can be
/// taken out and the answers to other exercises are still graded.
///
/// The file is cut at lines that begin a declaration in the first column. That holds where brackets
/// do not match, too: a missing brace spoils the answer that lacks it and no other.
public struct AnswerSheet: Sendable {
  /// The text.
  public let source: SourceText
  /// The declarations, each with the comments above it, in order.
  let pieces: [Piece]

  /// Some lines of the file that belong together.
  struct Piece: Sendable {
    /// The lines, from one.
    var lines: Range<Int>
    /// What they declare: `average`, and for what an extension adds `Tensor.average`.
    var names: Set<String>
    /// The code without blanks and comments.
    var words: [String]
    /// Brackets and strings without their other end: where, in bytes of the file, and what.
    var problems: [(offset: Int, message: String)]
  }

  /// Cuts a text.
  public init(_ source: SourceText) {
    self.source = source
    let starts = Self.starts(in: source)
    pieces = zip(starts, starts.dropFirst() + [source.lineCount + 1]).map { first, end in
      let lower = source.offsets(ofLine: first).lowerBound
      let upper = source.offsets(ofLine: end).lowerBound
      let code = SwiftCode(bytes: Array(source.bytes[lower..<upper]))
      return Piece(
        lines: first..<end, names: code.declaredNames, words: code.words,
        problems: Outline(code).problems.map { (lower + $0.offset, $0.message) })
    }
  }

  /// Brackets and strings that are never closed, each where it opens. The compiler would miss them
  /// at the end of the file, and could say nothing about what follows them.
  ///
  /// - Parameter file: How the findings shall name the file.
  public func problems(file: String) -> [Diagnostic] {
    pieces.flatMap(\.problems).map { offset, message in
      let place = source.position(at: offset)
      return Diagnostic(.error, file: file, line: place.line, column: place.column, message)
    }
  }

  /// The lines at which pieces begin. A comment or an attribute begins the piece of the declaration
  /// under it.
  private static func starts(in source: SourceText) -> [Int] {
    guard source.lineCount > 0 else { return [] }
    let whole = SwiftCode(bytes: source.bytes)
    // Where a string or a comment is never closed, what lies inside of it is anybody's guess.
    let inside = whole.unclosed.isEmpty ? whole.linesInsideTokens(of: source) : []
    var starts = [1]
    var isDeclared = false
    for line in 1...source.lineCount where !inside.contains(line) {
      let bytes = source.bytes[source.offsets(ofLine: line)]
      let code = SwiftCode(bytes: Array(bytes.prefix(200)))
      guard let first = code.tokens.first else { continue }
      switch first.kind {
      case .comment, .documentation, .attribute:
        if isDeclared { starts.append(line) }
        isDeclared = false
        // `@discardableResult func f()` on one line.
        if first.kind == .attribute { isDeclared = code.declares }
      case .keyword where code.declares:
        if isDeclared { starts.append(line) }
        isDeclared = true
      default: continue
      }
    }
    return starts.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}

extension SwiftCode {
  /// The code, piece by piece, without blanks and comments.
  var words: [String] { tokens.filter(\.isSignificant).map(text) }

  /// Whether a word that declares something stands in it.
  fileprivate var declares: Bool {
    tokens.contains { $0.kind == .keyword && declaringWords.contains(text($0)) }
  }

  /// The lines that begin within a string or a comment.
  fileprivate func linesInsideTokens(of source: SourceText) -> Set<Int> {
    var lines: Set<Int> = []
    for token in tokens where token.kind == .string || !token.isSignificant {
      guard token.kind != .newline, token.kind != .space else { continue }
      let first = source.position(at: token.range.lowerBound).line
      let last = source.position(at: token.range.upperBound).line
      if last > first { lines.formUnion(first + 1...last) }
    }
    return lines
  }

  /// The names of what is declared at the top level and, for extensions, one level below.
  var declaredNames: Set<String> {
    let parts = tokens.filter(\.isSignificant)
    var names: Set<String> = []
    var depth = 0
    var extended: String?
    for (index, part) in parts.enumerated() {
      if isPunctuation(part, "{") { depth += 1 }
      if isPunctuation(part, "}") { depth -= 1 }
      if depth == 0 { extended = isPunctuation(part, "}") ? nil : extended }
      guard part.kind == .keyword, depth == 0 || depth == 1 && extended != nil else { continue }
      let word = text(part)
      let next = index + 1 < parts.count ? text(parts[index + 1]) : ""
      if depth == 1, word == "init" || word == "subscript" {
        names.insert("\(extended!).\(word)")
      } else if depth == 0, word == "extension" {
        extended = next
        names.insert("extension \(next)")
      } else if namingWords.contains(word), !["{", "("].contains(next) {
        names.insert(depth == 1 ? "\(extended!).\(next)" : next)
      }
    }
    return names
  }
}

private let namingWords: Set<String> = [
  "func", "struct", "class", "enum", "actor", "protocol", "typealias", "let", "var", "macro",
]

private let declaringWords = namingWords.union([
  "import", "extension", "operator", "precedencegroup",
])
