import Autograd
import Networks
import Tensors
import XCTest

final class OptimizerTests: XCTestCase {
  /// One step of `optimizer` on half the squared distance from `target`.
  private func step(_ optimizer: inout some Optimizer, _ weight: Parameter, to target: Tensor) {
    let tape = Tape(.training)
    let distance = tape.parameter(weight) - target
    optimizer.update([weight], with: (0.5 * (distance * distance).sum()).gradients())
  }

  private func distance(after steps: Int, _ optimizer: some Optimizer) -> Float {
    var optimizer = optimizer
    let target = Tensor([1, -2, 3])
    let weight = Parameter(Tensor.zeros([3]))
    for _ in 0..<steps { step(&optimizer, weight, to: target) }
    return (weight.value - target).norm().scalar
  }

  func testEachOptimizerFindsTheBottomOfABowl() {
    XCTAssertLessThan(distance(after: 200, SGD(learningRate: 0.1)), 1e-3)
    XCTAssertLessThan(distance(after: 400, Momentum(learningRate: 0.05)), 1e-3)
    XCTAssertLessThan(distance(after: 400, Nesterov(learningRate: 0.05)), 1e-3)
    XCTAssertLessThan(distance(after: 600, AdaGrad(learningRate: 0.5)), 1e-2)
    XCTAssertLessThan(distance(after: 6000, RMSProp(learningRate: 0.001)), 1e-2)
    XCTAssertLessThan(distance(after: 1500, Adam(learningRate: 0.02)), 1e-3)
    XCTAssertLessThan(distance(after: 1500, AdamW(learningRate: 0.02, weightDecay: 0)), 1e-3)
  }

  func testStepsDoNotDependOnWhereInAParameterAWeightLies() {
    // 37 weights: two full sixteens and five over; all start and slope alike.
    let weight = Parameter(Tensor.filled([37], with: 0.5))
    var optimizer = Adam(learningRate: 0.1)
    for _ in 0..<3 { step(&optimizer, weight, to: Tensor.filled([37], with: 2)) }
    XCTAssertEqual(Set(weight.value.scalars).count, 1)
  }

  func testParametersWithoutGradientStay() {
    let (used, unused) = (Parameter(Tensor([1])), Parameter(Tensor([1])))
    let tape = Tape(.training)
    let loss = (tape.parameter(used) * 2).sum()
    var optimizer = AdamW(learningRate: 0.1, weightDecay: 0.5)
    optimizer.update([used, unused], with: loss.gradients())
    XCTAssertEqual(unused.value.scalars, [1])
    XCTAssertNotEqual(used.value.scalars, [1])
  }

  func testGroupsHaveTheirOwnRateAndDecay() {
    let (fast, slow) = (Parameter(Tensor([1])), Parameter(Tensor([1])))
    let tape = Tape(.training)
    let loss = (tape.parameter(fast) + tape.parameter(slow)).sum()
    var optimizer = SGD(learningRate: 0.1)
    optimizer.update(
      [ParameterGroup([fast], rateScale: 2), ParameterGroup([slow], decay: 3)],
      with: loss.gradients())
    XCTAssertEqual(fast.value.scalar, 1 - 0.2, accuracy: 1e-6)
    XCTAssertEqual(slow.value.scalar, 1 - 0.1 * (1 + 3), accuracy: 1e-6)
  }

  func testDecoupledDecayShrinksEveryWeightAlikeAndL2DoesNot() {
    // Two weights of the same size, one with slopes a hundred times larger.
    func shrink(_ optimizer: some Optimizer) -> [Float] {
      var optimizer = optimizer
      let weight = Parameter(Tensor([1, 1]))
      for step in 0..<200 {
        let tape = Tape(.training)
        let sign: Float = step % 2 == 0 ? 1 : -1
        let loss = (tape.parameter(weight) * Tensor([sign * 0.1, sign * 10])).sum()
        optimizer.update([weight], with: loss.gradients())
      }
      return weight.value.scalars
    }
    let decoupled = shrink(AdamW(learningRate: 0.01, weightDecay: 0.1))
    XCTAssertEqual(decoupled[0], decoupled[1], accuracy: 0.02)
    let coupled = shrink(Adam(learningRate: 0.01, l2: 0.1))
    XCTAssertLessThan(coupled[0], coupled[1] - 0.2, "l2 hardly shrinks weights with large slopes")
  }

  func testACopiedOptimizerGoesItsOwnWay() {
    var first = Momentum(learningRate: 0.1)
    let weight = Parameter(Tensor([1]))
    step(&first, weight, to: Tensor([0]))
    let before = weight.value
    var second = first
    step(&second, weight, to: Tensor([0]))
    let afterSecond = weight.value
    weight.value = before
    step(&first, weight, to: Tensor([0]))
    XCTAssertEqual(weight.value, afterSecond, "the copy's step changed the original's velocity")
  }

