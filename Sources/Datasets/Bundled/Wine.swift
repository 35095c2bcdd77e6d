/// 178 wines from one region of Italy, made from three cultivars, with thirteen chemical
/// measurements whose scales differ a thousandfold: a set on which standardising matters.
public enum Wine {
  /// The cultivars in the order of their labels.
  public static let classNames = ["class_0", "class_1", "class_2"]

  /// The table: thirteen measurements and the cultivar.
  public static func table() throws -> Table { try BundledTable.load("wine.csv") }

  /// 178 examples with 13 features and 3 classes of 59, 71 and 48.
  public static func load() throws -> ClassificationSet {
    try ClassificationSet(table(), label: "cultivar", classNames: classNames)
  }
}
