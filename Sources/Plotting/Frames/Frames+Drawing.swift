/// Frames as pictures: a strip for pages that cannot play them, and a film for those that can.
package struct DrawnFrames: Sendable {
  /// The telling frames side by side.
  package let strip: DrawnFigure
  package let film: Film
  /// The size at which a frame is shown, in pixels of the page.
  package let width: Int
  package let height: Int
}

extension Frames {
  /// The most bytes that strip and film may have together.
  package static let mostBytes = 300_000
  /// The most pixels of a film: what a browser unpacks at once.
  private static let mostPixels = 24_000_000

  /// The frames drawn for a page, in as many pixels as their bytes allow.
  package func drawn(theme: Theme = .light, mostBytes: Int = Frames.mostBytes) throws -> DrawnFrames
  {
    let figures = aligned
    let strip = strip.drawn(theme: theme)
    var bytes = 0
    // Pixels for dense screens where they fit, and the page's own where they do not.
    for fineness in Set([Density.page.fineness, 1]).sorted(by: >) {
      let density = Density(shown: Density.page.shown, fineness: fineness)
      guard let film = try film(of: figures, theme: theme, density: density) else { continue }
      bytes = strip.png.count + film.png.count
      if bytes <= mostBytes {
        return DrawnFrames(
          strip: strip, film: film, width: film.width / fineness, height: film.height / fineness)
      }
    }
    let found = bytes == 0 ? "too many pixels change" : "they take \(bytes) bytes"
    throw PlottingError(
      "drawing \(figures.count) frames: \(found), and \(mostBytes) bytes are the most; draw fewer, "
        + "smaller or plainer ones")
  }

  /// The telling frames as one figure.
  package var strip: Figure {
    let figures = aligned
    let grid = figures[0].grid
    return Figure.grid(
      columns: grid?.columns ?? (telling.count == 4 ? 2 : min(telling.count, 3)),
      sharingX: grid?.sharesX ?? true, sharingY: grid?.sharesY ?? true
    ) {
      for number in telling { figures[number].automaticLegend }
    }
  }

  /// All frames in one picture; nil where it would have too many pixels.
  private func film(of figures: [Figure], theme: Theme, density: Density) throws -> Film? {
    var cutter: FilmCutter?
    var plots: [Rectangle] = []
    for (number, figure) in figures.enumerated() {
      let page = Page(figure, theme: theme).laidOut()
      let canvas = page.canvas(theme: theme, density: density)
      let colors = canvas.colors
      guard cutter != nil else {
        plots = page.plots.map(\.area)
        cutter = FilmCutter(width: canvas.pixelWidth, height: canvas.pixelHeight, colors)
        continue
      }
      guard page.plots.map(\.area) == plots, cutter?.holds(colors) == true else {
        throw PlottingError(
          "drawing frames: frame \(number) is laid out otherwise than the first; give all the same "
            + "labels, and titles of as many lines")
      }
      cutter?.add(colors)
      if let pixels = cutter?.pixels, pixels > Frames.mostPixels { return nil }
    }
    return cutter?.film(pixelsPerInch: density.pixelsPerInch)
  }
}

extension Figure {
  /// The same figure with its legend where it finds room: in a strip nothing moves.
  fileprivate var automaticLegend: Figure {
    changing { if $0.legend == .above { $0.legend = .automatic } }
  }
}
