import Tensors

extension Split {
  /// Later rows for later parts: no row to learn from is as late as any to choose by, and none of
  /// those as late as any of the test. Rows of one time stay together, in the earlier part. Right
  /// whenever the model will be used on what comes after the data.
  public static func byTime(_ times: [Double], validation: Double = 0, test: Double) -> Split {
    required(try checkedByTime(times, validation: validation, test: test))
  }

  package static func checkedByTime(
    _ times: [Double], validation: Double, test: Double
  ) throws(TensorError) -> Split {
    let sizes = try PartSizes(count: times.count, validation: validation, test: test)
    if let row = times.firstIndex(where: \.isNaN) {
      throw TensorError("Splitting by time needs a time for each row, and row \(row) has none.")
    }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    func afterTies(_ boundary: Int) -> Int {
      var end = boundary
      while end > 0, end < order.count, times[order[end]] == times[order[end - 1]] { end += 1 }
      return end
    }
    let first = afterTies(sizes.train)
    let second = Swift.max(first, afterTies(sizes.train + sizes.validation))
    guard sizes.test == 0 || second < order.count, sizes.validation == 0 || first < second else {
      throw TensorError(
        "Splitting by time keeps rows of one time together, and so many share a time that a part "
          + "would be empty.")
    }
    return Split(
      train: Array(order[..<first]), validation: Array(order[first..<second]),
      test: Array(order[second...]))
  }
}
