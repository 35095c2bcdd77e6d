import Tensors

/// The way a recurrent cell takes through a batch of sequences: which place comes after which, and
/// which places are padding.
struct Sweep: Sendable {
  let batch: Int
  let places: Int
  /// How many numbers the state has that the cell puts out.
  let width: Int
  /// How long each sequence is; nil where none is padded.
  let lengths: [Int]?
  /// Whether the last place is read first.
  let isBackwards: Bool

  /// The place that is read after so many others.
  func place(_ step: Int) -> Int { isBackwards ? places - 1 - step : step }

  /// Whether a sequence is over at this place.
  func isPadding(row: Int, place: Int) -> Bool { lengths.map { place >= $0[row] } ?? false }
}

extension Sweep {
  /// The way through an input of this shape, or the sentence about shapes that do not go together.
  init<Cell: RecurrentCell>(
    of cell: Cell.Type, input: [Int], weight: [Int], bias: [Int]?, state: [Int]?, lengths: [Int]?,
    isBackwards: Bool
  ) throws {
    let (name, gates, states) = (cell.name, cell.gates, cell.hasMemory ? 2 : 1)
    func times(_ count: Int) -> String { count == 1 ? "width" : "\(count) x width" }
    guard input.count == 3 else {
      throw TensorError(
        "\(name): an input of shape \(input) is no batch of sequences; it should be "
          + "[batch, places, \(times(gates))]")
    }
    guard weight.count == 2, weight[1] == gates * weight[0], input[2] == weight[1] else {
      throw TensorError(
        "\(name): an input of shape \(input) meets a recurrent weight of shape \(weight); the "
          + "weight should be [width, \(times(gates))], and the input as wide as its rows")
    }
    let (batch, width) = (input[0], weight[0])
    if let bias, bias != [weight[1]] {
      throw TensorError(
        "\(name): the bias has shape \(bias), and for a weight of shape \(weight) it should be "
          + "[\(weight[1])]")
    }
    if let state, state != [batch, states * width] {
      throw TensorError(
        "\(name): the state has shape \(state), and for \(batch) sequences it should be "
          + "[\(batch), \(states * width)]")
    }
    if let lengths, lengths.count != batch || !lengths.allSatisfy({ 0...input[1] ~= $0 }) {
      throw TensorError(
        "\(name): lengths \(lengths) must hold one number between 0 and \(input[1]) for each of "
          + "\(batch) sequences")
    }
    self.init(
      batch: batch, places: input[1], width: width, lengths: lengths, isBackwards: isBackwards)
  }
}
