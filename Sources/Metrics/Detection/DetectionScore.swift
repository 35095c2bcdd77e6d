import Tensors

/// How well a detector finds what there is: the average precision of COCO, for each class and each
/// overlap from which on a box counts as the right one.
///
/// ```swift
/// let score = DetectionScore(found, truth: objects)
/// score.averagePrecision                     // over all classes and overlaps from 0.5 to 0.95
/// score.averagePrecision(at: 0.5)            // over all classes, where half is enough
/// score.averagePrecision(ofClass: 2, at: 0.5)
/// ```
///
/// In each picture the detections of a class, the surest first and a hundred at the most, take the
/// object that they overlap most and that nobody took yet; it must be at least by the threshold. A
/// detection that finds none is wrong, also one that finds what was found before; an object that
/// nobody took is missed. Then all pictures are put together: from the surest detection on, how many
/// were right (precision) and how many of the objects are found (recall).
///
/// The numbers are those of pycocotools, without its crowds and its classes of size.
///
/// - Complexity: for each picture and class, detections times objects times thresholds.
public struct DetectionScore: Sendable, Equatable {
  /// Ten overlaps, from 0.5 to 0.95: those of COCO.
  public static let thresholds = steps(from: 0.5, to: 0.95, count: 10)
  /// The recalls at which precision is looked up: 0, 0.01, … 1.
  public static let recalls = steps(from: 0, to: 1, count: 101)
  /// How many detections of a class count in a picture: the surest.
  public static let limit = 100

  /// The overlaps from which on a box counts as the right one.
  public let thresholds: [Double]
  /// The classes of which there are objects.
  public let labels: [Int]
  /// For each of these classes, and each threshold, what the detections of it come to.
  private let curves: [[DetectionCurve]]

  /// Holds detections against what there is. Pictures without objects count: all that was found in
  /// them is wrong. So do classes of which there is no object in any picture, but for these there is
  /// no average.
  public init(
    _ detections: [Detection], truth: [TrueObject],
    thresholds: [Double] = DetectionScore.thresholds
  ) {
    self = required(
      try DetectionScore(checking: detections, truth: truth, thresholds: thresholds))
  }

  package init(
    checking detections: [Detection], truth: [TrueObject], thresholds: [Double]
  ) throws(TensorError) {
    guard !truth.isEmpty else {
      throw TensorError("Scoring a detector needs at least one object that is to be found.")
    }
    guard !thresholds.isEmpty, thresholds.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw TensorError(
        "A detection counts from an overlap above 0 on and up to 1; the thresholds are "
          + "\(thresholds).")
    }
    try detections.check()
    for (place, object) in truth.enumerated() { try object.box.check("Object \(place)") }
    self.thresholds = thresholds
    labels = Set(truth.map(\.label)).sorted()
    let found = Dictionary(grouping: detections, by: \.label)
    let wanted = Dictionary(grouping: truth, by: \.label)
    curves = labels.map { label in
      DetectionCurve.all(found[label] ?? [], wanted[label]!, thresholds: thresholds)
    }
  }

  /// The mean over all classes and thresholds: what is called mAP.
  public var averagePrecision: Double { mean(thresholds.indices) { $0.averagePrecision } }

  /// The mean over all classes where boxes count from this overlap on.
  public func averagePrecision(at threshold: Double) -> Double {
    let place = required(try checkedPlace(of: threshold))
    return mean(place..<place + 1) { $0.averagePrecision }
  }

  /// That of one class; NaN where there are no objects of it.
  public func averagePrecision(ofClass label: Int, at threshold: Double) -> Double {
    curve(ofClass: label, at: threshold)?.averagePrecision ?? .nan
  }

  /// The share of objects that were found at all, the mean over all classes and thresholds.
  public var averageRecall: Double { mean(thresholds.indices) { $0.recall.last ?? 0 } }

  /// Precision against recall of one class, nil where there are no objects of it.
  public func curve(ofClass label: Int, at threshold: Double) -> DetectionCurve? {
    let place = required(try checkedPlace(of: threshold))
    return labels.firstIndex(of: label).map { curves[$0][place] }
  }

  package func checkedPlace(of threshold: Double) throws(TensorError) -> Int {
    guard let place = thresholds.firstIndex(where: { abs($0 - threshold) < 1e-9 }) else {
      throw TensorError(
        "Detections were scored from overlaps of \(thresholds), and not of \(threshold).")
    }
    return place
  }

  private func mean(_ places: Range<Int>, _ value: (DetectionCurve) -> Double) -> Double {
    let values = curves.flatMap { $0[places].map(value) }
    return values.reduce(0, +) / Double(values.count)
  }

  /// Numbers at equal distances, computed as NumPy does, since a recall may be just one of them.
  private static func steps(from start: Double, to end: Double, count: Int) -> [Double] {
    let step = (end - start) / Double(count - 1)
    return (0..<count - 1).map { Double($0) * step + start } + [end]
  }
}
