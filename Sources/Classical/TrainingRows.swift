import Tensors

/// Rows that a model is fitted to, with a class for each, after everything was checked that could
/// be wrong with them.
struct TrainingRows {
  let rows: Tensor
  let labels: [Int]
  let classCount: Int

  /// Checks rows and labels; `model` is what a sentence calls the model.
  init(_ rows: Tensor, _ labels: [Int], classes: Int?, for model: String) throws(TensorError) {
    try TrainingRows.check(rows, for: model)
    guard labels.count == rows.shape[0] else {
      throw TensorError(
        "\(model) needs a label for each row, and was given \(rows.shape[0]) rows and "
          + "\(labels.count) labels.")
    }
    (self.rows, self.labels) = (rows, labels)
    classCount = try TrainingRows.classCount(labels, classes, for: model)
  }

  /// How many classes there are: as many as were said, or as labels need.
  static func classCount(
    _ labels: [Int], _ classes: Int?, for model: String
  ) throws(TensorError) -> Int {
    // Larger numbers could not be told apart where they are written down, as floats.
    if let row = labels.firstIndex(where: { $0 >= 1 << 24 }) {
      throw TensorError(
        "\(model) numbers classes from 0 up to 16,777,215 at most, and row \(row) has the label "
          + "\(labels[row]).")
    }
    let classCount = classes ?? max(labels.max() ?? 0, 0) + 1
    if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw TensorError(
        "\(model) was given \(classCount) classes, numbered from 0, and row \(row) has the label "
          + "\(labels[row]).")
    }
    return classCount
  }

  /// Checks rows without labels.
  static func check(_ rows: Tensor, for model: String) throws(TensorError) {
    guard rows.rank == 2, rows.shape[0] > 0, rows.shape[1] > 0 else {
      throw TensorError(
        "\(model) is fitted to a matrix [rows, columns] with at least one of each, and this tensor "
          + "has the shape \(rows.shape).")
    }
    let columns = rows.shape[1]
    if let place = rows.scalars.firstIndex(where: { !$0.isFinite }) {
      throw TensorError(
        "\(model) needs numbers, and column \(place % columns) of row \(place / columns) holds "
          + "\(rows.scalars[place]). Fill the gaps before fitting.")
    }
  }

  /// Where the rows of each class stand.
  var members: [[Int]] {
    var members = [[Int]](repeating: [], count: classCount)
    for (row, label) in labels.enumerated() { members[label].append(row) }
    return members
  }

  /// The rows of each class, for models that describe every class by its own; `least` is how many
  /// that takes.
  func membersOfEach(atLeast least: Int, for model: String) throws(TensorError) -> [[Int]] {
    let members = members
    if let poor = members.firstIndex(where: { $0.count < least }) {
      throw TensorError(
        "\(model) describes each class by its own rows and needs at least \(least) of each, and "
          + "class \(poor) has \(members[poor].count).")
    }
    return members
  }
}

/// Rows that a model is asked about have the columns that it was fitted to.
func checkAsked(_ shape: [Int], columns: Int, _ model: String) throws(TensorError) {
  guard shape.count == 2, shape[1] == columns else {
    throw TensorError(
      "\(model) was fitted to \(columns) columns and takes rows of shape [n, \(columns)], and these "
        + "have the shape \(shape).")
  }
}
