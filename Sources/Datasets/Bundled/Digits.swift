import Tensors

/// 1,797 handwritten digits as images of 8 by 8 pixels with values from 0 to 16: the test part of
/// the UCI set, written by thirteen people. Each pixel counts the dark points of a 4 by 4 block of
/// the scan.
public enum Digits {
  /// The digits, in the order of their labels.
  public static let classNames = (0...9).map { "\($0)" }

  /// For each image the stretch of the file that it lies in, 0 to 12: thirteen stretches of 138 or 139
  /// neighbouring images. The set does not say who wrote what. Its writers come one after the other,
  /// so a stretch stands in for a writer, roughly: some stretches will hold the end of one writer and
  /// the beginning of the next. Split by them to ask how a model reads people it has not met.
  ///
  ///     Digits.stretches.prefix(3)   // [0, 0, 0]
  public static let stretches = (0..<1_797).map { $0 * 13 / 1_797 }

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
