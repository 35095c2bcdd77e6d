import Tensors

/// 1,797 handwritten digits as images of 8 by 8 pixels with values from 0 to 16: the test part of
/// the UCI set, written by thirteen people. Each pixel counts the dark points of a 4 by 4 block of
/// the scan.
public enum Digits {
  /// The digits, in the order of their labels.
  public static let classNames = (0...9).map { "\($0)" }

  /// The table: 64 pixels row by row, and the digit.
  public static func table() throws -> Table { try BundledTable.load("digits.csv") }

  /// 1,797 images of shape `[8, 8, 1]` in ten classes. Pixels are as published, 0 to 16.
  public static func load() throws -> ClassificationSet {
    let table = try table()
    let pixels = try table.without("digit").features()
    return ClassificationSet(
      images: Tensor(shape: [table.rowCount, 8, 8, 1], scalars: pixels.scalars),
      labels: try table.labels("digit", classNames: classNames).labels, classNames: classNames)
  }
}
