/// 150 irises of three species with the lengths and widths of their sepals and petals, measured by
/// Edgar Anderson and published by R. A. Fisher in 1936. One species stands apart; the other two
/// overlap.
public enum Iris {
  /// The species in the order of their labels.
  public static let classNames = ["setosa", "versicolor", "virginica"]

  /// The table: four columns of centimetres and the species.
  public static func table() throws -> Table { try BundledTable.load("iris.csv") }

  /// 150 examples with 4 features and 3 classes of 50.
  public static func load() throws -> ClassificationSet {
    try ClassificationSet(table(), label: "species", classNames: classNames)
  }
}
