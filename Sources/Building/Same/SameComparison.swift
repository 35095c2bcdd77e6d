import Literate
import Trace

/// Holds what a `same` block recorded against the chapter's own numbers.
struct SameComparison {
  let block: SameBlock
  let chapter: Chapter
  /// The chapter's numbers by name, of the run that handed over.
  let ours: [String: Value]

  /// How far apart two decimals may lie where the block does not say it, relative to the larger.
  static let standardTolerance = 1e-3

  /// Both sides of each number, or what does not agree.
  func compare(_ theirs: [AgainRecord.Number]) -> (
    numbers: [SameRecord.Number], faults: [Diagnostic]
  ) {
    guard !theirs.isEmpty else {
      return (
        [],
        [
          fault(
            "block `\(block.name)` records nothing",
            help: "record(\"name\", value) with the name of a number that the chapter records")
        ]
      )
    }
    var numbers: [SameRecord.Number] = []
    var faults: [Diagnostic] = []
    for (name, their) in theirs.map({ ($0.name, $0.value) }) {
      guard let own = ours[name] else {
        let meant = nearest(to: name, in: ours.keys.sorted())
        faults.append(
          fault(
            "block `\(block.name)` records `\(name)`, and the chapter records no number of that name",
            help: meant.map { "did you mean `\($0)`?" }))
        continue
      }
      numbers.append(SameRecord.Number(name: name, ours: own, theirs: their))
      if !agree(own, their) {
        faults.append(
          fault(
            "`\(name)` is \(own.string(nil)) in the chapter and \(their.string(nil)) in block "
              + "`\(block.name)`",
            help: "they may differ by \(format(100 * tolerance)) percent; `tol=` allows more"))
      }
    }
    return (numbers, faults)
  }

  private var tolerance: Double {
    if case .relative(let share) = block.tolerance { return share }
    return Self.standardTolerance
  }

  /// Whole numbers and texts must be the same; where one side has a decimal it is enough to be near.
  private func agree(_ own: Value, _ their: Value) -> Bool {
    if own == their { return true }
    if case .integer = own, case .integer = their { return false }
    guard let own = own.number, let their = their.number, own.isFinite, their.isFinite else {
      return false
    }
    return abs(own - their) <= tolerance * max(abs(own), abs(their))
  }

  private func fault(_ message: String, help: String?) -> Diagnostic {
    chapter.diagnostic(.error, at: block.range.lower, message, help: help)
  }
}

extension Value {
  /// The value as a decimal; nil for a text.
  fileprivate var number: Double? {
    switch self {
    case .float(let value): value
    case .integer(let value): Double(value)
    case .text: nil
    }
  }
}
