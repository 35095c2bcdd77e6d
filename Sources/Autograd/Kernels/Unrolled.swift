import Tensors

/// A recurrent cell on its way through a batch of sequences, one place after the other, with what the
/// way back needs.
///
/// What is kept lies step by step, [steps, batch, …], so that a step reads and writes one block of
/// memory and all states together are the left matrix of the weight's gradient.
struct Unrolled<Cell: RecurrentCell>: Sendable {
  let sweep: Sweep
  /// The outputs before the first step and after each, [steps + 1, batch, width].
  private var outputs: Tensor
  /// The memories in the same way; for a cell without one, nothing.
  private var memories: Tensor
  /// What became of the sums, [steps, batch, gates x width].
  private var gates: Tensor
  /// What the cell keeps besides, [steps, batch, width].
  private var extras: Tensor

  /// The numbers of one state of the batch, and of its sums.
  private var block: Int { sweep.batch * sweep.width }
  private var sumsBlock: Int { Cell.gates * block }
  /// How long a row of states is, output and memory side by side.
  private var stateWidth: Int { Cell.hasMemory ? 2 * sweep.width : sweep.width }

  /// Starts from a state, [batch, stateWidth], or from zeros.
  init(_ sweep: Sweep, from state: Tensor?) {
    let (batch, width, steps) = (sweep.batch, sweep.width, sweep.places)
    self.sweep = sweep
    outputs = .zeros([steps + 1, batch, width])
    memories = .zeros(Cell.hasMemory ? [steps + 1, batch, width] : [0])
    gates = .zeros([steps, batch, Cell.gates * width])
    extras = .zeros([steps, batch, width])
    guard let state else { return }
    outputs[0] = state[0..., ..<width]
    if Cell.hasMemory { memories[0] = state[0..., width...] }
  }

  /// Reads the input, [batch, places, gates x width], and returns the states after each place,
  /// [batch, places, stateWidth].
  mutating func forward(_ input: Tensor, _ weight: Tensor, bias: Tensor?) -> Tensor {
    let (sweep, block, sumsBlock) = (sweep, block, sumsBlock)
    let (width, stateWidth) = (sweep.width, stateWidth)
    let (wide, hasMemory) = (Cell.gates * width, Cell.hasMemory)
    return Tensor(shape: [sweep.batch, sweep.places, stateWidth]) { result in
      reading(input, weight, bias ?? .zeros([0])) { input, weight, biases in
        Self.changing(&outputs, &memories, &gates, &extras) { outputs, memories, gates, extras in
          let weight = Tile.Operand(weight, stride: wide)
          Self.steps(of: sweep, weight, columns: wide, depth: width) { rows, step, weight in
            let place = sweep.place(step)
            let (before, after) = (step * block, (step + 1) * block)
            let sums = gates + step * sumsBlock
            Tile.multiply(
              rows: rows.count, columns: wide, shared: width,
              Tile.Operand(outputs + before + rows.lowerBound * width, stride: width), weight,
              into: sums + rows.lowerBound * wide, stride: wide)
            for row in rows {
              let (at, here) = (row * sweep.places + place, row * width)
              let old = Self.state(outputs, memories, at: before + here).read
              let new = Self.state(outputs, memories, at: after + here)
              let own = sums + row * wide
              if sweep.isPadding(row: row, place: place) {
                own.update(repeating: 0, count: wide)
                new.output.update(from: old.output, count: width)
                if hasMemory { new.memory.update(from: old.memory, count: width) }
              } else {
                if bias != nil { for i in 0..<wide { own[i] += biases[i] } }
                Cell.forward(
                  input: input + at * wide, sums: own, before: old, after: new,
                  extra: extras + step * block + here, width: width)
              }
              let states = result + at * stateWidth
              states.update(from: new.output, count: width)
              if hasMemory { (states + width).update(from: new.memory, count: width) }
            }
          }
        }
      }
    }
  }

