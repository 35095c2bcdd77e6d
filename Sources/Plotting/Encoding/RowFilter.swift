/// PNG's row filters: what is stored of a row is its difference from a guess.
enum RowFilter: UInt8, CaseIterable {
  case none = 0
  case sub = 1
  case up = 2
  case average = 3
  case paeth = 4

  /// All rows as they are, each after the number of no filter.
  ///
  /// That is right for numbers of a palette, which are no amounts, so that their differences mean
  /// nothing.
  static func plain(_ raster: Raster) -> [UInt8] {
    let length = raster.rowBytes
    var output: [UInt8] = []
    output.reserveCapacity((length + 1) * raster.height)
    for row in 0..<raster.height {
      output.append(RowFilter.none.rawValue)
      output += raster.bytes[row * length..<(row + 1) * length]
    }
    return output
  }

  /// All rows, each filtered so that its differences are smallest in sum.
  static func filtered(_ raster: Raster) -> [UInt8] {
    let length = raster.rowBytes
    var output: [UInt8] = []
    output.reserveCapacity((length + 1) * raster.height)
    var above = [UInt8](repeating: 0, count: length)
    var candidate = above
    var best = above
    for row in 0..<raster.height {
      let line = Array(raster.bytes[row * length..<(row + 1) * length])
      var bestFilter = RowFilter.none
      var bestCost = Int.max
      for filter in RowFilter.allCases {
        let cost = filter.apply(to: line, above: above, raster.pixelBytes, into: &candidate)
        if cost < bestCost {
          (bestCost, bestFilter) = (cost, filter)
          swap(&best, &candidate)
        }
      }
      output.append(bestFilter.rawValue)
      output += best
      above = line
    }
    return output
  }

  /// Filters one row and answers the sum of the differences' sizes.
  private func apply(
    to line: [UInt8], above: [UInt8], _ step: Int, into result: inout [UInt8]
  ) -> Int {
    var cost = 0
    for index in line.indices {
      let left = index >= step ? line[index - step] : 0
      let up = above[index]
      let corner = index >= step ? above[index - step] : 0
      let guess: UInt8
      switch self {
      case .none: guess = 0
      case .sub: guess = left
      case .up: guess = up
      case .average: guess = UInt8((Int(left) + Int(up)) / 2)
      case .paeth: guess = RowFilter.paeth(left, up, corner)
      }
      let difference = line[index] &- guess
      result[index] = difference
      cost += Int(min(difference, 0 &- difference))
    }
    return cost
  }

  /// Of the three neighbours the one nearest to left + up - corner.
  private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(up) - Int(corner)
    let toLeft = abs(estimate - Int(left))
    let toUp = abs(estimate - Int(up))
    let toCorner = abs(estimate - Int(corner))
    if toLeft <= toUp, toLeft <= toCorner { return left }
    return toUp <= toCorner ? up : corner
  }
}
