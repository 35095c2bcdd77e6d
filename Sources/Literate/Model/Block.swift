/// A fenced block of a chapter: its code, what its info string says, and where both stand.
public struct Block: Sendable, Hashable {
  /// What a block of Swift is for.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Compiled and run where it stands: the default.
    case run
    /// Stands at file scope as a whole, for constants that functions use.
    case file
    /// Runs, and the reader does not see it.
    case setup
    /// Shown, neither compiled nor run.
    case show
    /// The stub of an exercise.
    case exercise
    /// What an answer to an exercise must satisfy.
    case check
    /// The worked answer to an exercise.
    case solution
    /// An answer that must fail its checks, with the reason why.
    case wrong
  }

  /// How a block must fail.
  public enum Failure: String, Sendable, Hashable, CaseIterable {
    /// The compiler must refuse it.
    case compile
    /// It must stop the process.
    case trap
    /// It must throw an error.
    case `throw`
  }

  /// How far a block's numbers may lie from the recorded ones.
  public enum Tolerance: Sendable, Hashable {
    /// At most this far, relative to the recorded value.
    case relative(Double)
    /// As far as they like: clock times.
    case any
  }

  /// The name, unique in the chapter; made from the block's number where the author gave none.
  public let id: String
  /// Whether the author wrote `id=`.
  public let isNamed: Bool
  /// The place among all fenced blocks of the chapter, from zero.
  public let index: Int
  /// The info string as CommonMark understands it.
  public let infoString: String
  /// The first word of the info string: `swift`, `math`, `sh`, or empty.
  public let language: String
  /// The keys and values of the info string of a block that is ours, with their places.
  public let attributes: [Attribute]
  /// What the block is for.
  public let role: Role
  /// The code, byte for byte as CommonMark defines it.
  public let literal: String
  /// The column in the Markdown file at which each line of `literal` starts, from one.
  public let columns: [Int]
  /// From the opening fence to the end of the closing one, without the line end.
  public let range: SourceRange
  /// Whether there is a closing fence.
  public let isClosed: Bool
  /// The number of backticks or tildes of the opening fence.
  public let fenceLength: Int
  /// Whether a directive says that the numbers in its caption and alternative text are typed on
  /// purpose.
  public let isLiteral: Bool
  /// Tolerance of the numbers in the output, or nil for the book's own.
  public let tolerance: Tolerance?
  /// The seconds the block may take, or nil.
  public let budget: Double?
  /// How the block must fail, or nil where it must not.
  public let failure: Failure?

  /// Whether this is a block of Swift, and its info string therefore ours.
  public var isSwift: Bool { language == "swift" }
  /// The line of the opening fence, from one.
  public var line: Int { range.lower.line }
  /// The column of the opening fence, from one.
  public var column: Int { range.lower.column }
  /// The line in the Markdown file of the first line of code.
  public var firstCodeLine: Int { range.lower.line + 1 }

  /// The value of a key of the info string, or nil where it is not given.
  public func value(_ key: Attribute.Key) -> String? {
    attributes.first { $0.key == key.rawValue }?.value
  }
  /// Whether a bare word of the info string is given.
  public func has(_ key: Attribute.Key) -> Bool { attributes.contains { $0.key == key.rawValue } }

  /// The caption of the figure or table the block shows.
  public var caption: String? { value(.cap) }
  /// The alternative text of the figure the block shows.
  public var alternativeText: String? { value(.alt) }
  /// The exercise that a check, a solution or a wrong answer belongs to.
  public var exercise: String? { value(.for) }
  /// Why a wrong answer is wrong.
  public var reason: String? { value(.reason) }
  /// The chunk the block defines, instead of being compiled where it stands.
  public var chunk: String? { value(.chunk) }
  /// What the message of an expected failure must contain.
  public var match: String? { value(.match) }
  /// The data sets the block needs.
  public var dataSets: [String] {
    value(.data)?.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) ?? []
  }
  /// Whether the block's functions stay inside the chapter function.
  public var isLocal: Bool { has(.local) }
  /// Whether the code is not shown.
  public var isHidden: Bool { has(.hide) || role == .setup || role == .check || role == .wrong }
  /// Whether the code is shown folded.
  public var isFolded: Bool { has(.fold) }
  /// The line under which folded code is found: what the block does, where its author says so.
  public var foldLabel: String { value(.fold) ?? "Code" }
  /// The sayings of `Chapters/sayings.md` that the block's claims put to the test.
  public var answers: [String] {
    value(.answers)?.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) ?? []
  }
  /// Whether the block runs only on demand.
  public var isLong: Bool { has(.long) }

  /// Whether the block's code is part of the program that the chapter runs.
  public var isPartOfProgram: Bool {
    guard isSwift, failure == nil else { return false }
    switch role {
    case .run, .file, .setup: return true
    case .show, .exercise, .check, .solution, .wrong: return false
    }
  }

  /// The lines of the code, without their line ends.
  public var lines: [Substring] {
    // By bytes: a search for characters takes ten times as long, and every page asks for lines.
    var code = literal.utf8[...]
    guard let last = code.last else { return [] }
    if last == UInt8(ascii: "\n") { code.removeLast() }
    return code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  /// The code as a reader sees it: without the lines that end in `// hide`.
  public var displayedText: String {
    lines.filter { !Block.isHiddenLine($0) }.map { $0 + "\n" }.joined()
  }

  /// The indices of the lines that end in `// hide`.
  public var hiddenLines: [Int] {
    lines.enumerated().filter { Block.isHiddenLine($0.element) }.map(\.offset)
  }

  /// Whether a line of code ends in `// hide`.
  public static func isHiddenLine(_ line: some StringProtocol) -> Bool {
    var bytes = Array(line.utf8)[...]
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    guard bytes.suffix(4).elementsEqual("hide".utf8) else { return false }
    bytes.removeLast(4)
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes.suffix(2).elementsEqual("//".utf8)
  }
}
