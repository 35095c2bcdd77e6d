extension Figure {
  /// The figure as a PNG file, for a light or a dark page.
  ///
  /// There are two pixels to the point, for dense screens, and the file says so: shown at its
  /// physical size the figure is as wide as a book's page. The file holds every pixel exactly.
  public func png(theme: Theme = .light) -> [UInt8] {
    canvas(theme: theme).png(pixelsPerInch: 144)
  }

  /// The figure drawn, before it is encoded.
  package func canvas(theme: Theme = .light, scale: Double = 2) -> Canvas {
    let (width, height, sheet) = Page(self, theme: theme).laidOut()
    let canvas = Canvas(width: width, height: height, scale: scale, background: theme.background)
    canvas.draw(sheet.items)
    return canvas
  }

  /// The numbers behind the figure, mark by mark, as they are kept in a chapter's records.
  public var series: [Series] {
    if let grid { return grid.panels.flatMap(\.series) }
    return marks.flatMap(\.series)
  }
}
