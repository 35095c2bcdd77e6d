import Foundation
import Metrics
import Notebook
import Tensors
import XCTest

final class MeasuringTests: XCTestCase {
  func testSamplesSumUpTheirSeeds() {
    let sample = seeds(5) { seed in Float(seed) / 10 }
    XCTAssertEqual(sample.values, [0.1, 0.2, 0.3, 0.4, 0.5])
    XCTAssertEqual(sample.mean, 0.3, accuracy: 1e-15)
    XCTAssertEqual(sample.spread, 0.025.squareRoot(), accuracy: 1e-15)
    XCTAssertEqual(sample.median, 0.3)
    XCTAssertEqual(sample.minimum, 0.1)
    XCTAssertEqual(sample.maximum, 0.5)
    XCTAssertEqual("\(sample)", "0.3 ± 0.158 (5 seeds)")
    XCTAssertEqual(Sample([1]).spread, 0)
    XCTAssertEqual(Sample([1, 4]).median, 2.5)
    XCTAssertTrue(Sample([1, .nan]).median.isNaN)
    XCTAssertThrowsError(try checkSeeds(0))
    XCTAssertThrowsError(try checkRepeats(0))
  }

  func testACoreThatWaitsIsNotBusy() {
    let timing = measureOneCore(repeats: 2) { Thread.sleep(forTimeInterval: 0.05) }
    XCTAssertEqual(timing.runs.count, 2)
    XCTAssertLessThan(timing.seconds, 0.02)
    XCTAssertGreaterThan(measureOneCore(repeats: 1) { (1...100_000).reduce(0, ^) }.seconds, 0)
  }

  func testNothingIsShownOrTimedBesideOthers() {
    XCTAssertNoThrow(try checkOrder("times"))
    let complaints = (1...3).concurrentMap { _ in
      do {
        try checkOrder("times")
        return "none"
      } catch {
        return "\(error)"
      }
    }
    let complaint =
      "The body of concurrentMap times something, which only the code around it can do: let it "
      + "return what is wanted."
    XCTAssertEqual(complaints, [complaint, complaint, complaint])
  }

  func testFewSeedsStretchTheIntervalAsStudentDoes() {
    // scipy: sqrt(n/(n-1)) * t.ppf(0.975, n-1) / norm.ppf(0.975)
    for (seeds, expected) in [(2, 9.168172), (5, 1.583784), (30, 1.061343)] {
      XCTAssertEqual(Bootstrap.stretch(level: 0.95, count: seeds), expected, accuracy: 2e-5)
    }
  }

  func testBootstrapIsPairedAndTheSameEveryTime() {
    let luck = [0.3, -0.2, 0.1, 0.4, -0.6]
    let left = Sample(luck.map { 1 + $0 })
    let right = Sample(zip(luck, [0.01, -0.01, 0.02, 0, -0.02]).map { 0.9 + $0 + $1 })
    let paired = bootstrap(left, minus: right)
    XCTAssertGreaterThan(paired.lowerBound, 0.05)
    XCTAssertLessThan(paired.upperBound, 0.15)
    XCTAssertEqual(paired, bootstrap(left, minus: right))
    XCTAssertLessThan(bootstrap(left).lowerBound, 0.8)
    XCTAssertEqual(bootstrap([left, right]), bootstrap([left, right]) { abs($0[0] - $0[1]) })
  }

  func testLittleLuckTellsNothing() {
    let everything = -Double.infinity...Double.infinity
    XCTAssertEqual(bootstrap(Sample([1])), everything)
    XCTAssertEqual(bootstrap(Sample([1, .nan, 2])), everything)
    XCTAssertEqual(bootstrap(Sample([2, 2, 2])), 2...2)
    XCTAssertThrowsError(try checkBootstrap([Sample([1, 2]), Sample([1])], 0.95)) {
      XCTAssertEqual(
        "\($0)",
        "A bootstrap is paired over seeds, so every sample needs the same number of values; these "
          + "have 2, 1.")
    }
    XCTAssertThrowsError(try checkBootstrap([], 0.95))
    XCTAssertThrowsError(try checkBootstrap([Sample([1])], 1))
  }

  func testIntervalsOfFewSeedsCoverAsPromised() {
    var random = Random(seed: 7)
    var covered = 0
    for _ in 0..<600 {
      let draws = Tensor.normal([5], mean: 3, deviation: 2, using: &random)
      if bootstrap(Sample(draws.scalars.map { Double($0) })).contains(3) { covered += 1 }
    }
    // 95 percent are 570, with a deviation of 5.3; plain quantiles cover 503.
    XCTAssertGreaterThan(covered, 553)
    XCTAssertLessThan(covered, 587)
  }

  func testTimesAreMeasuredAndWritten() {
    var calls = 0
    let timing = timed(repeats: 3) {
      calls += 1
      return [Int](repeating: calls, count: 1000)
    }
    XCTAssertEqual(calls, 4)
    XCTAssertEqual(timing.runs.count, 3)
    XCTAssertGreaterThan(timing.seconds, 0)
    XCTAssertGreaterThanOrEqual(timing.median, timing.seconds)
    XCTAssertTrue("\(timing)".hasSuffix("s"))
  }

  func testBytesInUseCountWhatIsHeldAndNotWhatWasFreed() {
    // Larger and smaller than the size from which glibc maps blocks of their own.
    for count in [10_000, 1_000_000, 16_000_000] {
      let before = bytesInUse()
      let numbers = Tensor.ones([count])
      let during = bytesInUse()
      withExtendedLifetime(numbers) {}
      let held = Double(during - before)
      XCTAssertEqual(held, 4 * Double(count), accuracy: 0.01 * held + 1_000, "\(count) floats")
    }
    let before = bytesInUse()
    for _ in 0..<3 { _ = Tensor.ones([1_000_000]).scalars.count }
    XCTAssertEqual(Double(bytesInUse() - before), 0, accuracy: 4_000)
  }

  func testProductOperationsCountProductsOnly() {
    let (a, b) = (Tensor.ones([3, 4]), Tensor.ones([4, 5]))
    let before = productOperations()
    _ = a.matmul(b)
    XCTAssertEqual(productOperations() - before, 2 * 3 * 4 * 5)
    _ = b.matmul(b, transposeRight: true)
    XCTAssertEqual(productOperations() - before, 2 * 3 * 4 * 5 + 2 * 4 * 5 * 4)
    _ = a * a + a
    XCTAssertEqual(productOperations() - before, 2 * 3 * 4 * 5 + 2 * 4 * 5 * 4)
  }
}

/// Inside a test case `measure` means XCTest's.
private func timed<Result>(repeats: Int, _ work: () -> Result) -> Timing {
  measure(repeats: repeats, work)
}
