extension Tensor {
  /// The tensor with `values` added at the given places of an axis: what ``gathered(_:axis:)`` is
  /// for reading. A place that comes twice gets both, in order.
  public func scatterAdding(_ values: Tensor, at indices: [Int], axis: Int = 0) -> Tensor {
    var result = self
    result.scatterAdd(values, at: indices, axis: axis)
    return result
  }

  /// Adds `values` at the given places of an axis, in place; see ``scatterAdding(_:at:axis:)``.
  package mutating func scatterAdd(_ values: Tensor, at indices: [Int], axis: Int = 0) {
    let axis = required(try checkScatter(values.shape, at: indices, axis: axis))
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    let length = shape[axis]
    var totals = CrowdedPlaces(indices, below: length, width: inner)
    values.read { values in
      change { x in
        for block in 0..<outer {
          let x = x + block * length * inner
          for (place, index) in indices.enumerated() {
            let from = values + (block * indices.count + place) * inner
            if totals.add(from, to: index) { continue }
            let to = x + index * inner
            for i in 0..<inner { to[i] += from[i] }
          }
          totals.move(to: x)
        }
      }
    }
  }

  package func checkScatter(_ values: [Int], at indices: [Int], axis: Int) throws -> Int {
    let place = try checkGather(indices, axis: axis, in: "scattering")
    var wanted = shape
    wanted[place] = indices.count
    guard values == wanted else {
      throw TensorError(
        "scattering to \(indices.count) places of axis \(place) of shape \(shape): the values "
          + "have shape \(values), but should have \(wanted)")
    }
    return place
  }
}

/// Places to which so much is added that a float would no longer notice: after a million additions,
/// two digits are gone. They are added up in double precision.
private struct CrowdedPlaces {
  /// Additions from which on a place is crowded. Fewer cost a float a digit or two of its seven.
  private static let crowd = 1 << 15

  private let width: Int
  /// The crowded places, and for each place its number among them.
  private var places: [Int] = []
  private var numbers: [Int: Int] = [:]
  /// A row of sums for each crowded place.
  private var sums: [Double] = []

  init(_ indices: [Int], below length: Int, width: Int) {
    self.width = width
    guard indices.count > Self.crowd else { return }
    var counts = [Int](repeating: 0, count: length)
    for index in indices { counts[index] += 1 }
    places = counts.indices.filter { counts[$0] > Self.crowd }
    for (number, place) in places.enumerated() { numbers[place] = number }
    sums = [Double](repeating: 0, count: places.count * width)
  }

  /// Adds a row to the sums of a crowded place; false, and nothing done, for another.
  @inline(__always)
  mutating func add(_ row: UnsafePointer<Float>, to index: Int) -> Bool {
    guard !places.isEmpty, let number = numbers[index] else { return false }
    for i in 0..<width { sums[number * width + i] += Double(row[i]) }
    return true
  }

  /// Adds the sums to the rows of their places and starts again from nothing.
  mutating func move(to x: UnsafeMutablePointer<Float>) {
    for (number, place) in places.enumerated() {
      for i in 0..<width {
        x[place * width + i] = Float(Double(x[place * width + i]) + sums[number * width + i])
        sums[number * width + i] = 0
      }
    }
  }
}
