/// What came of a claim, or of one of its conditions.
public enum Verdict: String, Sendable, CaseIterable {
  case holds = "holds"
  case doesNotHold = "does not hold here"
  case depends = "depends"
  case tooSmallToTell = "too small to tell"
}

/// A claim that a block put to the test, with its evidence.
public struct ClaimOutput: Equatable, Sendable {
  /// One condition under which the claim was tested.
  public struct Condition: Equatable, Sendable {
    public var name: String
    public var effect: Double
    /// Where the effect lies when luck is taken into account; nil when that is not known, or when no
    /// luck is involved.
    public var interval: ClosedRange<Double>?
    /// Whether the effect was counted or computed exactly, so that no other run gives another.
    public var isExact: Bool
    public var format: NumberFormat
    /// What the effect must be for the claim to hold, as a reader says it: "more than 0.005".
    public var threshold: String
    public var verdict: Verdict

    public init(
      name: String, effect: Double, interval: ClosedRange<Double>?, isExact: Bool = false,
      format: NumberFormat, threshold: String = "", verdict: Verdict
    ) {
      self.name = name
      self.effect = effect
      self.interval = interval
      self.isExact = isExact
      self.format = format
      self.threshold = threshold
      self.verdict = verdict
    }

    public static func == (left: Condition, right: Condition) -> Bool {
      left.name == right.name && left.interval == right.interval && left.isExact == right.isExact
        && left.format == right.format && left.threshold == right.threshold
        && left.verdict == right.verdict
        && (left.effect == right.effect || left.effect.isNaN && right.effect.isNaN)
    }

    /// What the effect could have been: "0.2 to 0.3", "exact", or that it was measured once.
    public var luck: String {
      guard let interval else { return isExact ? "exact" : "one run" }
      return "\(format.string(interval.lowerBound)) to \(format.string(interval.upperBound))"
    }
  }

  public var text: String
  /// What came of it in one sentence that a reader can repeat; empty in records of old.
  public var answer: String
  public var conditions: [Condition]
  public var verdict: Verdict

  public init(text: String, answer: String, conditions: [Condition], verdict: Verdict) {
    self.text = text
    self.answer = answer
    self.conditions = conditions
    self.verdict = verdict
  }
}

extension ClaimOutput: OutputKind {
  package static let word = "claim"
  package static let fieldNames = ["claim", "answer", "verdict", "conditions"]

  package var json: JSON {
    .fields([
      ("claim", .string(text)), ("answer", answer.isEmpty ? nil : .string(answer)),
      ("verdict", .string(verdict.rawValue)), ("conditions", .array(conditions.map(\.json))),
    ])
  }

  package init(from fields: Fields) throws(Flaw) {
    let (values, offset) = try fields.list("conditions")
    var conditions: [Condition] = []
    for value in values {
      conditions.append(
        try Condition(from: Fields(value, offset: offset, subject: "a condition of a claim")))
    }
    guard !conditions.isEmpty else {
      throw fields.flaw("conditions", "a claim needs at least one condition")
    }
    self.init(
      text: try fields.string("claim"), answer: try fields.optionalString("answer") ?? "",
      conditions: conditions, verdict: try fields.word("verdict", as: Verdict.self))
  }

  /// The answer, the claim's text, the evidence as a table, and the verdict.
  package func terminalText(in folder: String) -> String {
    (answer.isEmpty ? "" : "Answer: \(answer)\n")
      + "Claim: \(text)\n\(evidence.terminalText(in: folder))\nVerdict: \(verdict.rawValue)"
  }
}

extension ClaimOutput.Condition {
  fileprivate var json: JSON {
    .fields([
      ("name", .string(name)), ("effect", .float(effect)),
      ("interval", interval.map { .array([.float($0.lowerBound), .float($0.upperBound)]) }),
      ("luck", isExact ? .string("exact") : nil), ("format", .string(format.text)),
      ("threshold", threshold.isEmpty ? nil : .string(threshold)),
      ("verdict", .string(verdict.rawValue)),
    ])
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    try fields.allow("name", "effect", "interval", "luck", "format", "threshold", "verdict")
    var interval: ClosedRange<Double>?
    if fields.has("interval") {
      let ends = try fields.floats("interval")
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw fields.flaw("interval", "an interval must be two numbers in ascending order")
      }
      interval = ends[0]...ends[1]
    }
    let luck = try fields.optionalString("luck")
    guard luck == nil || luck == "exact" && interval == nil else {
      throw fields.flaw("luck", "the luck of an effect without an interval can be \"exact\" only")
    }
    let text = try fields.string("format")
    guard let format = NumberFormat(text) else {
      throw fields.flaw("format", "\"\(text.prefix(60))\" is not the format of one number")
    }
    self.init(
      name: try fields.string("name"), effect: try fields.float("effect"), interval: interval,
      isExact: luck != nil, format: format,
      threshold: try fields.optionalString("threshold") ?? "",
      verdict: try fields.word("verdict", as: Verdict.self))
  }
}

extension ClaimOutput {
  /// The conditions as a table: effect, the interval it lies in, what it must be, verdict.
  public var evidence: TableOutput {
    var columns: [(title: String, text: (Condition) -> String)] = [
      ("condition", { $0.name }), ("effect", { $0.format.string($0.effect) }),
      ("interval", { $0.luck }), ("threshold", { $0.threshold }),
      ("verdict", { $0.verdict.rawValue }),
    ]
    if conditions.allSatisfy({ $0.threshold.isEmpty }) { columns.remove(at: 3) }
    return TableOutput(
      columns: columns.map { .init(title: $0.title, kind: .text) },
      rows: conditions.map { condition in columns.map { .text($0.text(condition)) } })
  }
}
