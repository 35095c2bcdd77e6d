import Tensors

/// Something that a detector found: where, what, how sure.
public struct Detection: Sendable, Equatable {
  /// The number of the picture.
  public var image: Int
  /// The class.
  public var label: Int
  /// Where it is.
  public var box: Box
  /// How sure the detector is; only the order counts.
  public var score: Double

  /// Something found in a picture.
  public init(image: Int = 0, label: Int = 0, box: Box, score: Double) {
    (self.image, self.label, self.box, self.score) = (image, label, box, score)
  }
}

/// Something that is in a picture, as who drew the boxes says.
public struct TrueObject: Sendable, Equatable {
  /// The number of the picture.
  public var image: Int
  /// The class.
  public var label: Int
  /// Where it is.
  public var box: Box

  /// Something that is in a picture.
  public init(image: Int = 0, label: Int = 0, box: Box) {
    (self.image, self.label, self.box) = (image, label, box)
  }
}

extension [Detection] {
  /// The detections without those that say again what a surer one of the same picture said: the
  /// surest first, each is kept unless it overlaps one that was kept by more than `limit`
  /// (non-maximum suppression). Of equally sure ones the first is the surer.
  ///
  /// Only detections of the same class count as the same, unless `acrossClasses` is true: then a box
  /// has one class and things that cover each other hide each other.
  ///
  ///     let box = Box(left: 0, top: 0, width: 4, height: 4)
  ///     let beside = Box(left: 1, top: 0, width: 4, height: 4)
  ///     let found = [Detection(box: box, score: 0.6), Detection(box: beside, score: 0.9)]
  ///     found.suppressed(above: 0.5).map(\.score)   // [0.9]
  ///
  /// - Complexity: for each picture, the number of detections times that of those kept.
  public func suppressed(above limit: Double = 0.5, acrossClasses: Bool = false) -> [Detection] {
    required(try checkedSuppression(above: limit, acrossClasses: acrossClasses))
  }

  package func checkedSuppression(
    above limit: Double, acrossClasses: Bool
  ) throws(TensorError) -> [Detection] {
    guard (0...1).contains(limit) else {
      throw TensorError("Detections overlap by a share from 0 to 1, and the limit is \(limit).")
    }
    try check()
    var kept: [Rivals: [Box]] = [:]
    return surestFirst.map { self[$0] }.filter { detection in
      let group = Rivals(image: detection.image, label: acrossClasses ? nil : detection.label)
      let box = detection.box
      guard !kept[group, default: []].contains(where: { $0.overlap(with: box) > limit }) else {
        return false
      }
      kept[group, default: []].append(box)
      return true
    }
  }

  /// The places of the detections, the surest first, and of equally sure ones the first.
  var surestFirst: [Int] {
    indices.sorted { self[$0].score == self[$1].score ? $0 < $1 : self[$0].score > self[$1].score }
  }

  /// The rule of what sorts detections: scores and boxes are numbers.
  func check() throws(TensorError) {
    for (place, detection) in enumerated() {
      guard !detection.score.isNaN else {
        throw TensorError("The score of detection \(place) is not a number.")
      }
      try detection.box.check("Detection \(place)")
    }
  }
}

/// The detections that may suppress each other: those of a picture, and of a class.
private struct Rivals: Hashable {
  let image: Int
  let label: Int?
}
