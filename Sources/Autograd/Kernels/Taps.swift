/// Along one axis of a depthwise convolution, which places of the source meet which rows or columns
/// of the filter at each place of the result: those outside of the source are left out, so that
/// nobody has to ask for the border again.
///
/// On the way there the source is the image; on the way back it is the gradient of the sums, and the
/// same loop over other taps gives the gradient of the image.
struct Taps {
  /// How many places the result has.
  let count: Int
  /// Where the taps of each place begin in the lists, and at the end how many there are.
  private(set) var starts: [Int] = [0]
  /// The place of the source, and the row or column of the filter, of each tap.
  private(set) var places: [Int] = []
  private(set) var filters: [Int] = []
  /// How far apart places are whose taps meet the same part of the filter: as far as the filter moves
  /// on the way back, where it passes pixels by, and neighbours on the way there.
  let spacing: Int
  /// For each place of the result, how far the taps of the next one, `spacing` places on, are from its
  /// own where they and those of the two after it are the same but for that; 0 where they are not.
  private(set) var steps: [Int] = []

  /// The places of a result that meet `source` places through a filter of `size`.
  ///
  /// With `isBack` the result and the source of the convolution have changed places: result places
  /// are those of the image.
  init(
    _ count: Int, source: Int, size: Int, stride: Int, padding: Int, dilation: Int, isBack: Bool
  ) {
    self.count = count
    spacing = isBack ? stride : 1
    for place in 0..<count {
      for row in 0..<size {
        let met: Int
        if isBack {
          let (quotient, rest) = (place + padding - row * dilation).quotientAndRemainder(
            dividingBy: stride)
          guard rest == 0 else { continue }
          met = quotient
        } else {
          met = place * stride + row * dilation - padding
        }
        guard met >= 0, met < source else { continue }
        places.append(met)
        filters.append(row)
      }
      starts.append(places.count)
    }
    steps = (0..<count).map(step)
  }

  /// The places in the lists of the taps of a place.
  @inline(__always)
  subscript(place: Int) -> Range<Int> { starts[place]..<starts[place + 1] }

  private func step(from place: Int) -> Int {
    let taps = self[place]
    guard place + 3 * spacing < count, !taps.isEmpty,
      self[place + spacing].count == taps.count
    else { return 0 }
    let step = places[starts[place + spacing]] - places[taps.lowerBound]
    for ahead in 1..<4 {
      let others = self[place + ahead * spacing]
      guard others.count == taps.count else { return 0 }
      for (own, other) in zip(taps, others) {
        guard filters[other] == filters[own], places[other] == places[own] + ahead * step else {
          return 0
        }
      }
    }
    return step
  }
}
