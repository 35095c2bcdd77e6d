import Foundation
import Tensors
import Trace

/// Expects a condition to be true; otherwise says `message`.
public func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
  settle(condition ? nil : GradeFailure(message()))
}

/// Expects a value to equal another.
public func expect<Value: Equatable>(
  _ found: Value, equals wanted: Value, _ what: @autoclosure () -> String
) {
  settle(
    found == wanted
      ? nil
      : GradeFailure(what(), expected: brief("\(wanted)"), actual: brief("\(found)")))
}

/// Expects a number to be at most `distance` away from another.
public func expect(
  _ found: Double, closeTo wanted: Double, within distance: Double,
  _ what: @autoclosure () -> String
) {
  let isClose = found == wanted || abs(found - wanted) <= distance
  settle(
    isClose
      ? nil : GradeFailure(what(), expected: "\(wanted), within \(distance)", actual: "\(found)"))
}

/// Expects a number to be at most `distance` away from another.
public func expect(
  _ found: Float, closeTo wanted: Float, within distance: Float,
  _ what: @autoclosure () -> String
) {
  let isClose = found == wanted || abs(found - wanted) <= distance
  settle(
    isClose
      ? nil : GradeFailure(what(), expected: "\(wanted), within \(distance)", actual: "\(found)"))
}

/// Expects two lists of numbers to have the same length, and each number to be at most `distance`
/// away from its counterpart.
public func expect(
  _ found: [Float], closeTo wanted: [Float], within distance: Float,
  _ what: @autoclosure () -> String
) {
  settle(
    difference(found, wanted, within: distance, place: { "number \($0)" }).map {
      GradeFailure(what(), expected: $0.expected, actual: $0.actual)
    })
}

/// Expects two tensors to have the same shape, and each scalar to be at most `distance` away from
/// its counterpart; a failure names the worst.
public func expect(
  _ found: Tensor, closeTo wanted: Tensor, within distance: Float,
  _ what: @autoclosure () -> String
) {
  guard found.shape == wanted.shape else {
    settle(
      GradeFailure(
        what(), expected: "the shape \(wanted.shape)", actual: "the shape \(found.shape)"))
    return
  }
  let found = difference(found.scalars, wanted.scalars, within: distance) { position in
    "the scalar at \(index(of: position, in: wanted.shape))"
  }
  settle(found.map { GradeFailure(what(), expected: $0.expected, actual: $0.actual) })
}

/// Expects `body` to throw an error, whose description contains `fragment` if one is given.
public func expect(
  throws body: () throws -> Void, matching fragment: String = "",
  _ what: @autoclosure () -> String
) {
  do {
    try body()
    settle(GradeFailure(what(), expected: "an error", actual: "no error"))
  } catch {
    let sentence = "\(error)"
    let matches = fragment.isEmpty || sentence.contains(fragment)
    settle(
      matches
        ? nil
        : GradeFailure(
          what(), expected: "an error that says \"\(fragment)\"", actual: brief(sentence)))
  }
}

/// Expects `body` to take at most so many seconds: the best of three runs counts, so that a busy
/// machine does not decide.
public func expect(
  atMost seconds: Double, _ what: @autoclosure () -> String, _ body: () throws -> Void
) rethrows {
  var best = Double.infinity
  for _ in 0..<3 where best > seconds {
    let start = ContinuousClock.now
    try body()
    best = min(best, (ContinuousClock.now - start) / .seconds(1))
  }
  settle(
    best <= seconds
      ? nil
      : GradeFailure(
        what(), expected: "at most \(seconds) s", actual: String(format: "%.3f s", best),
        isMeasured: true))
}

/// Expects the score of an open exercise to be at most a target, and tells the reader what it is,
/// reached or not: the next try is to beat it.
///
/// ```swift
/// expect(score: error(on: validation), atMost: 0.02, "share of rows told wrongly")
/// ```
public func expect(score: Double, atMost target: Double, _ what: @autoclosure () -> String) {
  settle(score: score, target: "at most \(number(target))", reached: score <= target, what())
}

/// Expects the score of an open exercise to be at least a target, and tells the reader what it is.
public func expect(score: Double, atLeast target: Double, _ what: @autoclosure () -> String) {
  settle(score: score, target: "at least \(number(target))", reached: score >= target, what())
}

private func settle(score: Double, target: String, reached: Bool, _ what: String) {
  guard !reached else {
    Assessment.current?.write(.score("\(what): \(number(score)) (\(target))"))
    return settle(nil)
  }
  settle(GradeFailure(what, expected: target, actual: number(score)))
}

/// As many digits as tell one try from the next.
private func number(_ value: Double) -> String { String(format: "%.4g", value) }

/// A function that counts how often it was called, to hold an answer to a budget.
///
/// ```swift
/// let gradient = Counted { (x: Float) in 2 * x }
/// _ = ceiling(of: gradient.callAsFunction, at: 3)
/// expect(gradient.calls <= 20, "you asked for the gradient \(gradient.calls) times")
/// ```
public final class Counted<Input, Output> {
  /// How often it was called.
  public private(set) var calls = 0
  private let function: (Input) -> Output

  /// Counts the calls of `function`.
  public init(_ function: @escaping (Input) -> Output) {
    self.function = function
  }

  /// Calls the function.
  public func callAsFunction(_ input: Input) -> Output {
    calls += 1
    return function(input)
  }
}

/// Reports an expectation: nil when it was met.
func settle(_ failure: GradeFailure?) {
  guard let assessment = Assessment.current else {
    if let failure { fatalError("an expectation was not met: \(failure)") }
    return
  }
  if let failure { assessment.fail(failure) } else { assessment.meet() }
}

/// Where two lists differ the most, if by more than `distance`.
private func difference(
  _ found: [Float], _ wanted: [Float], within distance: Float, place: (Int) -> String
) -> (expected: String, actual: String)? {
  guard found.count == wanted.count else {
    return ("\(wanted.count) numbers", "\(found.count) numbers")
  }
  var worst: (position: Int, distance: Float)?
  for position in found.indices where found[position] != wanted[position] {
    let gap = abs(found[position] - wanted[position])
    let size = gap.isNaN ? .infinity : gap
    if !(size <= distance), worst.map({ size > $0.distance }) ?? true { worst = (position, size) }
  }
  guard let worst else { return nil }
  let name = place(worst.position)
  return (
    "\(name) to be \(wanted[worst.position]), within \(distance)", "\(found[worst.position])"
  )
}

/// The index of the scalar at a position, row by row.
private func index(of position: Int, in shape: [Int]) -> [Int] {
  var rest = position
  var result: [Int] = []
  for size in shape.reversed() {
    result.append(rest % size)
    rest /= size
  }
  return result.reversed()
}

/// A description short enough for one line of a terminal.
func brief(_ text: String) -> String {
  let line = text.replacingOccurrences(of: "\n", with: " ")
  return line.count <= 200 ? line : line.prefix(200) + "…"
}
