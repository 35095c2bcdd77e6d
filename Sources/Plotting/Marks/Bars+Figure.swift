extension Figure {
  /// Adds a bar for each name. Further calls with the same names put theirs beside the first, or on
  /// top of them where `stacked`.
  ///
  ///     Figure("Errors by model")
  ///       .bars(["nearest", "linear", "forest"], [0.031, 0.052, 0.024], label: "test")
  ///
  /// - Parameters:
  ///   - errors: half the length of the line through the end of each bar.
  ///   - horizontal: bars that grow to the right; better for long names.
  ///   - values: whether the numbers stand at the ends of the bars.
  public func bars(
    _ names: [String], _ values: some Plottable, errors: (any Plottable)? = nil, label: String = "",
    hue: Hue? = nil, horizontal: Bool = false, stacked: Bool = false,
    values showsValues: Bool = false
  ) -> Figure {
    let numbers = values.plotValues
    let errors = errors?.plotValues
    required(
      try requireSameCount("drawing bars", ("names", names.count), ("values", numbers.count)))
    if let errors {
      required(
        try requireSameCount("drawing bars", ("values", numbers.count), ("errors", errors.count)))
    }
    let part = BarsMark.Part(values: numbers, errors: errors, label: label, hue: hue)
    return changing { figure in
      // Bars with the same names form one group, which alone knows how to divide the room.
      let place = figure.marks.firstIndex { mark in
        guard let bars = mark as? BarsMark else { return false }
        return bars.names == names && bars.isHorizontal == horizontal
      }
      if let place, var bars = figure.marks[place] as? BarsMark {
        bars.parts.append(part)
        figure.marks[place] = BarsMark(
          names: names, parts: bars.parts, isHorizontal: horizontal,
          isStacked: bars.isStacked || stacked, showsValues: bars.showsValues || showsValues)
      } else {
        let bars = BarsMark(
          names: names, parts: [part], isHorizontal: horizontal, isStacked: stacked,
          showsValues: showsValues)
        figure.marks.append(bars)
        bars.adjust(&figure.x, &figure.y)
      }
    }
  }

  /// Adds a bar for each value, numbered from 0.
  public func bars(
    _ values: some Plottable, errors: (any Plottable)? = nil, label: String = "", hue: Hue? = nil,
    horizontal: Bool = false, stacked: Bool = false, values showsValues: Bool = false
  ) -> Figure {
    bars(
      values.plotValues.indices.map { "\($0)" }, values, errors: errors, label: label, hue: hue,
      horizontal: horizontal, stacked: stacked, values: showsValues)
  }
}
