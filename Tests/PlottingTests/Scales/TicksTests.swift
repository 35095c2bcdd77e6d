import Plotting
import XCTest

final class TicksTests: XCTestCase {
  private func labels(
    _ range: ClosedRange<Double>, _ count: Int, _ format: TickFormat = .automatic,
    kind: AxisKind = .linear, isWhole: Bool = false
  ) -> [String] {
    Scale(kind, range, isWhole: isWhole).ticks(about: count, format: format).major.map(\.label)
  }

  func testTicksStandAtRoundNumbers() {
    XCTAssertEqual(labels(0...1, 5), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    XCTAssertEqual(labels(-1...1, 4), ["−1.0", "−0.5", "0", "0.5", "1.0"])
    XCTAssertEqual(labels(0...10, 5), ["0", "2", "4", "6", "8", "10"])
    XCTAssertEqual(labels(3.2...9.7, 6), ["4", "5", "6", "7", "8", "9"])
    XCTAssertEqual(labels(0...0.07, 4), ["0", "0.02", "0.04", "0.06"])
    XCTAssertEqual(labels(12_000...48_000, 4), ["20,000", "30,000", "40,000"])
    XCTAssertEqual(labels(0...1000, 2), ["0", "500", "1,000"])
  }

  func testLargeAndSmallNumbersAreWrittenShort() {
    XCTAssertEqual(labels(0...4_000_000, 4), ["0", "1 M", "2 M", "3 M", "4 M"])
    XCTAssertEqual(labels(0...2.5e9, 5), ["0", "0.5 G", "1.0 G", "1.5 G", "2.0 G", "2.5 G"])
    XCTAssertEqual(
      labels(0...0.0004, 4), ["0", "10^{−4}", "2×10^{−4}", "3×10^{−4}", "4×10^{−4}"])
    XCTAssertEqual(labels(0...3e20, 3), ["0", "10^{20}", "2×10^{20}", "3×10^{20}"])
    XCTAssertEqual(
      labels(1_000_000...1_000_000.004, 4),
      ["1,000,000.000", "1,000,000.001", "1,000,000.002", "1,000,000.003", "1,000,000.004"])
  }

  func testFormats() {
    XCTAssertEqual(labels(0...1, 2, .percent), ["0%", "50%", "100%"])
    XCTAssertEqual(labels(0...0.05, 5, .percent), ["0%", "1%", "2%", "3%", "4%", "5%"])
    XCTAssertEqual(labels(0...40_000, 4, .si), ["0", "10 k", "20 k", "30 k", "40 k"])
    XCTAssertEqual(labels(0...0.004, 4, .si), ["0", "1 m", "2 m", "3 m", "4 m"])
    XCTAssertEqual(labels(0...4_000_000, 2, .plain), ["0", "2,000,000", "4,000,000"])
    XCTAssertEqual(
      labels(0...400, 4, .scientific), ["0", "10^{2}", "2×10^{2}", "3×10^{2}", "4×10^{2}"])
  }

  func testLogarithmicTicksArePowers() {
    XCTAssertEqual(labels(0.01...100, 5, kind: .logarithmic), ["0.01", "0.1", "1", "10", "100"])
    XCTAssertEqual(
      labels(1e-8...1, 5, kind: .logarithmic),
      ["10^{−8}", "10^{−6}", "10^{−4}", "10^{−2}", "10^{0}"])
    XCTAssertEqual(labels(2...19, 4, kind: .logarithmic), ["2", "3", "5", "10"])
    XCTAssertEqual(labels(10...30, 4, kind: .logarithmic), ["10", "15", "20", "25", "30"])
    let ticks = Scale(.logarithmic, 1...100).ticks(about: 3)
    XCTAssertEqual(ticks.major.map(\.label), ["1", "3", "10", "30", "100"])
    XCTAssertEqual(ticks.minor, [2, 4, 5, 6, 7, 8, 9, 20, 40, 50, 60, 70, 80, 90])
  }

  func testSymmetricTicksCountBothSides() {
    XCTAssertEqual(
      labels(-100...100, 7, kind: .symmetric(threshold: 1)),
      ["−100", "−10", "−1", "0", "1", "10", "100"])
  }

  func testZeroKeepsItsLabelWhereTheThresholdWouldTouchIt() {
    let scale = Scale(.symmetric(threshold: 1), -1000...1000)
    let upward = UpwardTicks(scale, height: 200, room: 100, format: .automatic)
    XCTAssertEqual(upward.labels, ["−1,000", "−100", "−10", "0", "10", "100", "1,000"])
  }

  func testSymmetricTicksOfOneSideDoNotPayForTheOther() {
    // A little air below zero is no second side.
    XCTAssertEqual(
      labels(-0.3...1e4, 6, kind: .symmetric(threshold: 1)),
      ["0", "1", "10", "100", "1,000", "10,000"])
  }

  func testLogarithmicAxesShowMoreTicksThanLinearOnes() {
    let upward = UpwardTicks(
      Scale(.logarithmic, 1e-6...1), height: 190, room: 100, format: .automatic)
    XCTAssertEqual(upward.ticks.major.count, 7, "every power, 30 points apart")
    let across = AcrossTicks(Scale(.logarithmic, 30...2000), width: 110, format: .automatic)
    XCTAssertGreaterThan(across.ticks.major.count, 1)
  }

  /// Labels that do not fit make way for fewer, not for none.
  func testFewDecadesKeepSomeDigitsWhereThereIsLittleRoom() {
    func labels(_ width: Double) -> [String] {
      AcrossTicks(Scale(.logarithmic, 118...2210), width: width, format: .automatic).ticks.major
        .map(\.label)
    }
    XCTAssertEqual(labels(400), ["200", "300", "500", "1,000", "2,000"])
    XCTAssertEqual(labels(160), ["200", "500", "1,000", "2,000"])
    XCTAssertEqual(labels(110), ["300", "1,000"])
  }

  func testCellsAreNumberedOneByOneAlongBothAxes() {
    let scale = Scale(.linear, -0.5...5.5, isWhole: true)
    let upward = UpwardTicks(
      scale, height: 100, room: 100, format: .automatic, isMatrix: true)
    XCTAssertEqual(upward.labels, ["0", "1", "2", "3", "4", "5"])
  }

  func testWholeNumbersGetNoFractions() {
    XCTAssertEqual(labels(0...3, 8, isWhole: true), ["0", "1", "2", "3"])
    XCTAssertEqual(labels(0.2...0.8, 3, isWhole: true), ["0.2", "0.4", "0.6", "0.8"])
  }

  func testTicksLieInsideAndRiseForRandomRanges() {
    var random = Generator(seed: 1)
    for _ in 0..<20_000 {
      let scale = random.scale()
      let ticks = scale.ticks(about: random.below(12) + 1)
      let values = ticks.major.map(\.value)
      XCTAssertEqual(values, values.sorted())
      XCTAssertEqual(Set(ticks.major.map(\.label)).count, values.count, "\(scale.domain)")
      for value in values + ticks.minor {
        let unit = scale.unit(value)
        XCTAssert(unit > -1e-6 && unit < 1 + 1e-6, "\(value) outside \(scale.domain)")
      }
      XCTAssertLessThan(values.count, 40)
    }
  }

  func testScalesGoThereAndBack() {
    var random = Generator(seed: 2)
    for _ in 0..<5000 {
      let scale = random.scale()
      let unit = random.unit()
      XCTAssertEqual(scale.unit(scale.number(atUnit: unit)), unit, accuracy: 1e-6, "\(scale)")
    }
  }

  func testPlacesAgreeWithUnits() {
    let numbers = [-5, 0, 0.3, 1, 7, .nan, .infinity, 1e300]
    for kind in [AxisKind.linear, .logarithmic, .symmetric(threshold: 0.5)] {
      for isReversed in [false, true] {
        let scale = Scale(kind, 0.1...10, isReversed: isReversed)
        let places = scale.places(numbers, from: 20, length: 300)
        for (number, place) in zip(numbers, places) {
          let unit = scale.unit(number)
          XCTAssertEqual(place.isFinite, unit.isFinite)
          if unit.isFinite { XCTAssertEqual(place, 20 + unit * 300, accuracy: 1e-9) }
        }
      }
    }
  }
}

final class NumberTextTests: XCTestCase {
  func testNumbersInSentences() {
    let table: [(Double, String)] = [
      (0, "0"), (1, "1"), (0.5, "0.5"), (2.304, "2.3"), (2.306, "2.31"), (-0.01234, "−0.0123"),
      (117.4, "117"), (99.96, "100"), (1234.5, "1,235"), (1_234_567, "1,234,567"),
      (1e9, "1×10^9"), (2.5e-7, "2.5×10^−7"), (.nan, "no number"), (-.infinity, "−∞"),
      (0.000999, "0.000999"),
    ]
    for (number, text) in table { XCTAssertEqual(NumberText.short(number), text) }
  }

  func testDecimalsAreExact() {
    XCTAssertEqual(Decimal10(25, exponent: -2).text, "0.25")
    XCTAssertEqual(Decimal10(-5, exponent: -4).text, "−0.0005")
    XCTAssertEqual(Decimal10(12, exponent: 5).text, "1,200,000")
    XCTAssertEqual(Decimal10(3, exponent: -1).value, 0.3)
    XCTAssertEqual(Decimal10(7, exponent: 22).value, 7e22)
  }
}
