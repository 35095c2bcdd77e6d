import Ladder

extension Workload {
  /// Figures of 1600 by 1000 pixels, from numbers to the bytes of a PNG file, in one thread.
  static let plots = [
    Workload("plot-line", "a random walk of 1,000 points as a PNG file", goal: 3) {
      let walk = Workload.walk(1_000)
      return {
        let file = Figure("A walk").line(walk, label: "walk").size(width: 800, height: 500).png()
        return file.isEmpty ? 0 : Double(walk.count)
      }
    },
    Workload("plot-scatter", "a million points as a PNG file", goal: 3) {
      let (x, y) = (Workload.walk(1_000_000), Noise.scalars(1_000_000, stream: 2).map(Double.init))
      return {
        let file = Figure("Points").scatter(x, y).size(width: 800, height: 500).png()
        return file.isEmpty ? 0 : Double(x.count)
      }
    },
  ]

  /// Where a walk of random steps is after each of them.
  private static func walk(_ count: Int) -> [Double] {
    var place = 0.0
    return Noise.scalars(count, stream: 1).map { step in
      place += Double(step)
      return place
    }
  }
}
