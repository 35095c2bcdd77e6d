/// 569 tumours, each described by thirty measurements of the cell nuclei in an image of a needle
/// aspirate: mean, standard error and worst value of ten properties, so that many columns say
/// nearly the same.
public enum BreastCancer {
  /// The diagnoses in the order of their labels: malignant is 0, as scikit-learn has it.
  public static let classNames = ["malignant", "benign"]

  /// The table: thirty measurements and the diagnosis.
  public static func table() throws -> Table { try BundledTable.load("breast-cancer.csv") }

  /// 569 examples with 30 features and 2 classes of 212 and 357.
  public static func load() throws -> ClassificationSet {
    try ClassificationSet(table(), label: "diagnosis", classNames: classNames)
  }
}
