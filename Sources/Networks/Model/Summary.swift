import Autograd
import Tensors

/// One layer of a summary.
public struct SummaryRow: Sendable {
  /// The layer's place and kind, such as `0 Linear`.
  public let layer: String
  /// The shape of its output.
  public let output: [Int]
  /// The number of its trainable scalars.
  public let parameters: Int
  /// Multiplications and additions of one call.
  public let operations: Int
  /// The bytes of its output, which training keeps for the way back.
  public let activationBytes: Int
}

/// What a model is made of and what one call costs; prints as a table.
public struct Summary: CustomStringConvertible, Sendable {
  /// The layers in order.
  public let rows: [SummaryRow]
  /// The shape the model was asked about.
  public let input: [Int]

  /// The number of trainable scalars.
  public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
  /// Multiplications and additions of one call.
  public var operations: Int { rows.reduce(0) { $0 + $1.operations } }
  /// The bytes of all outputs.
  public var activationBytes: Int { rows.reduce(0) { $0 + $1.activationBytes } }

  public var description: String {
    let header = ["layer", "output", "parameters", "operations", "activations"]
    let body = rows.map { row in
      [
        row.layer, "\(row.output)", grouped(row.parameters), grouped(row.operations),
        bytes(row.activationBytes),
      ]
    }
    let total = [
      "total", "", grouped(parameters), grouped(operations), bytes(activationBytes),
    ]
    return aligned([header] + body + [total], left: 2)
  }
}

/// What `model` is made of, found by running it once on zeros of the shape `input`.
public func summary(of model: some Layer, input: [Int]) -> Summary {
  let rows =
    (model as? Sequential)?.rows(input: input)
    ?? [row(of: model, named: "\(type(of: model))", on: Tensor.zeros(input)).row]
  return Summary(rows: rows, input: input)
}

extension Sequential {
  /// A row for each layer, those of inner lists one by one.
  func rows(input: [Int]) -> [SummaryRow] {
    rows(on: Tensor.zeros(input), prefix: "").rows
  }

  private func rows(on input: Tensor, prefix: String) -> (rows: [SummaryRow], output: Tensor) {
    var value = input
    var rows: [SummaryRow] = []
    for (position, layer) in layers.enumerated() {
      if let inner = layer as? Sequential {
        let found = inner.rows(on: value, prefix: "\(prefix)\(position).")
        rows += found.rows
        value = found.output
      } else {
        let found = row(of: layer, named: "\(prefix)\(position) \(type(of: layer))", on: value)
        rows.append(found.row)
        value = found.output
      }
    }
    return (rows, value)
  }
}

/// The row of one layer, and its output on `input`.
private func row(
  of layer: any Layer, named name: String, on input: Tensor
) -> (row: SummaryRow, output: Tensor) {
  let output = layer.predict(input)
  let row = SummaryRow(
    layer: name, output: output.shape, parameters: layer.parameterCount,
    operations: layer.operations(input: input.shape, output: output.shape),
    activationBytes: 4 * output.count)
  return (row, output)
}

/// A number with its thousands set apart.
private func grouped(_ number: Int) -> String {
  var result = ""
  for (position, digit) in String(number).reversed().enumerated() {
    if position > 0, position % 3 == 0, digit != "-" { result.append(",") }
    result.append(digit)
  }
  return String(result.reversed())
}

/// A number of bytes in the unit that leaves it readable.
private func bytes(_ count: Int) -> String {
  if count < 10_000 { return "\(count) B" }
  if count < 10_000_000 { return "\((count + 512) / 1024) KiB" }
  return "\((count + 524_288) / 1_048_576) MiB"
}

/// Rows of cells in columns, the first `left` of them set left and the rest right.
private func aligned(_ rows: [[String]], left: Int) -> String {
  let widths = (0..<rows[0].count).map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      let gap = String(repeating: " ", count: widths[column] - cell.count)
      return column < left ? cell + gap : gap + cell
    }
    return cells.joined(separator: "  ")
  }.joined(separator: "\n")
}
