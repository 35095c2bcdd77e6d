import Files

/// One line of what the grading of an exercise reports.
///
/// The checks of an exercise run in a process of their own, since an answer may do anything: the
/// lines written until then tell how far they came. A report without `finish` is of checks that
/// did not come to their end, whatever the process's exit status says.
public enum GradeRecord: Equatable, Sendable {
  /// The answer is still the stub: it called `todo()`.
  case untried
  /// What is being tried now, so that a crash can be told with its case.
  case trying(String)
  /// An expectation that was not met.
  case failure(GradeFailure)
  /// How well an answer to an open exercise did, as a sentence: "error: 0.018 (at most 0.02)".
  case score(String)
  /// An error that left the checks.
  case thrown(String)
  /// The checks came to their end; so many expectations were met. The secret was given to the
  /// checks alone, so that no answer can write this record in their stead.
  case finish(met: Int, secret: String)

  /// The record as a line, without its newline.
  public var line: String {
    switch self {
    case .untried: JSON.fields([("grade", .string("untried"))]).line
    case .trying(let text):
      JSON.fields([("grade", .string("trying")), ("case", .string(text))]).line
    case .failure(let failure):
      JSON.fields([
        ("grade", .string("failure")), ("message", .string(failure.message)),
        ("expected", failure.expected.map { .string($0) }),
        ("actual", failure.actual.map { .string($0) }),
        ("case", failure.input.map { .string($0) }),
        ("measured", failure.isMeasured ? .boolean(true) : nil),
      ]).line
    case .score(let text):
      JSON.fields([("grade", .string("score")), ("words", .string(text))]).line
    case .thrown(let message):
      JSON.fields([("grade", .string("thrown")), ("message", .string(message))]).line
    case .finish(let met, let secret):
      JSON.fields([
        ("grade", .string("finish")), ("met", .integer(met)), ("secret", .string(secret)),
      ]).line
    }
  }

  /// Reads a line.
  package init(_ bytes: [UInt8], in range: Range<Int>) throws(Flaw) {
    let json = try JSON.read(bytes, in: range)
    let fields = try Fields(json, offset: range.lowerBound, subject: "a grade")
    switch try fields.string("grade") {
    case "untried": self = .untried
    case "trying": self = .trying(try fields.string("case"))
    case "failure":
      self = .failure(
        GradeFailure(
          try fields.string("message"), expected: try fields.optionalString("expected"),
          actual: try fields.optionalString("actual"), input: try fields.optionalString("case"),
          isMeasured: fields.has("measured")))
    case "score": self = .score(try fields.string("words"))
    case "thrown": self = .thrown(try fields.string("message"))
    case "finish":
      self = .finish(met: try fields.count("met"), secret: try fields.string("secret"))
    case let word:
      throw fields.flaw("grade", "\"\(word.prefix(60))\" is not a kind of grade record")
    }
  }
}

/// An expectation that was not met, for a person.
public struct GradeFailure: Equatable, Sendable, Codable {
  /// What was expected of what: the author's words.
  public let message: String
  /// The value that would have been right.
  public let expected: String?
  /// The value that came.
  public let actual: String?
  /// The smallest input found for which it happens.
  public let input: String?
  /// Whether the value that came was measured by the clock, so that it is another every time.
  public let isMeasured: Bool

  /// Creates a failure.
  public init(
    _ message: String, expected: String? = nil, actual: String? = nil, input: String? = nil,
    isMeasured: Bool = false
  ) {
    self.message = message
    self.expected = expected
    self.actual = actual
    self.input = input
    self.isMeasured = isMeasured
  }
}

/// What the grading of one exercise reported, as far as it came.
public struct GradeReport: Equatable, Sendable {
  /// Whether the answer is still the stub.
  public private(set) var isUntried = false
  /// What was being tried last.
  public private(set) var lastCase: String?
  /// The expectations that were not met, in order.
  public private(set) var failures: [GradeFailure] = []
  /// How well the answer did where there is no end to doing better, in order.
  public private(set) var scores: [String] = []
  /// The error that left the checks.
  public private(set) var thrown: String?
  /// How many expectations were met; nil when the checks did not come to their end.
  public private(set) var met: Int?

  /// Reads a report; a last line that was cut off is left out, as a crash leaves it, and so is a
  /// closing record without the secret that the checks were given.
  public init(reading bytes: [UInt8], secret: String) throws(TraceError) {
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      do {
        take(try GradeRecord(bytes, in: start..<end), secret: secret)
      } catch {
        throw error.located(in: bytes)
      }
      start = end + 1
    }
  }

  private mutating func take(_ record: GradeRecord, secret: String) {
    switch record {
    case .untried: isUntried = true
    case .trying(let text): lastCase = text
    case .failure(let failure): failures.append(failure)
    case .score(let words): scores.append(words)
    case .thrown(let message): thrown = message
    case .finish(let met, secret): self.met = met
    case .finish: break
    }
  }

  /// Whether the answer passes: all checks ran, at least one expectation was met, and none failed.
  public var passes: Bool {
    failures.isEmpty && thrown == nil && !isUntried && (met ?? 0) > 0
  }
}
