import Trace

/// Figures: a picture, the words for those who do not see it, and the numbers behind it.
///
/// All figures of one block share a number and a caption, which stands under the last.
extension FigureOutput: PageOutput {
  package static var noun: String { "figure" }
  package static var numberedAmong: NumberedSeries? { .figure }
  package static var script: String? { "numbers.js" }

  package var summary: String { "the figure \(file)" }
  package var pictures: [Picture] { [Picture(file: file, digest: digest)] }
  package var spokenText: String? { alternativeText }

  package func compare(with was: FigureOutput, _ name: String, in comparison: inout BlockComparison)
  {
    let before = comparison.found.count
    guard series.compare(with: was.series, name, in: &comparison) else { return }
    if file != was.file {
      comparison.add(.picture, "the file of \(name)", was: was.file, now: file)
    }
    guard comparison.found.count == before, !comparison.tolerance.isAny else { return }
    // Words that are made from numbers move with them; of the same numbers they are the same.
    let isWhole = series.allSatisfy { $0.count == $0.x.count }
    guard series == was.series, isWhole else { return }
    if alternativeText != was.alternativeText {
      comparison.add(
        .caption, "the description of \(name)", wasText: was.alternativeText,
        nowText: alternativeText)
    } else if digest != was.digest {
      comparison.add(.picture, "the picture of \(name)", was: "another", now: "of the same numbers")
    }
  }

  package func markdown(at place: OutputPlace) -> [String] {
    var lines = [""]
    if let anchor = place.anchor { lines += [MarkdownText.anchor(anchor), ""] }
    let words = MarkdownText.escaped(place.alternativeText ?? alternativeText)
    lines += ["![\(words)](\(place.picture(file)))", ""]
    if let caption = place.caption { lines += [caption.markdown, ""] }
    return lines
  }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    var html = HTMLText()
    if let anchor = place.anchor { html.mark("<figure id=\"\(escaped(anchor))\">\n") }
    let numbers = numbers(at: place, in: setting)
    if numbers.bytes.isEmpty {
      html.mark(image(at: place, in: setting))
    } else {
      html.mark("<div class=\"plot\"\(plotAttributes)>\n")
      html.mark(image(at: place, in: setting))
      html.mark("</div>\n")
      html.mark(numbers)
    }
    if let caption = place.caption {
      html.mark("<figcaption>\(caption.html(in: setting))</figcaption>\n</figure>\n")
    }
    return html
  }

  /// The picture alone.
  func image(at place: OutputPlace, in setting: HTMLSetting) -> String {
    let words = escaped(place.alternativeText ?? alternativeText)
    return "<img src=\"\(escaped(siteAddress(place.picture(file))))\" alt=\"\(words)\""
      + "\(setting.size(of: file)) loading=\"lazy\">\n"
  }
}

extension [FigureOutput.Series] {
  /// Compares the numbers behind a figure. Returns whether there are as many series as before.
  func compare(
    with was: [FigureOutput.Series], _ name: String, in comparison: inout BlockComparison
  ) -> Bool {
    guard count == was.count else {
      comparison.add(
        .series, "the number of series of \(name)", was: "\(was.count)", now: "\(count)")
      return false
    }
    for (index, pair) in zip(self, was).enumerated() {
      pair.0.compare(
        with: pair.1, "series \(index + 1) (\"\(pair.1.name)\") of \(name)", in: &comparison)
    }
    return true
  }
}

extension FigureOutput.Series {
  fileprivate func compare(
    with was: FigureOutput.Series, _ name: String, in comparison: inout BlockComparison
  ) {
    let tolerance = comparison.tolerance
    if self.name != was.name {
      comparison.add(.series, "the name of \(name)", wasText: was.name, nowText: self.name)
    }
    guard count == was.count, x.count == was.x.count else {
      comparison.add(
        .series, "the length of \(name)", was: "\(was.count) points", now: "\(count) points")
      return
    }
    // Points far below the largest one cannot be told apart in the figure or in rounding errors.
    let scales = [scale(was.x), scale(was.y)]
    for point in was.x.indices {
      for (axis, values) in [(x, was.x), (y, was.y)].enumerated() {
        let (nowValue, wasValue) = (values.0[point], values.1[point])
        guard !tolerance.agree(nowValue, wasValue, scale: scales[axis]) else { continue }
        comparison.add(
          .series, "point \(point + 1) of \(name)", was: "\(axis == 0 ? "x" : "y") = \(wasValue)",
          now: "\(nowValue)", allowed: tolerance.words)
        return
      }
    }
    if !tolerance.agree(mean, was.mean, scale: scales[1]) {
      comparison.add(
        .series, "the mean of \(name)", was: "\(was.mean)", now: "\(mean)",
        allowed: tolerance.words)
    }
  }

  private func scale(_ values: [Double]) -> Double {
    1e-3 * values.reduce(0) { $1.isFinite ? Swift.max($0, abs($1)) : $0 }
  }
}
