import Trace

/// Notes in small type.
extension FootnoteOutput: PageOutput {
  package static var noun: String { "footnote" }

  package var summary: String { quoted(text) }

  package func compare(
    with was: FootnoteOutput, _ name: String, in comparison: inout BlockComparison
  ) {
    guard !PrintedText.agree(text, was.text, comparison.tolerance) else { return }
    comparison.add(.text, name, wasText: was.text, nowText: text)
  }

  package func markdown(at place: OutputPlace) -> [String] {
    ["", "<sub>\(MarkdownText.escaped(text))</sub>", ""]
  }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    HTMLText("<p class=\"aside\">\(escaped(text))</p>\n")
  }
}
