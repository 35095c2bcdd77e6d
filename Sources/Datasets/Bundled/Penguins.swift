/// 344 penguins of three species from three islands near Palmer Station, Antarctica: four
/// measurements and the sex, some of them missing.
///
/// ```swift
/// let penguins = try Penguins.table()
/// penguins["sex"].missingCount            // 11
/// penguins.droppingMissing().rowCount     // 333
/// ```
public enum Penguins {
  /// The species in the order of their labels.
  public static let classNames = ["Adelie", "Chinstrap", "Gentoo"]

  /// The table: species, island, length and depth of the bill and length of the flipper in
  /// millimetres, body mass in grams, sex.
  public static func table() throws -> Table { try BundledTable.load("penguins.csv") }
}
