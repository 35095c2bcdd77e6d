import Tensors
import Trace

/// Checks that an answer holds for many random inputs, and shows the simplest for which it does
/// not.
///
/// ```swift
/// forAll(.shapes(rank: 1...3, sizes: 0...4), seed: 7) { shape in
///   expect(elementCount(shape), equals: shape.reduce(1, *), "the number of scalars")
/// }
/// ```
///
/// - Parameters:
///   - generator: Makes the inputs.
///   - seed: Starts the random numbers, so that every run tries the same.
///   - count: How many inputs are tried.
///   - body: Expects something of the answer for an input.
public func forAll<Value>(
  _ generator: Generator<Value>, seed: UInt64, count: Int = 100, _ body: (Value) throws -> Void
) rethrows {
  var random = Random(seed: seed)
  for _ in 0..<count {
    let value = generator.make(&random)
    Assessment.current?.write(.trying(brief("\(value)")))
    let trial = try attempt(value, body)
    guard let failure = trial.found.first else {
      Assessment.current?.meet(trial.metCount)
      continue
    }
    let simplest = try simplify(value, failure, generator, body)
    settle(
      GradeFailure(
        simplest.failure.message, expected: simplest.failure.expected,
        actual: simplest.failure.actual, input: brief("\(simplest.value)"),
        isMeasured: simplest.failure.isMeasured))
    return
  }
}

/// Checks that an answer holds for pairs of random inputs.
public func forAll<First, Second>(
  _ first: Generator<First>, _ second: Generator<Second>, seed: UInt64, count: Int = 100,
  _ body: (First, Second) throws -> Void
) rethrows {
  try forAll(.pairs(first, second), seed: seed, count: count) { try body($0.0, $0.1) }
}

/// What the expectations of `body` say of one input, told to nobody else.
private func attempt<Value>(
  _ value: Value, _ body: (Value) throws -> Void
) rethrows -> Assessment {
  let trial = Assessment(trialOf: Assessment.current)
  try Assessment.$current.withValue(trial) { try body(value) }
  return trial
}

/// Follows simpler inputs that fail too, as far as they lead.
private func simplify<Value>(
  _ value: Value, _ failure: GradeFailure, _ generator: Generator<Value>,
  _ body: (Value) throws -> Void
) rethrows -> (value: Value, failure: GradeFailure) {
  var simplest = (value: value, failure: failure)
  var tries = 500
  search: while true {
    for simpler in generator.shrink(simplest.value) {
      guard tries > 0 else { break search }
      tries -= 1
      if let failure = try attempt(simpler, body).found.first {
        simplest = (simpler, failure)
        continue search
      }
    }
    break
  }
  return simplest
}
