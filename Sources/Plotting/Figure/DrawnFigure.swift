/// A figure as a picture, with what a page has to know of it.
package struct DrawnFigure: Sendable {
  /// The PNG file.
  package let png: [UInt8]
  /// The size at which it is shown, in pixels of the page; the file has more.
  package let width: Int
  package let height: Int
  /// The plots on it, their areas in these pixels.
  package let plots: [(area: Rectangle, plot: Plot)]
}

extension Figure {
  /// The figure as a PNG file, for a light or a dark page.
  ///
  /// There are two pixels to each that a page shows, for dense screens, and the file says so. A file
  /// has at most 256 colours where that cannot be seen, and every pixel exactly where it can.
  public func png(theme: Theme = .light) -> [UInt8] { drawn(theme: theme).png }

  /// The figure drawn for a page.
  package func drawn(theme: Theme = .light) -> DrawnFigure {
    let density = Density.page
    let page = Page(self, theme: theme).laidOut()
    let canvas = page.canvas(theme: theme, density: density)
    return DrawnFigure(
      png: canvas.png(pixelsPerInch: density.pixelsPerInch, reducingColors: true),
      width: canvas.pixelWidth / density.fineness, height: canvas.pixelHeight / density.fineness,
      plots: page.plots.map { plot in
        let (shown, area) = (density.shown, plot.area)
        return (
          Rectangle(
            x: area.x * shown, y: area.y * shown, width: area.width * shown,
            height: area.height * shown), plot
        )
      })
  }

  /// The figure drawn, before it is encoded.
  package func canvas(theme: Theme = .light, density: Density = .page) -> Canvas {
    Page(self, theme: theme).laidOut().canvas(theme: theme, density: density)
  }

  /// The numbers behind the figure, mark by mark, as they are kept in a chapter's records.
  public var series: [Series] {
    if let grid { return grid.panels.flatMap(\.series) }
    return marks.flatMap(\.series)
  }
}

extension LaidOutPage {
  /// The sheet drawn.
  package func canvas(theme: Theme, density: Density) -> Canvas {
    let canvas = Canvas(
      width: density.whole(width), height: density.whole(height), scale: density.pixelsPerPoint,
      background: theme.background)
    canvas.draw(sheet.items)
    return canvas
  }
}
