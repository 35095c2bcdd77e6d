/// Gives columns of numbers mean 0 and deviation 1, by the mean and the deviation of the training
/// rows. A gap stays one; a column of one value becomes 0.
public struct ColumnStandardizer: PreparingStep {
  private let columns: [String]

  /// Standardises `columns`.
  public init(_ columns: String...) { self.columns = columns }

  public func fitted(to train: Table) throws(TableError) -> FittedColumnStandardizer {
    var scales: [FittedColumnStandardizer.Scale] = []
    for name in columns {
      let column = try train.needed(name)
      let numbers = column.numbers.compactMap { $0 }
      guard column.values.kind != .text, !numbers.isEmpty else {
        throw TableError(
          "Column \"\(name)\" has no numbers in the training rows and cannot be standardised.")
      }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(numbers.count)).squareRoot()
      scales.append(
        .init(name: name, mean: mean, deviation: deviation <= abs(mean) * 1e-15 ? 1 : deviation))
    }
    return FittedColumnStandardizer(scales: scales)
  }
}

/// A standardizer of columns that knows means and deviations.
public struct FittedColumnStandardizer: FittedStep {
  struct Scale: Sendable {
    let name: String
    let mean: Double
    let deviation: Double
  }

  let scales: [Scale]

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for scale in scales {
      let numbers = try table.needed(scale.name).numbers.map { number in
        number.map { ($0 - scale.mean) / scale.deviation }
      }
      table = try table.replacing(
        scale.name, with: [Table.Column(scale.name, .numbers(numbers))])
    }
    return table
  }
}
