import Foundation
import Notebook
import Tensors
import Trace
import XCTest

final class ExpectationTests: XCTestCase {
  /// What grading these checks reports.
  private func report(_ check: () throws -> Void) throws -> GradeReport {
    let path = NSTemporaryDirectory() + "grade-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    Exercises.grade(check, into: path, secret: "s")
    return try GradeReport(
      reading: Array(try Data(contentsOf: URL(fileURLWithPath: path))), secret: "s")
  }

  func testARightAnswerPasses() throws {
    let report = try report {
      expect(1 + 1 == 2, "sums")
      expect([1, 2], equals: [1, 2], "lists")
      expect(0.1 + 0.2, closeTo: 0.3, within: 1e-12, "doubles")
      expect(Float(2), closeTo: 2.05, within: 0.1, "floats")
      expect([1, .infinity] as [Float], closeTo: [1.1, .infinity], within: 0.2, "lists of floats")
      expect(Tensor([1, 2]), closeTo: Tensor([1, 2]), within: 0, "tensors")
      expect(throws: { throw Oops() }, matching: "went", "errors")
      expect(atMost: 5, "time") {}
    }
    XCTAssertTrue(report.passes)
    XCTAssertEqual(report.met, 8)
  }

  func testChecksThatExpectNothingDoNotPass() throws {
    XCTAssertFalse(try report {}.passes)
    XCTAssertFalse(try report { forAll(.integers(0...9), seed: 1) { _ in } }.passes)
  }

  struct Oops: Error, CustomStringConvertible { let description = "it went wrong" }

  func testEachFailureSaysWhatWasExpectedAndWhatCame() throws {
    let failures = try report {
      expect(false, "a plain condition")
      expect(3, equals: 4, "a count")
      expect(1.0, closeTo: 2, within: 0.5, "a number")
      expect(Double.nan, closeTo: 2, within: 0.5, "not a number")
      expect([1] as [Float], closeTo: [1, 2], within: 1, "a length")
      expect(
        Tensor([[1, 2], [3, 9]]), closeTo: Tensor([[1, 2.5], [3, 4]]), within: 0.1, "a tensor")
      expect(Tensor([1, 2]), closeTo: Tensor([[1, 2]]), within: 0.1, "a shape")
      expect(throws: {}, "no error")
      expect(throws: { throw Oops() }, matching: "shape", "another error")
      expect(atMost: 0, "too slow") { usleep(10) }
    }.failures
    XCTAssertEqual(
      failures.prefix(9),
      [
        GradeFailure("a plain condition"),
        GradeFailure("a count", expected: "4", actual: "3"),
        GradeFailure("a number", expected: "2.0, within 0.5", actual: "1.0"),
        GradeFailure("not a number", expected: "2.0, within 0.5", actual: "nan"),
        GradeFailure("a length", expected: "2 numbers", actual: "1 numbers"),
        GradeFailure(
          "a tensor", expected: "the scalar at [1, 1] to be 4.0, within 0.1", actual: "9.0"),
        GradeFailure("a shape", expected: "the shape [1, 2]", actual: "the shape [2]"),
        GradeFailure("no error", expected: "an error", actual: "no error"),
        GradeFailure(
          "another error", expected: "an error that says \"shape\"", actual: "it went wrong"),
      ])
    XCTAssertEqual(failures.last?.message, "too slow")
    XCTAssertEqual(failures.count, 10)
  }

  func testAnErrorThatLeavesTheChecksIsTold() throws {
    let report = try report {
      expect(true, "first")
      throw Oops()
    }
    XCTAssertEqual(report.thrown, "it went wrong")
    XCTAssertFalse(report.passes)
  }

  /// Reached or not, an open exercise says how far the answer came.
  func testScoresAreTold() throws {
    let report = try report {
      expect(score: 0.0181234, atMost: 0.02, "error")
      expect(score: 0.95, atLeast: 0.97, "accuracy")
      expect(score: .nan, atMost: 1, "loss")
    }
    XCTAssertEqual(report.scores, ["error: 0.01812 (at most 0.02)"])
    XCTAssertEqual(
      report.failures,
      [
        GradeFailure("accuracy", expected: "at least 0.97", actual: "0.95"),
        GradeFailure("loss", expected: "at most 1", actual: "nan"),
      ])
    XCTAssertEqual(report.met, 1)
  }

  func testForAllShowsTheSimplestCase() throws {
    let failures = try report {
      forAll(.lists(of: .integers(-100...100), count: 0...8), seed: 3) { list in
        // Wrong for every list with a number above 10.
        expect(list.filter { $0 <= 10 }.count, equals: list.count, "counting")
      }
    }.failures
    XCTAssertEqual(
      failures, [GradeFailure("counting", expected: "1", actual: "0", input: "[11]")])
  }

  func testForAllOfPairsAndShapes() throws {
    let pairs = try report {
      forAll(.integers(0...50), .integers(0...50), seed: 5) { a, b in
        expect(a + b < 20, "the sum of \(a) and \(b)")
      }
    }
    XCTAssertEqual(pairs.failures.count, 1)
    let input = try XCTUnwrap(pairs.failures[0].input)
    XCTAssertTrue(["(20, 0)", "(0, 20)"].contains(input) || input.contains("20"), input)
    let shapes = try report {
      forAll(.shapes(rank: 1...3, sizes: 0...4), seed: 7) { shape in
        expect(Tensor.zeros(shape).count, equals: shape.reduce(1, *), "scalars")
      }
    }
    XCTAssertTrue(shapes.passes)
    XCTAssertEqual(shapes.met, 100)
    XCTAssertNotNil(shapes.lastCase)
  }

  func testShrinkingKeepsWithinTheGeneratorsBounds() throws {
    let failures = try report {
      forAll(.lists(of: .integers(3...9), count: 2...4), seed: 1) { list in
        expect(list.isEmpty, "never true")
      }
    }.failures
    XCTAssertEqual(failures.first?.input, "[3, 3]")
  }

  func testACountedFunctionCountsItsCalls() {
    let square = Counted { (x: Int) in x * x }
    XCTAssertEqual([1, 2, 3].map(square.callAsFunction), [1, 4, 9])
    XCTAssertEqual(square.calls, 3)
  }
}
