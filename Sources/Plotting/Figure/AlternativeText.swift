extension Figure {
  /// What the figure shows, in sentences for those who do not see it: the author's, or else made
  /// from the data.
  public var alternativeText: String {
    if let alternative { return alternative }
    if let grid {
      let title = title.isEmpty ? "" : Figure.ended(Markup.plain(title)) + " "
      let panels = grid.panels.enumerated().map {
        "Panel \($0.offset + 1): \($0.element.alternativeText)"
      }
      return title + "\(grid.panels.count) panels. " + panels.joined(separator: " ")
    }
    var sentences = title.isEmpty ? [] : [Figure.ended(Markup.plain(title))]
    let panel = Panel(self, theme: .light, titleSize: TypeSize.title)
    sentences += axisSentence(panel)
    let names = AxisNames(
      x: x.label.isEmpty ? "x" : Markup.plain(x.label),
      y: y.label.isEmpty ? "y" : Markup.plain(y.label), isLogX: panel.x.kind == .logarithmic,
      isLogY: panel.y.kind == .logarithmic)
    let told = marks.flatMap { $0.sentences(names) }
    sentences += told.isEmpty ? ["There is nothing to see."] : told.prefix(12)
    if told.count > 12 { sentences.append("And \(told.count - 12) more.") }
    let note = panel.note(in: Rectangle(x: 0, y: 0, width: 100, height: 100))
    if let note { sentences.append(Figure.ended(note)) }
    return sentences.joined(separator: " ")
  }

  /// What the axes measure and from where to where they run.
  private func axisSentence(_ panel: Panel) -> [String] {
    if panel.isBare { return [] }
    let extents = Panel.extents(self)
    let parts = [
      Figure.description("x", x, panel.x, extents.x),
      Figure.description("y", y, panel.y, extents.y),
    ].compactMap { $0 }
    return parts.isEmpty ? [] : [Figure.ended(parts.joined(separator: "; "))]
  }

  private static func description(
    _ name: String, _ options: AxisOptions, _ scale: Scale, _ extent: Extent
  ) -> String? {
    guard !options.isHidden else { return nil }
    let what = options.label.isEmpty ? name : "\(name): \(Markup.plain(options.label))"
    // The numbers of cells say nothing that their count does not.
    let isNumbered = extent.isTight && extent.isWhole
    if case .category = scale.kind { return options.label.isEmpty ? nil : what }
    guard !isNumbered, !extent.isEmpty || options.range != nil else {
      return options.label.isEmpty ? nil : what
    }
    let isLog = scale.kind == .logarithmic
    let low = options.range?.lowerBound ?? (isLog ? extent.lowestPositive : extent.lowest)
    let high = options.range?.upperBound ?? extent.highest
    guard low.isFinite, high.isFinite else { return nil }
    return what + (options.label.isEmpty ? "" : ",")
      + " from \(NumberText.short(low)) to \(NumberText.short(high))"
      + (isLog ? " on a logarithmic axis" : "")
  }

  /// A text with a full stop, unless it ends a sentence already.
  private static func ended(_ text: String) -> String {
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }
}
