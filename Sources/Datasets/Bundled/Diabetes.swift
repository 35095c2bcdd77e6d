/// 442 patients with ten measurements at the outset and the progression of their diabetes a year
/// later, from Efron, Hastie, Johnstone and Tibshirani's paper on least angle regression. The
/// values are as measured (age in years), not the centred and scaled ones that scikit-learn loads
/// by default.
public enum Diabetes {
  /// The table: ten measurements and the progression.
  public static func table() throws -> Table { try BundledTable.load("diabetes.csv") }

  /// 442 examples with 10 features; the target is the progression after one year.
  public static func load() throws -> RegressionSet {
    try RegressionSet(table(), target: "progression")
  }
}
