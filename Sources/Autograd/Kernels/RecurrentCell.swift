import Tensors

/// What a recurrent cell does with one sequence at one place, once the product of its state with the
/// recurrent weight is there.
///
/// A state is what the cell puts out, h, and in some cells a memory beside it, c. All pointers are to
/// runs of `width` numbers or, side by side, one such run a gate.
protocol RecurrentCell: Sendable {
  /// What it is called in sentences.
  static var name: String { get }
  /// How many runs of sums it takes.
  static var gates: Int { get }
  /// Whether its state has a memory beside the output.
  static var hasMemory: Bool { get }

  /// Writes the next state. The sums, h times the weight plus the bias, become the gates, in place,
  /// as far as the way back needs them; `extra` is one run to keep what else it needs.
  static func forward(
    input: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>, before: CellState,
    after: ChangingCellState, extra: UnsafeMutablePointer<Float>, width: Int)

  /// Turns the gradient of the next state into those of the input, of the sums, and of the state
  /// before, as far as it gets there without the sums.
  static func backward(
    _ gradient: CellState, gates: UnsafePointer<Float>, before: CellState,
    extra: UnsafePointer<Float>, toInput: UnsafeMutablePointer<Float>,
    toSums: UnsafeMutablePointer<Float>, toBefore: ChangingCellState, width: Int)
}

/// The output of a cell, and its memory; a cell without one has its output twice.
struct CellState {
  let output, memory: UnsafePointer<Float>
}

/// The same, to be written.
struct ChangingCellState {
  let output, memory: UnsafeMutablePointer<Float>

  /// The same, to be read.
  var read: CellState { CellState(output: output, memory: memory) }
}

/// Sixteen numbers of a run, or the last few of it.
struct RunPart {
  private let start: Int
  private let count: Int

  /// Calls `body` with the parts of a run.
  @inline(__always)
  static func each(of width: Int, _ body: (RunPart) -> Void) {
    var start = 0
    while start < width {
      body(RunPart(start: start, count: min(16, width - start)))
      start += 16
    }
  }

  /// Its numbers; behind the last ones stand zeros.
  @inline(__always)
  func callAsFunction(_ run: UnsafePointer<Float>) -> Lanes {
    count == 16 ? Lanes(run + start) : Lanes(run + start, first: count, 0)
  }

  @inline(__always)
  func store(_ lanes: Lanes, to run: UnsafeMutablePointer<Float>) {
    guard count == 16 else { return lanes.store(to: run + start, first: count) }
    lanes.store(to: run + start)
  }
}

/// `h' = tanh(x + s)`: x comes from the input, s from the state.
enum PlainCell: RecurrentCell {
  static let (name, gates, hasMemory) = ("recurrent", 1, false)

  static func forward(
    input: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>, before: CellState,
    after: ChangingCellState, extra: UnsafeMutablePointer<Float>, width: Int
  ) {
    Activation.tanh.finish(sums, adding: input, rows: 1, width: width)
    after.output.update(from: sums, count: width)
  }

  static func backward(
    _ gradient: CellState, gates: UnsafePointer<Float>, before: CellState,
    extra: UnsafePointer<Float>, toInput: UnsafeMutablePointer<Float>,
    toSums: UnsafeMutablePointer<Float>, toBefore: ChangingCellState, width: Int
  ) {
    RunPart.each(of: width) { part in
      let h = part(gates)
      let slope = part(gradient.output) * (1 - h * h)
      part.store(slope, to: toInput)
      part.store(slope, to: toSums)
      part.store(Lanes(), to: toBefore.output)
    }
  }
}

/// Gates in the order enter, forget, candidate, leave; the extra run holds tanh(c').
///
///     c' = f c + i g        h' = o tanh(c')
enum LSTMCell: RecurrentCell {
  static let (name, gates, hasMemory) = ("LSTM", 4, true)

