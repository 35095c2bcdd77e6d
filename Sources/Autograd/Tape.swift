import Tensors

/// What was computed, in order, so that gradients can be computed in the opposite order.
///
/// A tape is a flat list. Each value that gradients may flow to has a *slot*, a number; each
/// operation appends the slot of its result and a *pullback*, a function that takes the gradient of
/// the loss with respect to the result and adds to the gradients of the inputs, which it knows by
/// their slots. There are no nodes that point to one another: a chain of such nodes would be
/// released one inside the other, and a long one would overflow the stack.
///
/// One tape serves one step: make it, compute a loss, ask for `loss.gradients()`, forget it.
///
///     let tape = Tape(.training)
///     let x = tape.variable(Tensor([1, 2, 3]))
///     let gradients = (x * x).sum().gradients()
///     gradients[x]    // [2, 4, 6]
public final class Tape {
  /// What a computation is for.
  public enum Mode: Sendable {
    /// Gradients are wanted, dropout drops, batch norm measures the batch.
    case training
    /// Only values are wanted: nothing is recorded, and layers behave as they do in use.
    case inference
    /// Gradients are wanted of a model as it is in use: operations are recorded, dropout drops
    /// nothing, batch norm goes by its averages. Which pixels spoke for this answer?
    ///
    ///     let tape = Tape(.inferenceWithGradients)
    ///     let pixels = tape.variable(image)
    ///     let saliency = model(pixels)[0, 3].gradients()[pixels].abs()
    case inferenceWithGradients
  }

  /// A pullback: turns the gradient of a result into gradients of inputs.
  ///
  /// It is `@Sendable` so that the compiler refuses one that captures a ``Variable``: a variable
  /// holds its tape, the tape holds the pullback, and neither would ever be freed. Tensors, shapes
  /// and slots are what it may capture.
  package typealias Pullback =
    @Sendable (_ gradient: inout Tensor, _ adjoints: inout Adjoints)
    -> Void

  struct Record {
    let slot: Int
    let pullback: Pullback
  }

  /// What this computation is for.
  public let mode: Mode

  /// Where dropout's random numbers come from, if the tape was given any.
  public private(set) var random: Random?

  /// Looks at every result; nil but for finding out where a calculation went wrong.
  package var inspector: Inspector?

  let identity = Identity()
  var records: [Record] = []
  /// True once gradients were computed: the pullbacks are gone.
  var isConsumed = false
  private(set) var slotCount = 0
  private(set) var parameterSlots: [Identity: Int] = [:]

  /// Starts an empty tape.
  public init(_ mode: Mode) {
    self.mode = mode
  }

  /// Starts an empty tape for computations that draw random numbers, such as dropout: the tape gets
  /// a stream of its own, split off from the given one.
  public init(_ mode: Mode, using random: inout Random) {
    self.mode = mode
    self.random = random.split()
  }

  /// True while operations are written down.
  public var isRecording: Bool { mode != .inference && !isConsumed }
}

extension Tape {
  /// A tensor that gets no gradient: data, labels, masks. Work towards it is never done.
  public func constant(_ value: Tensor) -> Variable {
    inspector?.look(at: value, isGiven: true)
    return Variable(value: value, tape: self, slot: nil, isLeaf: false)
  }

  /// A tensor whose gradient is wanted.
  public func variable(_ value: Tensor) -> Variable {
    Variable(value: value, tape: self, slot: isRecording ? newSlot() : nil, isLeaf: true)
  }

  /// The value of a parameter, whose gradient is wanted unless it is frozen. Using it twice adds the
  /// gradients up.
  public func parameter(_ parameter: Parameter) -> Variable {
    inspector?.read(parameter)
    return Variable(
      value: parameter.value, tape: self,
      slot: isRecording && !parameter.isFrozen ? slot(of: parameter) : nil, isLeaf: true)
  }

  /// Draws random numbers for an operation.
  package func drawing<Result>(
    for operation: String, _ draw: (inout Random) -> Result
  ) -> Result {
    required(try Self.checkRandom(random, for: operation))
    return draw(&random!)
  }

  package static func checkRandom(_ random: Random?, for operation: String) throws {
    guard random != nil else {
      throw TensorError(
        "\(operation): the tape has no random numbers; make it with Tape(.training, using: &random)"
      )
    }
  }

  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  private func slot(of parameter: Parameter) -> Int {
    if let slot = parameterSlots[parameter.identity] { return slot }
    let slot = newSlot()
    parameterSlots[parameter.identity] = slot
    return slot
  }
}
