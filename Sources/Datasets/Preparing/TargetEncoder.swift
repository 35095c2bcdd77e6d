/// Turns a category into the mean of the target over the training rows that have it: one number
/// where one-hot encoding needs a hundred columns.
///
/// A category of few rows would be encoded by their luck, so its mean is drawn towards the mean of
/// all, as if `smoothing` more rows with that mean had been seen:
///
/// ``$`e_c = (\sum_{i \in c} y_i + s \bar y) / (n_c + s)`$``
///
/// And a training row would be encoded by its own target, which a model would believe. Training rows
/// are therefore encoded by the other folds alone; other rows by all training rows. A category that
/// no training row has gets the mean of all.
///
/// The folds are stretches of the training rows as they stand, so that rows that stand together (a
/// day, a patient) are kept together but where a fold ends. Rows that stand in the order of their
/// target have to be shuffled first.
public struct TargetEncoder: PreparingStep {
  private let columns: [String]
  private let target: String
  private let smoothing: Double
  private let folds: Int

  /// Encodes `columns` by the mean of `target`, a column of numbers or flags that the rows to be
  /// prepared later need not have.
  public init(_ columns: String..., of target: String, smoothing: Double = 10, folds: Int = 5) {
    self.columns = columns
    self.target = target
    self.smoothing = smoothing
    self.folds = folds
  }

  public func fitted(to train: Table) throws(TableError) -> FittedTargetEncoder {
    guard folds >= 2, folds <= train.rowCount, smoothing >= 0 else {
      throw TableError(
        "Target encoding needs two folds or more, a row for each, and a smoothing from 0 on; "
          + "\(folds) folds of \(train.rowCount) rows and \(smoothing) were given.")
    }
    let column = try train.needed(target)
    var targets: [Double] = []
    for (row, number) in column.numbers.enumerated() {
      guard let number else {
        throw TableError(
          "Row \(row) of the target \"\(target)\" is no number. Leave such rows out before fitting."
        )
      }
      targets.append(number)
    }
    var encodings: [FittedTargetEncoder.Encoding] = []
    for name in columns {
      let categories = try train.needed(name).categories()
      let whole = TargetMeans(categories, targets, smoothing)
      encodings.append(
        .init(name: name, means: whole, training: outOfFold(categories, targets)))
    }
    return FittedTargetEncoder(encodings: encodings)
  }

  /// The encoding of each training row by the rows of the other folds. The first folds have a row
  /// more where the rows cannot be divided evenly.
  private func outOfFold(_ categories: [String], _ targets: [Double]) -> [Double] {
    var encoded: [Double] = []
    for fold in 0..<folds {
      let (left, foldsLeft) = (targets.count - encoded.count, folds - fold)
      let own = encoded.count..<(encoded.count + (left + foldsLeft - 1) / foldsLeft)
      let others = targets.indices.filter { !own.contains($0) }
      let means = TargetMeans(
        others.map { categories[$0] }, others.map { targets[$0] }, smoothing)
      encoded += own.map { means[categories[$0]] }
    }
    return encoded
  }
}

/// The smoothed mean of the target for each category.
struct TargetMeans: Sendable {
  private var means: [String: Double] = [:]
  private let mean: Double

  init(_ categories: [String], _ targets: [Double], _ smoothing: Double) {
    mean = targets.reduce(0, +) / Double(targets.count)
    var sums: [String: (sum: Double, count: Double)] = [:]
    for (category, target) in zip(categories, targets) {
      sums[category, default: (0, 0)].sum += target
      sums[category]!.count += 1
    }
    for (category, (sum, count)) in sums {
      means[category] = (sum + smoothing * mean) / (count + smoothing)
    }
  }

  subscript(category: String) -> Double { means[category] ?? mean }
}

/// A target encoder that knows the mean of each category.
public struct FittedTargetEncoder: FittedStep {
  struct Encoding: Sendable {
    let name: String
    let means: TargetMeans
    /// The training rows, each by the other folds.
    let training: [Double]
  }

  let encodings: [Encoding]

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for encoding in encodings {
      let numbers = try table.needed(encoding.name).categories().map { encoding.means[$0] }
      table = try table.replacing(
        encoding.name, with: [Table.Column(encoding.name, .numbers(numbers))])
    }
    return table
  }

  public func training(_ train: Table) throws(TableError) -> Table {
    var table = train
    for encoding in encodings {
      table = try table.replacing(
        encoding.name, with: [Table.Column(encoding.name, .numbers(encoding.training))])
    }
    return table
  }
}
