import Files

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
    /// Where the effect lies when luck is taken into account; nil when no luck is involved.
    public var interval: ClosedRange<Double>?
    public var format: NumberFormat
    public var verdict: Verdict

    public init(
      name: String, effect: Double, interval: ClosedRange<Double>?, format: NumberFormat,
      verdict: Verdict
    ) {
      self.name = name
      self.effect = effect
      self.interval = interval
      self.format = format
      self.verdict = verdict
    }

    public static func == (left: Condition, right: Condition) -> Bool {
      left.name == right.name && left.interval == right.interval && left.format == right.format
        && left.verdict == right.verdict
        && (left.effect == right.effect || left.effect.isNaN && right.effect.isNaN)
    }
  }

  public var text: String
  public var conditions: [Condition]
  public var verdict: Verdict

  public init(text: String, conditions: [Condition], verdict: Verdict) {
    self.text = text
    self.conditions = conditions
    self.verdict = verdict
  }
}

extension ClaimOutput: OutputKind {
  package static let word = "claim"
  package static let fieldNames = ["claim", "verdict", "conditions"]

  package var json: JSON {
    .fields([
      ("claim", .string(text)), ("verdict", .string(verdict.rawValue)),
      ("conditions", .array(conditions.map(\.json))),
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
      text: try fields.string("claim"), conditions: conditions,
      verdict: try fields.word("verdict", as: Verdict.self))
  }

  /// The claim's text, the evidence as a table, and the verdict.
  package func terminalText(in folder: String) -> String {
    "Claim: \(text)\n\(evidence.terminalText(in: folder))\nVerdict: \(verdict.rawValue)"
  }
}

extension ClaimOutput.Condition {
  fileprivate var json: JSON {
    .fields([
      ("name", .string(name)), ("effect", .float(effect)),
      ("interval", interval.map { .array([.float($0.lowerBound), .float($0.upperBound)]) }),
      ("format", .string(format.text)), ("verdict", .string(verdict.rawValue)),
    ])
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    try fields.allow("name", "effect", "interval", "format", "verdict")
    var interval: ClosedRange<Double>?
    if fields.has("interval") {
      let ends = try fields.floats("interval")
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw fields.flaw("interval", "an interval must be two numbers in ascending order")
      }
      interval = ends[0]...ends[1]
    }
    let text = try fields.string("format")
    guard let format = NumberFormat(text) else {
      throw fields.flaw("format", "\"\(text.prefix(60))\" is not the format of one number")
    }
    self.init(
      name: try fields.string("name"), effect: try fields.float("effect"), interval: interval,
      format: format, verdict: try fields.word("verdict", as: Verdict.self))
  }
}

extension ClaimOutput {
  /// The conditions as a table: effect, the interval it lies in, verdict.
  public var evidence: TableOutput {
    let hasIntervals = conditions.contains { $0.interval != nil }
    var columns: [TableOutput.Column] = [
      .init(title: "condition", kind: .text), .init(title: "effect", kind: .text),
    ]
    if hasIntervals { columns.append(.init(title: "interval", kind: .text)) }
    columns.append(.init(title: "verdict", kind: .text))
    let rows = conditions.map { condition in
      var row: [Value?] = [.text(condition.name), .text(condition.format.string(condition.effect))]
      if hasIntervals {
        row.append(
          condition.interval.map { interval in
            let low = condition.format.string(interval.lowerBound)
            return .text("\(low) to \(condition.format.string(interval.upperBound))")
          })
      }
      return row + [.text(condition.verdict.rawValue)]
    }
    return TableOutput(columns: columns, rows: rows)
  }
}
