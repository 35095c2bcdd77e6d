import Trace

/// Figures that change in time: where a page cannot play them it shows the strip of telling moments,
/// which is a figure like any other.
extension FramesOutput: PageOutput {
  package static var noun: String { "film" }
  package static var numberedAmong: NumberedSeries? { .figure }
  package static var script: String? { "frames.js" }

  package var summary: String { "the film \(film.file) of \(film.count) moments" }
  package var pictures: [Picture] {
    strip.pictures + [Picture(file: film.file, digest: film.digest)]
  }
  package var spokenText: String? { strip.alternativeText }

  /// The numbers of the telling moments are compared as those of a figure are, and then the film.
  package func compare(with was: FramesOutput, _ name: String, in comparison: inout BlockComparison)
  {
    let before = comparison.found.count
    strip.compare(with: was.strip, "the strip of \(name)", in: &comparison)
    if film.count != was.film.count {
      comparison.add(
        .series, "the length of \(name)", was: "\(was.film.count) moments",
        now: "\(film.count) moments")
    }
    if film.seconds != was.film.seconds {
      comparison.add(
        .picture, "the time that a moment of \(name) is shown", was: "\(was.film.seconds) s",
        now: "\(film.seconds) s")
    }
    guard comparison.found.count == before, !comparison.tolerance.isAny else { return }
    if strip == was.strip, film.digest != was.film.digest {
      comparison.add(.picture, "the picture of \(name)", was: "another", now: "of the same numbers")
    }
  }

  package func markdown(at place: OutputPlace) -> [String] { strip.markdown(at: place) }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    var html = HTMLText()
    if let anchor = place.anchor { html.mark("<figure id=\"\(escaped(anchor))\">\n") }
    html.mark(
      "<div class=\"frames\" data-film=\"\(escaped(siteAddress(place.picture(film.file))))\"")
    html.mark(" data-frame=\"\(film.width) \(film.height)\" data-shown=\"\(film.shown.width)\"")
    html.mark(" data-seconds=\"\(film.seconds)\" data-parts=\"\(parts)\">\n")
    html.mark(strip.image(at: place, in: setting))
    html.mark("</div>\n")
    html.mark(strip.numbers(at: place, in: setting))
    if let caption = place.caption {
      html.mark("<figcaption>\(caption.html(in: setting))</figcaption>\n</figure>\n")
    }
    return html
  }

  /// What changed from moment to moment, as the player reads it.
  private var parts: String {
    film.parts.map {
      "\($0.x) \($0.y) \($0.width) \($0.height) \($0.left) \($0.top)"
    }.joined(separator: ";")
  }
}
