/// The mean number of spots on the sun in each year from 1700 to 2008: a cycle of about eleven years
/// that no calendar keeps.
///
/// ```swift
/// let years = try Sunspots.years()
/// years.count                             // 309
/// ```
public enum Sunspots {
  /// The table: `year` and `spots`.
  public static func table() throws -> Table { try BundledTable.load("sunspots.csv") }

  /// The numbers of the years, from 1700 on.
  public static func years() throws -> [Double] {
    try table()["spots"].numbers.compactMap { $0 }
  }
}
