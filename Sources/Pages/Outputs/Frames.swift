import Trace

/// Figures that change in time: a strip of the telling moments, which is a figure like any other, and
/// a film of all of them, which the HTML edition may play.
extension FramesOutput: PageOutput {
  package static var noun: String { "moving figure" }
  package static var numberedAmong: NumberedSeries? { .figure }

  package var summary: String { "\(film.count) frames, \(strip.file)" }
  package var pictures: [Picture] {
    strip.pictures + [Picture(file: film.file, digest: film.digest)]
  }
  package var spokenText: String? { strip.spokenText }

  package func compare(
    with was: FramesOutput, _ name: String, in comparison: inout BlockComparison
  ) {
    let before = comparison.found.count
    strip.compare(with: was.strip, name, in: &comparison)
    if film.count != was.film.count {
      comparison.add(
        .series, "the number of frames of \(name)", was: "\(was.film.count)", now: "\(film.count)")
    }
    guard comparison.found.count == before, !comparison.tolerance.isAny else { return }
    // The strip's numbers stand for those of all frames: where they are the same, so is the film.
    guard strip.series == was.strip.series, film != was.film else { return }
    comparison.add(.picture, "the film of \(name)", was: "another", now: "of the same numbers")
  }

  package func markdown(at place: OutputPlace) -> [String] { strip.markdown(at: place) }

  /// The strip, with what a script needs to play the film in its stead.
  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    let parts = film.parts.map { part in
      [part.x, part.y, part.width, part.height, part.left, part.top].map(String.init)
        .joined(separator: " ")
    }
    var html = HTMLText()
    html.mark("<div class=\"frames\" data-film=\"")
    html.mark(escaped(siteAddress(place.picture(film.file))))
    html.mark("\" data-frame=\"\(film.width) \(film.height)\"")
    html.mark(" data-shown=\"\(film.shown.width) \(film.shown.height)\"")
    html.mark(" data-seconds=\"\(film.seconds)\" data-parts=\"\(parts.joined(separator: ","))\">\n")
    html.mark(strip.html(at: place, in: setting))
    html.mark("</div>\n")
    return html
  }
}
