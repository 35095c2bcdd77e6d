import Ladder

/// One figure of every kind, on data such as the book has.
enum Gallery {
  static var figures: [(name: String, figure: Figure)] {
    [
      ("line", line), ("log", log), ("runs", runs), ("many", many), ("steps", steps),
      ("symlog", symlog), ("scatter", scatter), ("classes", classes), ("bubbles", bubbles),
      ("cloud", cloud), ("bars", bars), ("grouped", grouped), ("stacked", stacked),
      ("horizontal", horizontal), ("histogram", histogram), ("histograms", histograms),
      ("heatmap", attention), ("diverging", correlations), ("confusion", confusion),
      ("images", images), ("filters", filters), ("image", image), ("contours", contours),
      ("landscape", landscape), ("regions", regions), ("roc", roc), ("calibration", calibration),
      ("annotated", annotated), ("arrows", arrows), ("graph", graph), ("ladder", ladder),
      ("categories", categories), ("formulas", formulas), ("grid", grid), ("heads", heads),
      ("omitted", omitted), ("empty", empty),
    ]
  }

  /// `count` numbers of the normal distribution.
  static func normal(_ count: Int, seed: UInt64, mean: Double = 0, deviation: Double = 1)
    -> [Double]
  {
    var random = Random(seed: seed)
    return (0..<count).map { _ in mean + deviation * random.gaussian() }
  }
}
