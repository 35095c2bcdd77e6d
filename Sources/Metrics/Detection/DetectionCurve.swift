/// What the detections of one class come to, from the surest on, where boxes count from one overlap
/// on.
public struct DetectionCurve: Sendable, Equatable {
  /// For each detection, the surest first, whether it found an object.
  public let isRight: [Bool]
  /// After each detection, the share of the objects that are found.
  public let recall: [Double]
  /// After each detection, the share of detections that were right.
  public let precision: [Double]

  /// The area under the curve as COCO takes it: the mean of the precision at recalls of 0, 0.01, …
  /// 1. The precision at a recall is the best one of all from there on, and 0 where no detection
  /// gets as far.
  public var averagePrecision: Double {
    let values = precisionAtRecalls
    return values.reduce(0, +) / Double(values.count)
  }

  /// The precision at each of ``DetectionScore/recalls``.
  public var precisionAtRecalls: [Double] {
    var best = precision
    for place in best.indices.dropLast().reversed() {
      best[place] = max(best[place], best[place + 1])
    }
    var place = 0
    return DetectionScore.recalls.map { wanted in
      while place < recall.count, recall[place] < wanted { place += 1 }
      return place < best.count ? best[place] : 0
    }
  }

  private init(isRight: [Bool], objects: Int) {
    self.isRight = isRight
    var (found, recall, precision) = (0, [Double](), [Double]())
    for (place, right) in isRight.enumerated() {
      found += right ? 1 : 0
      recall.append(Double(found) / Double(objects))
      precision.append(Double(found) / Double(place + 1))
    }
    (self.recall, self.precision) = (recall, precision)
  }

  /// The curves of one class, one for each threshold.
  static func all(
    _ detections: [Detection], _ objects: [TrueObject], thresholds: [Double]
  ) -> [DetectionCurve] {
    let found = Dictionary(grouping: detections, by: \.image)
    let wanted = Dictionary(grouping: objects, by: \.image)
    // Of pictures in the order of their numbers, so that it is clear which of equals comes first.
    var counted: [Detection] = []
    var isRight = [[Bool]](repeating: [], count: thresholds.count)
    for image in found.keys.sorted() {
      let own = found[image]!
      let surest = own.surestFirst.prefix(DetectionScore.limit).map { own[$0] }
      counted += surest
      let boxes = (wanted[image] ?? []).map(\.box)
      let overlaps = surest.map { detection in boxes.map { detection.box.overlap(with: $0) } }
      for (place, threshold) in thresholds.enumerated() {
        isRight[place] += matched(overlaps, objects: boxes.count, threshold)
      }
    }
    let order = counted.surestFirst
    return isRight.map { right in
      DetectionCurve(isRight: order.map { right[$0] }, objects: objects.count)
    }
  }

  /// Which of the detections of a picture, the surest first, find an object that nobody took before
  /// them: of those free the one that they overlap most, and of equals the last.
  private static func matched(
    _ overlaps: [[Double]], objects: Int, _ threshold: Double
  ) -> [Bool] {
    var isTaken = [Bool](repeating: false, count: objects)
    return overlaps.map { overlaps in
      // Boxes that are the same may overlap by a little less than 1.
      var (best, match) = (min(threshold, 1 - 1e-10), Int?.none)
      for object in 0..<objects where !isTaken[object] && overlaps[object] >= best {
        (best, match) = (overlaps[object], object)
      }
      if let match { isTaken[match] = true }
      return match != nil
    }
  }
}
