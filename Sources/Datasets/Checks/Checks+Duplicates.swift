import Tensors

extension Checks {
  /// The rows that say the same in every column but those of `ignoring`: a list of row numbers for
  /// each such group, in the order of their first rows. A gap equals a gap.
  public static func duplicates(in table: Table, ignoring: [String] = []) -> [[Int]] {
    var groups: [RowKey: [Int]] = [:]
    for (row, key) in keys(of: table, ignoring: ignoring).enumerated() {
      groups[key, default: []].append(row)
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// The rows of `others` that stand in `rows` as well, for instance validation rows that were
  /// trained on. Columns of `ignoring` are not compared, nor those that only one of the tables has.
  public static func shared(
    of others: Table, with rows: Table, ignoring: [String] = []
  ) -> [Int] {
    let names = Set(others.columnNames).symmetricDifference(rows.columnNames).union(ignoring)
    let known = Set(keys(of: rows, ignoring: Array(names)))
    return keys(of: others, ignoring: Array(names)).enumerated().filter { known.contains($1) }
      .map(\.offset)
  }

  /// The groups that a split cuts: those with rows in more than one of its parts, in the order of
  /// their first rows.
  public static func groupsCut<Group: Hashable>(by split: Split, groups: [Group]) -> [Group] {
    var parts: [Group: Set<Int>] = [:]
    for (part, rows) in [split.train, split.validation, split.test].enumerated() {
      for row in rows { parts[groups[row], default: []].insert(part) }
    }
    var seen: Set<Group> = []
    return groups.filter { (parts[$0]?.count ?? 0) > 1 && seen.insert($0).inserted }
  }

  /// The groups, given as a column, that a split cuts. Rows without a value are no group.
  public static func groupsCut(by split: Split, groups: Table.Column) -> [String] {
    let words = groups.text
    func known(_ rows: [Int]) -> [Int] { rows.filter { words[$0] != nil } }
    let split = Split(
      train: known(split.train), validation: known(split.validation), test: known(split.test))
    return groupsCut(by: split, groups: words.map { $0 ?? "" })
  }

  /// Pairs of rows whose features are no further apart than `distance`, each pair once, nearer ones
  /// first. Equal rows have the distance 0. Standardise first where scales differ.
  ///
  /// Rows are sorted by the sum of their features and compared only with those whose sums are near
  /// enough, so that thousands of rows take a moment.
  public static func nearDuplicates(
    in features: Tensor, within distance: Float
  ) -> [(first: Int, second: Int, distance: Float)] {
    let (count, width) = (features.shape[0], features.count / max(features.shape[0], 1))
    let scalars = features.scalars
    let sums = (0..<count).map { row in
      scalars[(row * width)..<((row + 1) * width)].reduce(0.0) { $0 + Double($1) }
    }
    let order = (0..<count).sorted { sums[$0] < sums[$1] }
    // By the inequality of Cauchy and Schwarz; a little more for the rounding of sums.
    let furthest = Double(distance) * Double(width).squareRoot() * 1.000_001
    var pairs: [(first: Int, second: Int, distance: Float)] = []
    for (place, row) in order.enumerated() {
      for other in order[(place + 1)...] {
        if sums[other] - sums[row] > furthest { break }
        var squares = 0.0
        for column in 0..<width {
          let difference =
            Double(scalars[row * width + column]) - Double(scalars[other * width + column])
          squares += difference * difference
        }
        let apart = Float(squares.squareRoot())
        if apart <= distance { pairs.append((min(row, other), max(row, other), apart)) }
      }
    }
    return pairs.sorted { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
  }

  /// What a row says.
  private struct RowKey: Hashable {
    let words: [String?]
  }

  private static func keys(of table: Table, ignoring: [String]) -> [RowKey] {
    // By name, so that tables whose columns stand in another order can be compared.
    let columns = table.columns.filter { !ignoring.contains($0.name) }
      .sorted { $0.name < $1.name }.map(\.text)
    return (0..<table.rowCount).map { row in RowKey(words: columns.map { $0[row] }) }
  }
}
