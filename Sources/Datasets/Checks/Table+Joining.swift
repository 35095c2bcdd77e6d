extension Checks {
  /// What joining two tables by some columns would do.
  public struct Join: Sendable, Equatable {
    /// The rows of the left table that find no row of the right one.
    public let unmatched: [Int]
    /// The rows of the left table that find more than one, and would be multiplied.
    public let multiplied: [Int]
    /// The rows of the result, each unmatched row once.
    public let rowCount: Int

    package init(unmatched: [Int], multiplied: [Int], rowCount: Int) {
      self.unmatched = unmatched
      self.multiplied = multiplied
      self.rowCount = rowCount
    }
  }

  /// Looks at a join before it is made: rows of `left` are matched with those of `right` that have
  /// the same values in the columns `keys`. A gap matches nothing.
  public static func join(
    _ left: Table, with right: Table, on keys: [String]
  ) throws(TableError) -> Join {
    let matches = try Matches(left, right, keys)
    let counts = matches.rows.map(\.count)
    return Join(
      unmatched: counts.indices.filter { counts[$0] == 0 },
      multiplied: counts.indices.filter { counts[$0] > 1 },
      rowCount: counts.reduce(0) { $0 + max($1, 1) })
  }
}

extension Table {
  /// The table with the other columns of `right` beside its own, from the row that has the same
  /// values in the columns `keys`; gaps where there is none. No row is multiplied or dropped: where
  /// `right` has several rows for one, that is an error.
  ///
  /// ```swift
  /// let joined = try flights.joined(with: weather, on: "origin", "hour")
  /// ```
  public func joined(with right: Table, on keys: String...) throws(TableError) -> Table {
    let matches = try Matches(self, right, keys).rows
    if let row = matches.firstIndex(where: { $0.count > 1 }) {
      let values = keys.map { "\(self[$0].text[row] ?? "")" }.joined(separator: ", ")
      throw TableError(
        "Row \(row) matches \(matches[row].count) rows of the other table by \(values), and the join "
          + "would multiply it. Join by more columns, or make those rows one first.")
    }
    let rows = matches.map(\.first)
    var table = self
    for column in right.columns where !keys.contains(column.name) {
      guard !columnNames.contains(column.name) else {
        throw TableError(
          "Both tables have a column \"\(column.name)\". Join by it too, or leave one out.")
      }
      table = table.with(Column(column.name, column.values.rows(orMissing: rows)))
    }
    return table
  }
}

extension Table.Values {
  /// The values of these rows; a gap where there is no row.
  func rows(orMissing numbers: [Int?]) -> Table.Values {
    switch self {
    case .integers(let values): .integers(numbers.map { $0.flatMap { values[$0] } })
    case .numbers(let values): .numbers(numbers.map { $0.flatMap { values[$0] } })
    case .flags(let values): .flags(numbers.map { $0.flatMap { values[$0] } })
    case .text(let values): .text(numbers.map { $0.flatMap { values[$0] } })
    }
  }
}

/// For each row of one table the rows of another with the same keys.
private struct Matches {
  let rows: [[Int]]

  init(_ left: Table, _ right: Table, _ keys: [String]) throws(TableError) {
    guard !keys.isEmpty else { throw TableError("A join needs a column that both tables have.") }
    var places: [[String]: [Int]] = [:]
    for (row, key) in try Matches.keys(right, keys).enumerated() {
      if let key { places[key, default: []].append(row) }
    }
    rows = try Matches.keys(left, keys).map { key in key.flatMap { places[$0] } ?? [] }
  }

  private static func keys(
    _ table: Table, _ names: [String]
  ) throws(TableError) -> [[String]?] {
    var columns: [[String?]] = []
    for name in names { columns.append(try table.needed(name).text) }
    return (0..<table.rowCount).map { row in
      let words = columns.compactMap { $0[row] }
      return words.count == names.count ? words : nil
    }
  }
}