  static func forward(
    input: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>, before: CellState,
    after: ChangingCellState, extra: UnsafeMutablePointer<Float>, width: Int
  ) {
    let (candidate, leave) = (2 * width, 3 * width)
    Activation.sigmoid.finish(sums, adding: input, rows: 1, width: candidate)
    Activation.tanh.finish(sums + candidate, adding: input + candidate, rows: 1, width: width)
    Activation.sigmoid.finish(sums + leave, adding: input + leave, rows: 1, width: width)
    RunPart.each(of: width) { part in
      let kept = part(sums + width) * part(before.memory)
      part.store(kept + part(sums) * part(sums + candidate), to: after.memory)
    }
    for i in 0..<width { extra[i] = Elementary.tanh(after.memory[i]) }
    RunPart.each(of: width) { part in
      part.store(part(sums + leave) * part(extra), to: after.output)
    }
  }

  static func backward(
    _ gradient: CellState, gates: UnsafePointer<Float>, before: CellState,
    extra: UnsafePointer<Float>, toInput: UnsafeMutablePointer<Float>,
    toSums: UnsafeMutablePointer<Float>, toBefore: ChangingCellState, width: Int
  ) {
    RunPart.each(of: width) { part in
      let (enter, forget) = (part(gates), part(gates + width))
      let (candidate, leave) = (part(gates + 2 * width), part(gates + 3 * width))
      let (toOutput, seen) = (part(gradient.output), part(extra))
      let toMemory = part(gradient.memory) + toOutput * leave * (1 - seen * seen)
      part.store(toMemory * candidate * enter * (1 - enter), to: toSums)
      part.store(toMemory * part(before.memory) * forget * (1 - forget), to: toSums + width)
      part.store(toMemory * enter * (1 - candidate * candidate), to: toSums + 2 * width)
      part.store(toOutput * seen * leave * (1 - leave), to: toSums + 3 * width)
      part.store(toMemory * forget, to: toBefore.memory)
      part.store(Lanes(), to: toBefore.output)
    }
    toInput.update(from: toSums, count: 4 * width)
  }
}

/// Gates in the order reset, keep, and in place of a third the sum that the reset gate lets through;
/// the extra run holds the candidate n.
///
///     n = tanh(x + r s)        h' = (1 - z) n + z h
enum GRUCell: RecurrentCell {
  static let (name, gates, hasMemory) = ("GRU", 3, false)

  static func forward(
    input: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>, before: CellState,
    after: ChangingCellState, extra: UnsafeMutablePointer<Float>, width: Int
  ) {
    Activation.sigmoid.finish(sums, adding: input, rows: 1, width: 2 * width)
    RunPart.each(of: width) { part in
      part.store(part(input + 2 * width) + part(sums) * part(sums + 2 * width), to: extra)
    }
    for i in 0..<width { extra[i] = Elementary.tanh(extra[i]) }
    RunPart.each(of: width) { part in
      let (keep, candidate) = (part(sums + width), part(extra))
      part.store(candidate + keep * (part(before.output) - candidate), to: after.output)
    }
  }

  static func backward(
    _ gradient: CellState, gates: UnsafePointer<Float>, before: CellState,
    extra: UnsafePointer<Float>, toInput: UnsafeMutablePointer<Float>,
    toSums: UnsafeMutablePointer<Float>, toBefore: ChangingCellState, width: Int
  ) {
    RunPart.each(of: width) { part in
      let (reset, keep) = (part(gates), part(gates + width))
      let (recalled, candidate) = (part(gates + 2 * width), part(extra))
      let toOutput = part(gradient.output)
      let toCandidate = toOutput * (1 - keep) * (1 - candidate * candidate)
      let toReset = toCandidate * recalled * reset * (1 - reset)
      let toKeep = toOutput * (part(before.output) - candidate) * keep * (1 - keep)
      for run in [toInput, toSums] {
        part.store(toReset, to: run)
        part.store(toKeep, to: run + width)
      }
      part.store(toCandidate, to: toInput + 2 * width)
      part.store(toCandidate * reset, to: toSums + 2 * width)
      part.store(toOutput * keep, to: toBefore.output)
    }
  }
}