  func testMemoryIsWhatTheRuleRemembers() {
    let weight = Parameter(Tensor.zeros([100]))
    func bytes(_ optimizer: some Optimizer) -> Int {
      var optimizer = optimizer
      step(&optimizer, weight, to: Tensor.ones([100]))
      return optimizer.memory.bytes
    }
    XCTAssertEqual(bytes(SGD(learningRate: 0.1)), 0)
    XCTAssertEqual(bytes(Momentum(learningRate: 0.1)), 400)
    XCTAssertEqual(bytes(Adam(learningRate: 0.1)), 800)
  }

  func testClippingByNormKeepsTheDirectionAndByValueDoesNot() {
    let weight = Parameter(Tensor([0, 0]))
    func gradients() -> Gradients {
      let tape = Tape(.training)
      return (tape.parameter(weight) * Tensor([3, 4])).sum().gradients()
    }
    var byNorm = gradients()
    XCTAssertEqual(byNorm.clip(norm: 1, of: [weight]), 5, accuracy: 1e-5)
    XCTAssertEqual(byNorm[weight].scalars[0], 0.6, accuracy: 1e-5)
    XCTAssertEqual(byNorm[weight].scalars[1], 0.8, accuracy: 1e-5)
    var untouched = gradients()
    untouched.clip(norm: 10, of: [weight])
    XCTAssertEqual(untouched[weight].scalars, [3, 4])
    var byValue = gradients()
    byValue.clip(value: 3.5, of: [weight])
    XCTAssertEqual(byValue[weight].scalars, [3, 3.5])
  }

  func testGradientsOfTwoHalvesAddUpToThoseOfTheWhole() {
    let weight = Parameter(Tensor([2]))
    func gradients(_ data: [Float]) -> Gradients {
      let tape = Tape(.training)
      return (tape.parameter(weight) * Tensor(data)).sum().gradients()
    }
    var halves = gradients([1, 2])
    halves += gradients([3, 4])
    XCTAssertEqual(halves[weight], gradients([1, 2, 3, 4])[weight])
  }

  /// A weight that two layers share stands in the lists of both.
  func testAParameterListedTwiceTakesOneStepAndCountsOnce() {
    let (shared, other) = (Parameter(Tensor([3])), Parameter(Tensor([4])))
    func gradients() -> Gradients {
      let tape = Tape(.training)
      let (a, b) = (tape.parameter(shared), tape.parameter(other))
      return (a * a + b * b).sum().gradients()
    }
    let list = [shared, other, shared]
    XCTAssertEqual(gradients().norm(of: list), 10, accuracy: 1e-5)
    var clipped = gradients()
    clipped.clip(norm: 5, of: list)
    XCTAssertEqual(clipped[shared].scalar, 3, accuracy: 1e-5)
    var optimizer = Momentum(learningRate: 0.1)
    for _ in 0..<2 {
      let before = shared.value.scalar
      optimizer.update(list, with: gradients())
      XCTAssertNil(optimizer.memory.warning)
      XCTAssertGreaterThan(shared.value.scalar, before - 1.2)
    }
    XCTAssertEqual(shared.value.scalar, 3 - 0.6 - 0.1 * (0.9 * 6 + 4.8), accuracy: 1e-5)
  }

  func testAParameterInTwoGroupsIsRefused() {
    let (one, two) = (Parameter(Tensor([1, 2])), Parameter(Tensor([1])))
    let within = [ParameterGroup([one, one]), ParameterGroup([two])]
    XCTAssertNoThrow(try ParameterGroup.check(within))
    let across = [ParameterGroup([two]), ParameterGroup([one]), ParameterGroup([one])]
    XCTAssertThrowsError(try ParameterGroup.check(across)) { error in
      XCTAssertEqual(
        "\(error)",
        "an optimizer: a parameter of shape [2] is in groups 1 and 2, and would take two steps at "
          + "once; it belongs in one of them")
    }
  }

  func testWeightAverageFollowsSlowlyAndCanBePutIn() {
    let weight = Parameter(Tensor([0]))
    let average = WeightAverage(of: [weight], decay: 0.5)
    weight.value = Tensor([8])
    average.update()
    average.update()
    XCTAssertEqual(average.averages[0].value.scalars, [6])
    XCTAssertEqual(average.apply()[0].scalars, [8])
    XCTAssertEqual(weight.value.scalars, [6])
  }
}
