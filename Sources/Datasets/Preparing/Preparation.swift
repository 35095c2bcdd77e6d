/// What has to be done to a table before a model can take it: a list of steps that learn from
/// training rows.
///
/// A preparation cannot be applied. It is fitted, to rows that were dealt to the training part and
/// to no others, and what comes out can be applied to any rows. So nothing of the test part can get
/// into a mean, a category or an encoding.
///
/// ```swift
/// let parts = flights.split(split)
/// let preparation = Preparation(
///   Imputer("temp", "pressure", with: .median, indicating: true),
///   RareCategories("dest", below: 20), OneHotEncoder("carrier", "origin", "dest"),
///   ColumnStandardizer("temp", "pressure", "distance"))
/// let prepared = try preparation.fitted(to: parts.train)
/// let train = prepared.train
/// let validation = try prepared(parts.validation)
/// ```
public struct Preparation: Sendable {
  private let steps: [any PreparingStep]

  /// Steps in the order in which they are taken.
  public init(_ steps: any PreparingStep...) { self.steps = steps }

  /// Learns from training rows, step by step, each from what the steps before it made of them.
  public func fitted(to train: Table) throws(TableError) -> FittedPreparation {
    switch train.part {
    case .train: break
    case .whole:
      throw TableError(
        "A preparation is fitted to training rows, and this table was never split: its test rows "
          + "would take part. Split it first, or say that all its rows are for training with "
          + "asTrainingRows().")
    case .validation, .test:
      throw TableError(
        "A preparation is fitted to training rows, and these are the \(train.part.rawValue) part: "
          + "what it learned from them would flatter the number that is measured on them.")
    }
    var prepared = train
    var fitted: [any FittedStep] = []
    for step in steps {
      let one = try step.fitted(to: prepared)
      prepared = try one.training(prepared)
      fitted.append(one)
    }
    return FittedPreparation(train: prepared, steps: fitted)
  }
}

/// A preparation that has learned from training rows, and can be applied to others.
public struct FittedPreparation: Sendable {
  /// The training rows, prepared. Some steps treat the rows they learned from with more care than
  /// others, see ``TargetEncoder``: take these, and do not prepare the training rows again.
  public let train: Table
  private let steps: [any FittedStep]

  init(train: Table, steps: [any FittedStep]) {
    self.train = train
    self.steps = steps
  }

  /// Other rows, prepared in the same way.
  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var prepared = table
    for step in steps { prepared = try step(prepared) }
    return prepared
  }
}

/// One step of a preparation, before it has learned anything.
public protocol PreparingStep: Sendable {
  /// What it becomes.
  associatedtype Fitted: FittedStep
  /// Learns from training rows.
  func fitted(to train: Table) throws(TableError) -> Fitted
}

/// One step of a preparation that has learned from training rows.
public protocol FittedStep: Sendable {
  /// Other rows with this step taken.
  func callAsFunction(_ table: Table) throws(TableError) -> Table
  /// The rows it learned from with this step taken.
  func training(_ train: Table) throws(TableError) -> Table
}

extension FittedStep {
  /// Most steps treat all rows alike.
  public func training(_ train: Table) throws(TableError) -> Table { try self(train) }
}

extension Table {
  /// The column called `name`, for a step that needs it.
  func needed(_ name: String) throws(TableError) -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      let names = columnNames.map { "\"\($0)\"" }.joined(separator: ", ")
      throw TableError("The table has no column \"\(name)\". Its columns are \(names).")
    }
    return column
  }

  /// The table with other columns in the place of the one called `name`.
  func replacing(_ name: String, with others: [Column]) throws(TableError) -> Table {
    var changed = columns
    guard let place = columns.firstIndex(where: { $0.name == name }) else { return self }
    changed.replaceSubrange(place...place, with: others)
    if let taken = others.first(where: { other in changed.count { $0.name == other.name } > 1 }) {
      throw TableError("A column \"\(taken.name)\" was to be added, and the table has one already.")
    }
    return Table(changed, part: part)
  }
}

extension Table.Column {
  /// The values as categories; a gap is refused, for it is none.
  func categories() throws(TableError) -> [String] {
    var categories: [String] = []
    categories.reserveCapacity(values.count)
    for (row, word) in text.enumerated() {
      guard let word else {
        throw TableError(
          "Row \(row) of column \"\(name)\" has no value, and an encoder needs one. Fill the gaps "
            + "first, for instance by Imputer(\"\(name)\", with: .text(\"none\")).")
      }
      categories.append(word)
    }
    return categories
  }
}
