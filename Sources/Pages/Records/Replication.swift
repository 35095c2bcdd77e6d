import Trace

/// What became of a chapter's findings with other luck: `Book/records/chNN.replication.json`.
///
/// `./build.sh replicate` runs the chapter with every seed shifted, once for each of a few numbers,
/// and keeps here how each verdict, each number of the prose and each gate came out.
public struct Replication: Equatable, Sendable {
  /// One run of the chapter with other luck.
  public struct Run: Equatable, Sendable {
    /// What LADDER_SEED was.
    public var seed: Int
    public var seconds: Double
    /// Why the run did not come to the chapter's end; nil where it did.
    public var failure: String?

    public init(seed: Int, seconds: Double, failure: String? = nil) {
      self.seed = seed
      self.seconds = seconds
      self.failure = failure
    }
  }

  /// A claim with its verdicts, one a run; nil where the run did not come to it.
  public struct Claim: Equatable, Sendable {
    public var block: String
    /// Which of the block's claims it is, from 1.
    public var ordinal: Int
    public var text: String
    /// The digest of the block's code, by which the runs are known to be of earlier code.
    public var code: String
    /// The verdict of the record.
    public var verdict: Verdict
    public var verdicts: [Verdict?]
    public var conditions: [Condition]

    package init(
      block: String, ordinal: Int, text: String, code: String, verdict: Verdict,
      verdicts: [Verdict?], conditions: [Condition]
    ) {
      self.block = block
      self.ordinal = ordinal
      self.text = text
      self.code = code
      self.verdict = verdict
      self.verdicts = verdicts
      self.conditions = conditions
    }
  }

  /// A condition of a claim with its verdicts and effects, one a run.
  public struct Condition: Equatable, Sendable {
    public var name: String
    public var verdict: Verdict
    public var verdicts: [Verdict?]
    public var effects: [Double?]

    package init(name: String, verdict: Verdict, verdicts: [Verdict?], effects: [Double?]) {
      self.name = name
      self.verdict = verdict
      self.verdicts = verdicts
      self.effects = effects
    }
  }

  /// A number that stands in the prose, with what it was in each run.
  public struct Number: Equatable, Sendable {
    public var name: String
    public var recorded: Double
    public var values: [Double?]

    package init(name: String, recorded: Double, values: [Double?]) {
      self.name = name
      self.recorded = recorded
      self.values = values
    }

    /// The least and the greatest of the runs; nil where none recorded it.
    public var spread: ClosedRange<Double>? {
      let known = values.compactMap { $0 }.filter { !$0.isNaN }
      guard let least = known.min(), let greatest = known.max() else { return nil }
      return least...greatest
    }
  }

  /// A gate: a block that shows what a check says of saboteurs.
  public struct Gate: Equatable, Sendable {
    public enum Outcome: String, Sendable, CaseIterable {
      /// It said of every program what it says in the record.
      case held = "held"
      /// It said something else of one of them.
      case readOtherwise = "read otherwise"
      /// It stopped the chapter.
      case stopped = "stopped"
    }

    public var block: String
    /// The digest of the block's code.
    public var code: String
    public var outcomes: [Outcome?]

    package init(block: String, code: String, outcomes: [Outcome?]) {
      self.block = block
      self.code = code
      self.outcomes = outcomes
    }

    /// How many of the runs that came to it found it as it is in the record.
    public var tally: Tally { Tally(outcomes, of: .held) }
  }

  /// The version of the file's format; a reader refuses every other.
  public static let format = 1

  /// The chapter's folder, such as `ch04-optimization`.
  public var chapter: String
  public var machine: String
  /// The day, as `2026-11-21`.
  public var date: String
  public var runs: [Run]
  public var claims: [Claim]
  public var numbers: [Number]
  public var gates: [Gate]

  public init(
    chapter: String, machine: String, date: String, runs: [Run], claims: [Claim],
    numbers: [Number], gates: [Gate]
  ) {
    self.chapter = chapter
    self.machine = machine
    self.date = date
    self.runs = runs
    self.claims = claims
    self.numbers = numbers
    self.gates = gates
  }

  /// The claim that a block makes, the first or a later one.
  public func claim(of block: String, ordinal: Int) -> Claim? {
    claims.first { $0.block == block && $0.ordinal == ordinal }
  }
}

/// How many runs with other luck said the same as the record, of those that said anything.
public struct Tally: Equatable, Sendable {
  public var same: Int
  public var count: Int
  /// Runs that stopped before.
  public var missing: Int

  public init<Word: Equatable>(_ said: [Word?], of recorded: Word) {
    same = said.count { $0 == recorded }
    count = said.count { $0 != nil }
    missing = said.count - count
  }

  /// Whether a run said something else.
  public var turns: Bool { same < count }
}

extension Replication.Claim {
  public var tally: Tally { Tally(verdicts, of: verdict) }

  /// "the same with 5 of 5 other seeds", and what the others say.
  public var words: String {
    let tally = tally
    guard tally.count > 0 else { return "no run with another seed came to it" }
    var words = "the same with \(tally.same) of \(tally.count) other seeds"
    if tally.turns {
      let others = Verdict.allCases.filter { $0 != verdict }.compactMap { other in
        let count = verdicts.count { $0 == other }
        return count > 0 ? "\(other.rawValue) with \(count)" : nil
      }
      words += ", \(others.joined(separator: ", "))"
    }
    if tally.missing > 0 {
      words += "; \(tally.missing) run\(tally.missing == 1 ? "" : "s") stopped before it"
    }
    return words
  }
}
