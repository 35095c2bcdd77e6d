import Tensors

/// Gaps in numbers that follow each other at equal steps.
public enum SeriesGaps {
  /// Each gap bridged by the straight line from the value before it to the value after it; before
  /// the first value and after the last one that value is repeated.
  ///
  /// A line uses what came after the gap. Fill a series before it is cut into past and future only
  /// where the gaps lie well inside the past.
  ///
  ///     try SeriesGaps.filled([1, nil, nil, 4, nil])   // [1.0, 2.0, 3.0, 4.0, 4.0]
  public static func filled(_ values: [Double?]) throws -> [Double] {
    let known = values.indices.filter { values[$0] != nil }
    guard let first = known.first, let last = known.last else {
      throw TensorError(
        "A series has gaps between values, and none of these \(values.count) is one.")
    }
    var filled = values.map { $0 ?? 0 }
    for place in 0..<first { filled[place] = filled[first] }
    for place in (last + 1)..<values.count { filled[place] = filled[last] }
    for (before, after) in zip(known, known.dropFirst()) where after > before + 1 {
      let slope = (filled[after] - filled[before]) / Double(after - before)
      for place in (before + 1)..<after {
        filled[place] = filled[before] + slope * Double(place - before)
      }
    }
    return filled
  }
}
