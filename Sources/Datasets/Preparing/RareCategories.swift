/// Pools the categories that few training rows have, and all that none has, into one.
///
/// ```swift
/// RareCategories("dest", below: 20)   // airports with fewer than 20 flights become "other"
/// ```
public struct RareCategories: PreparingStep {
  private let columns: [String]
  private let least: Int
  private let pool: String

  /// In `columns`, pools the categories of fewer than `least` training rows under the name `pool`.
  public init(_ columns: String..., below least: Int, as pool: String = "other") {
    self.columns = columns
    self.least = least
    self.pool = pool
  }

  public func fitted(to train: Table) throws(TableError) -> FittedRareCategories {
    var kept: [(name: String, categories: Set<String>)] = []
    for name in columns {
      let words = try train.needed(name).categories()
      let counts = words.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      guard counts[pool] == nil else {
        throw TableError(
          "Column \"\(name)\" has a category \"\(pool)\" already. Give the pool another name.")
      }
      kept.append((name, Set(counts.filter { $0.value >= least }.keys)))
    }
    return FittedRareCategories(kept: kept, pool: pool)
  }
}

/// A pool of rare categories that knows which ones stay.
public struct FittedRareCategories: FittedStep {
  let kept: [(name: String, categories: Set<String>)]
  let pool: String

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for (name, categories) in kept {
      let words = try table.needed(name).categories()
      let pooled = words.map { categories.contains($0) ? $0 : pool }
      table = try table.replacing(name, with: [Table.Column(name, .text(pooled))])
    }
    return table
  }
}
