extension Findings {
  /// Links and pictures that lead to files: in Markdown, and in raw HTML.
  mutating func checkLinks(chapters: [Chapter], holds: ((String) -> Bool)?) {
    var checker = LinkTarget.Checker(chapter: chapter, chapters: chapters, holds: holds)
    for link in chapter.links {
      check(link.destination, at: link.range.lower, isPicture: link.isImage, &checker)
    }
    for tag in chapter.htmlTags {
      guard let link = tag.attribute(tag.name == "img" ? "src" : "href") else { continue }
      check(link.value, at: link.range.lower, isPicture: tag.name == "img", &checker)
    }
  }

  private mutating func check(
    _ destination: String, at place: SourcePosition, isPicture: Bool,
    _ checker: inout LinkTarget.Checker
  ) {
    let noun = isPicture ? "picture" : "link"
    switch LinkTarget(destination) {
    case .elsewhere:
      guard isPicture else { return }
      error(
        place, "the picture '\(destination)' would be loaded from elsewhere",
        "the book is read offline: put the picture into the checkout")
    case .nowhere(let reason):
      error(place, "the \(noun) '\(destination)' \(reason)", LinkTarget.advice)
    case .file(let path, let anchor):
      if !checker.holds(path) {
        error(
          place, "the \(noun) '\(destination)' leads to \(path), and there is no such file",
          checker.suggestion(for: path).map { "did you mean '\($0)'?" } ?? LinkTarget.advice)
      } else if let anchor, let anchors = checker.anchors(of: path), !anchors.contains(anchor) {
        error(
          place, "there is no '\(anchor)' on the page \(path)",
          suggestion(anchor, anchors.sorted()) ?? "a heading's target is its text in lower case")
      }
    }
  }

  /// Pictures need words for those who do not see them. Blocks are checked when it is known which
  /// of them show one.
  mutating func checkPictures() {
    let advice = "say between the brackets what those who do not see the picture should know"
    for link in chapter.links where link.isImage && isBlank(link.text) {
      error(link.range.lower, "the picture has no alternative text", advice + ": ![It falls](…)")
    }
    for tag in chapter.htmlTags where tag.name == "img" {
      guard isBlank(tag.attribute("alt")?.value ?? "") else { continue }
      error(
        tag.range.lower, "the picture has no alternative text",
        "say in alt=\"…\" what those who do not see the picture should know")
    }
  }

  private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
