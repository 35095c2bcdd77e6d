/// A figure that changes in time, one figure for each moment: a path on a surface, points that flow,
/// a border that moves.
///
///     Frames(seconds: 0.1) {
///       for step in 0...40 {
///         Figure("step \(step)").path(Array(x[...step]), Array(y[...step]))
///       }
///     }
///
/// The axes are the same throughout: wide enough for all moments, unless a figure fixes its own. A
/// page plays the frames; where it cannot, it shows a strip of the telling ones.
public struct Frames: Sendable {
  package var figures: [Figure]
  /// How long each figure is shown.
  public let seconds: Double
  package var chosen: [Int]?
  package var alternative: String?

  /// Collects the figures, the first moment first: 2 to 200 of them.
  public init(
    seconds: Double = 0.1, @FigureGridBuilder _ frames: () throws -> [Figure]
  ) rethrows {
    self.init(try frames(), seconds: seconds)
  }

  /// The frames from a list of figures.
  public init(_ figures: [Figure], seconds: Double = 0.1) {
    required(try Frames.check(figures, seconds: seconds))
    self.figures = figures
    self.seconds = seconds
  }

  /// The same frames with these in the strip, four to six by their number from 0. Without it they are
  /// the first, the last and those at equal distances between.
  public func telling(_ numbers: [Int]) -> Frames {
    required(try Frames.check(telling: numbers, of: figures.count))
    var copy = self
    copy.chosen = numbers
    return copy
  }

  /// The same frames with a description by the author for those who do not see them.
  public func alternativeText(_ text: String) -> Frames {
    var copy = self
    copy.alternative = text
    return copy
  }

  /// The same frames with each of them changed: `frames.each { $0.xLabel("x").logY() }`.
  public func each(_ change: (Figure) -> Figure) -> Frames {
    var copy = self
    copy.figures = figures.map(change)
    return copy
  }

  /// The frames of the strip.
  package var telling: [Int] {
    if let chosen { return chosen }
    let count = min(figures.count, 6)
    return (0..<count).map { place in
      Int((Double(place) / Double(max(count - 1, 1)) * Double(figures.count - 1)).rounded())
    }
  }

  /// What is to be seen, in sentences: the author's, or how it begins and how it ends.
  public var alternativeText: String {
    if let alternative { return alternative }
    guard let first = figures.first, let last = figures.last else { return "" }
    return "\(figures.count) moments of a figure that changes. The first: \(first.alternativeText) "
      + "The last: \(last.alternativeText)"
  }

  package static func check(_ figures: [Figure], seconds: Double) throws {
    guard (2...200).contains(figures.count) else {
      throw PlottingError(
        "drawing frames: there have to be 2 to 200 of them, and there are \(figures.count)")
    }
    guard seconds >= 0.02, seconds <= 10 else {
      throw PlottingError(
        "drawing frames: each is shown for 0.02 to 10 seconds, and \(seconds) were asked for")
    }
    let panels = figures.map { $0.grid?.panels.count ?? 1 }
    if let other = panels.firstIndex(where: { $0 != panels[0] }) {
      throw PlottingError(
        "drawing frames: frame \(other) has \(panels[other]) panels, and the first \(panels[0])")
    }
  }

  package static func check(telling numbers: [Int], of count: Int) throws {
    guard (2...6).contains(numbers.count), numbers.allSatisfy((0..<count).contains),
      zip(numbers, numbers.dropFirst()).allSatisfy(<)
    else {
      throw PlottingError(
        "choosing telling frames: two to six numbers from 0 to \(count - 1) in rising order are "
          + "wanted, and they are \(numbers)")
    }
  }
}
