extension Figure {
  /// Adds lines of equal value of a function of two variables, with their values written in.
  ///
  /// - Parameters:
  ///   - levels: the values; without them about eleven round ones.
  ///   - logarithmic: whether equal ratios, not differences, lie between the lines.
  public func contours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil,
    logarithmic: Bool = false, map: ColorMap? = nil, label: String = "",
    of function: (Double, Double) throws -> Double
  ) rethrows -> Figure {
    let field = try Field(x: x, y: y, of: function)
    return adding(
      ContourMark(
        field: field, drawn: field.smoothed(), wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: false, map: map, label: label))
  }

  /// Fills the bands between lines of equal value of a function of two variables: a loss landscape.
  public func filledContours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil,
    logarithmic: Bool = false, map: ColorMap? = nil, label: String = "",
    of function: (Double, Double) throws -> Double
  ) rethrows -> Figure {
    let field = try Field(x: x, y: y, of: function)
    return adding(
      ContourMark(
        field: field, drawn: field.smoothed(), wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: true, map: map, label: label))
  }
}