  /// The gradients of the input, of all sums, [steps x batch, gates x width], and of the first state.
  func backward(
    _ gradient: Tensor, _ weight: Tensor
  ) -> (input: Tensor, sums: Tensor, state: Tensor) {
    let (sweep, block, sumsBlock) = (sweep, block, sumsBlock)
    let (width, stateWidth) = (sweep.width, stateWidth)
    let (wide, hasMemory) = (Cell.gates * width, Cell.hasMemory)
    var toInput = Tensor.zeros([sweep.batch, sweep.places, wide])
    var toSums = Tensor.zeros([sweep.places * sweep.batch, wide])
    // Of the state: what arrives at a step, and what leaves it for the one before.
    var (toOutput, toMemory) = (Tensor.zeros([2, block]), Tensor.zeros([2, block]))
    reading(gradient, weight, outputs) { gradient, weight, outputs in
      reading(memories, gates, extras) { memories, gates, extras in
        Self.changing(&toInput, &toSums, &toOutput, &toMemory) {
          toInput, toSums, toOutput, toMemory in
          let weight = Tile.Operand(weight, stride: wide, isTransposed: true)
          Self.steps(of: sweep, weight, columns: width, depth: wide) { rows, last, weight in
            let step = sweep.places - 1 - last
            let place = sweep.place(step)
            let (arriving, leaving) = (step % 2 * block, (step + 1) % 2 * block)
            let sums = toSums + step * sumsBlock
            for row in rows {
              let (at, here) = (row * sweep.places + place, row * width)
              let before = step * block + here
              let outer = gradient + at * stateWidth
              let (output, memory) = (toOutput + arriving + here, toMemory + arriving + here)
              for i in 0..<width { output[i] += outer[i] }
              if hasMemory { for i in 0..<width { memory[i] += outer[width + i] } }
              let (nextOutput, nextMemory) = (toOutput + leaving + here, toMemory + leaving + here)
              guard !sweep.isPadding(row: row, place: place) else {
                nextOutput.update(from: output, count: width)
                nextMemory.update(from: memory, count: width)
                continue
              }
              Cell.backward(
                CellState(output: output, memory: memory),
                gates: gates + step * sumsBlock + row * wide,
                before: CellState(
                  output: outputs + before, memory: (hasMemory ? memories : outputs) + before),
                extra: extras + before, toInput: toInput + at * wide,
                toSums: sums + row * wide,
                toBefore: ChangingCellState(output: nextOutput, memory: nextMemory), width: width)
            }
            Tile.multiply(
              rows: rows.count, columns: width, shared: wide,
              Tile.Operand(sums + rows.lowerBound * wide, stride: wide), weight,
              into: toOutput + leaving + rows.lowerBound * width, stride: width, adding: true)
          }
        }
      }
    }
    // The first step has left what is due to the first state in the second half.
    let half = sweep.places == 0 ? 0 : 1
    let parts = (hasMemory ? [toOutput, toMemory] : [toOutput]).map {
      $0.row(half).reshaped([sweep.batch, width])
    }
    return (toInput, toSums, Tensor.concatenated(parts, axis: 1))
  }

  /// Calls `body` with some of the sequences, each step in its turn, and the weight.
  ///
  /// Sequences know nothing of each other, so each core walks through its own from the first step to
  /// the last and waits for nobody; and the weight, which all steps share, is brought into the order
  /// of a product only once.
  private static func steps(
    of sweep: Sweep, _ weight: Tile.Operand, columns: Int, depth: Int,
    _ body: (_ rows: Range<Int>, _ step: Int, _ weight: Tile.Operand) -> Void
  ) {
    let work = 2 * sweep.batch * sweep.places * columns * depth
    let shares = max(1, min(Parallel.threads, work / MatrixProduct.smallestWork))
    let size = max(1, (sweep.batch + shares - 1) / shares)
    let room = (columns + 31) / 32 * 32 * depth
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(room, 1)) { buffer in
      let weight = weight.panels(columns: columns, depth: depth, at: buffer.baseAddress!)
      Parallel.pieces(of: sweep.batch, size: size) { rows in
        for step in 0..<sweep.places { body(rows, step, weight) }
      }
    }
  }

  /// The outputs before each step, [steps x batch, width].
  var outputsBefore: Tensor {
    outputs[0..<sweep.places].reshaped([sweep.places * sweep.batch, sweep.width])
  }

  /// The state that begins at a number of these, to be written.
  private static func state(
    _ outputs: UnsafeMutablePointer<Float>, _ memories: UnsafeMutablePointer<Float>, at start: Int
  ) -> ChangingCellState {
    ChangingCellState(
      output: outputs + start, memory: (Cell.hasMemory ? memories : outputs) + start)
  }

  private static func changing(
    _ a: inout Tensor, _ b: inout Tensor, _ c: inout Tensor, _ d: inout Tensor,
    _ body: (
      UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    a.change { a in b.change { b in c.change { c in d.change { d in body(a, b, c, d) } } } }
  }
}
