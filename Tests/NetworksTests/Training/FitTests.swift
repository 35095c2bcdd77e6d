import Autograd
import Networks
import Tensors
import XCTest

final class FitTests: XCTestCase {
  struct Line: Layer {
    let slope = Parameter(Tensor([0]))
    let height = Parameter(Tensor([0]))

    func callAsFunction(_ input: Variable) -> Variable {
      input * input.tape.parameter(slope) + input.tape.parameter(height)
    }
  }

  private let xs: [Float] = [-1, 0, 1, 2]

  /// Trains on the line 3x + 1, one example at a time.
  private func train(
    _ line: Line, epochs: Int = 60, rate: Float = 0.1, seed: UInt64 = 1,
    schedule: (any Schedule)? = nil,
    afterEpoch: (inout History, Int) -> Decision = { _, _ in .goOn }
  ) throws -> History {
    var optimizer = SGD(learningRate: rate)
    var random = Random(seed: seed)
    return try fit(
      line, with: &optimizer, epochs: epochs, schedule: schedule, using: &random,
      batches: { Tensor.permutation(4, using: &$0).map { Tensor([xs[$0]]) } },
      loss: { x, tape in
        let error = line(tape.constant(x)) - (x * 3 + 1)
        return (error * error).sum()
      }, afterEpoch: afterEpoch)
  }

  func testFindsALine() throws {
    let line = Line()
    let history = try train(line)
    XCTAssertEqual(line.slope.value.scalar, 3, accuracy: 1e-3)
    XCTAssertEqual(line.height.value.scalar, 1, accuracy: 1e-3)
    XCTAssertEqual(history.losses.count, 240)
    XCTAssertEqual(history.epochLosses.count, 60)
    XCTAssertLessThan(history.epochLosses[59], history.epochLosses[0])
    XCTAssertNil(history.stopReason)
  }

  func testTheSameSeedGivesTheSameHistory() throws {
    XCTAssertEqual(try train(Line()).losses, try train(Line()).losses)
    XCTAssertNotEqual(try train(Line()).losses, try train(Line(), seed: 2).losses)
  }

  func testAScheduleSetsTheRateOfEachStep() throws {
    let line = Line()
    _ = try train(line, epochs: 3, schedule: ConstantRate(0))
    XCTAssertEqual(line.slope.value.scalar, 0)
  }

  func testAHookMayEndTrainingAndNoteMetrics() throws {
    let history = try train(Line()) { history, epoch in
      history.note("epoch", Float(epoch))
      return epoch == 2 ? .stop("three are enough") : .goOn
    }
    XCTAssertEqual(history.epochLosses.count, 3)
    XCTAssertEqual(history.metrics["epoch"], [0, 1, 2])
    XCTAssertEqual(history.stopReason, "three are enough")
  }

  /// As after a checkpoint of training that had ended was read: no report, no best weights.
  func testEarlyStoppingKeepsWeightsThatWereNeverJudged() {
    let line = Line()
    let stopping = EarlyStopping(patience: 2, of: line)
    line.slope.value = Tensor([2])
    stopping.restoreBest()
    XCTAssertEqual(line.slope.value, Tensor([2]))
  }

  func testEarlyStoppingBringsTheBestWeightsBack() throws {
    let line = Line()
    var stopping = EarlyStopping(patience: 2, of: line)
    let losses: [Float] = [3, 1, 2, 2, 2]
    let history = try train(line) { history, epoch in
      line.slope.value = Tensor([Float(epoch)])
      return stopping.shouldStop(loss: losses[epoch]) ? .stop("no better") : .goOn
    }
    XCTAssertEqual(history.epochLosses.count, 4)
    stopping.restoreBest()
    XCTAssertEqual(line.slope.value.scalar, 1)
  }

  func testEarlyStoppingBringsTheBuffersBack() {
    let norm = BatchNorm(2)
    var stopping = EarlyStopping(patience: 2, of: norm)
    norm.runningMean.value = Tensor([1, 2])
    XCTAssertFalse(stopping.shouldStop(loss: 1))
    norm.runningMean.value = Tensor([8, 9])
    norm.runningVariance.value = Tensor([8, 9])
    XCTAssertFalse(stopping.shouldStop(loss: 2))
    stopping.restoreBest()
    XCTAssertEqual(norm.runningMean.value, Tensor([1, 2]))
    XCTAssertEqual(norm.runningVariance.value, Tensor([1, 1]))
  }

  func testALossThatIsNoNumberStopsAndNamesTheParameter() {
    let line = Line()
    XCTAssertThrowsError(try train(line, epochs: 200, rate: 1e20)) { error in
      let sentence = "\(error)"
      XCTAssertTrue(sentence.contains("training stopped at step"), sentence)
      XCTAssertTrue(sentence.contains("slope") || sentence.contains("height"), sentence)
      XCTAssertTrue(sentence.contains("lower learning rate"), sentence)
    }
  }
}
