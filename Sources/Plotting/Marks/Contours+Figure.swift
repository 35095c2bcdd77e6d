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

  /// Adds lines of equal value of numbers on a grid; the first row belongs to the lowest y.
  public func contours(
    _ matrix: some PlottableMatrix, x: ClosedRange<Double>, y: ClosedRange<Double>,
    levels: [Double]? = nil, logarithmic: Bool = false, map: ColorMap? = nil, label: String = ""
  ) -> Figure {
    let field = Field(matrix.plotMatrix, x, y)
    return adding(
      ContourMark(
        field: field, drawn: field, wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: false, map: map, label: label))
  }

  /// Fills the bands between lines of equal value of numbers on a grid; the first row belongs to
  /// the lowest y.
  public func filledContours(
    _ matrix: some PlottableMatrix, x: ClosedRange<Double>, y: ClosedRange<Double>,
    levels: [Double]? = nil, logarithmic: Bool = false, map: ColorMap? = nil, label: String = ""
  ) -> Figure {
    let field = Field(matrix.plotMatrix, x, y)
    return adding(
      ContourMark(
        field: field, drawn: field, wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: true, map: map, label: label))
  }
}

extension Field {
  fileprivate init(_ matrix: PlotMatrix, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) {
    self.init(columns: matrix.columns, rows: matrix.rows, x: x, y: y, values: matrix.values)
  }
}
