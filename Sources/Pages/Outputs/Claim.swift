import Trace

/// Claims with their evidence and verdict.
extension ClaimOutput: PageOutput {
  package static var noun: String { "claim" }

  package var summary: String { "\"\(text)\"" }

  package func compare(with was: ClaimOutput, _: String, in comparison: inout BlockComparison) {
    let name = "the claim \(quoted(was.text))"
    if text != was.text {
      comparison.add(.claim, "a claim's words", wasText: was.text, nowText: text)
    }
    if !PrintedText.agree(answer, was.answer, comparison.tolerance) {
      comparison.add(
        .claim, "the answer to \(quoted(was.text))", wasText: was.answer, nowText: answer)
    }
    if verdict != was.verdict {
      comparison.add(
        .claim, "the verdict on \(quoted(was.text))", was: was.verdict.rawValue,
        now: verdict.rawValue)
    }
    guard conditions.map(\.name) == was.conditions.map(\.name) else {
      comparison.add(
        .claim, "the conditions of \(name)",
        was: was.conditions.map(\.name).joined(separator: ", "),
        now: conditions.map(\.name).joined(separator: ", "))
      return
    }
    for (now, was) in zip(conditions, was.conditions) {
      now.compare(with: was, name, in: &comparison)
    }
  }

  package func markdown(at place: OutputPlace) -> [String] {
    let (verdict, note) = conclusion(place.standing)
    let quotation =
      (answer.isEmpty ? [] : ["**Answer.** \(MarkdownText.escaped(answer))", ""])
      + ["**Claim.** \(MarkdownText.escaped(text))", ""] + MarkdownText.table(evidence)
      + ["", note.isEmpty ? "**Verdict: \(verdict).**" : "**Verdict: \(verdict)**, \(note)."]
    return ["", MarkdownText.anchor(claimAnchor(place.block, place.ordinal)), ""]
      + quotation.map { $0.isEmpty ? ">" : "> \($0)" } + [""]
  }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText {
    let anchor = identifier(claimAnchor(place.block, place.ordinal))
    let (verdict, note) = conclusion(place.standing)
    let mark = counted(place.standing).mark
    var html = HTMLText("<section class=\"claim \(mark)\" id=\"\(escaped(anchor))\" ")
    html.mark("aria-label=\"Claim\">\n")
    if !answer.isEmpty {
      html.mark("<p class=\"answer\"><strong>Answer.</strong> \(escaped(answer))</p>\n")
    }
    html.mark("<p class=\"kind\">Claim\(anchorLink(anchor, "this claim"))</p>\n")
    html.mark("<p class=\"words\">\(escaped(text))</p>\n")
    html.mark(TableHTML.table(evidence))
    html.mark("<p class=\"verdict\">Verdict: <strong>\(verdict)</strong>")
    html.mark(note.isEmpty ? "</p>\n" : ", \(escaped(note))</p>\n")
    html.mark("</section>\n")
    return html
  }
}

extension ClaimOutput.Condition {
  fileprivate func compare(
    with was: ClaimOutput.Condition, _ claim: String, in comparison: inout BlockComparison
  ) {
    let tolerance = comparison.tolerance
    let place = "under \"\(was.name)\" of \(claim)"
    if verdict != was.verdict {
      comparison.add(
        .claim, "the verdict \(place)", was: was.verdict.rawValue, now: verdict.rawValue)
    }
    if isExact != was.isExact || !PrintedText.agree(threshold, was.threshold, tolerance) {
      comparison.add(
        .claim, "the threshold \(place)", wasText: was.asked, nowText: asked)
    }
    if !tolerance.agree(effect, was.effect) {
      comparison.add(
        .claim, "the effect \(place)", was: "\(was.effect)", now: "\(effect)",
        allowed: tolerance.words)
    }
    let scale = abs(was.effect.isFinite ? was.effect : 0)
    if (interval == nil) != (was.interval == nil)
      || !zip(ends, was.ends).allSatisfy({ tolerance.agree($0, $1, scale: scale) })
    {
      comparison.add(
        .claim, "the interval \(place)", was: was.interval.map { "\($0)" } ?? "none",
        now: interval.map { "\($0)" } ?? "none", allowed: tolerance.words)
    }
  }

  /// What is asked of the effect, and whether luck is involved.
  private var asked: String { threshold + (isExact ? ", exact" : "") }

  private var ends: [Double] { interval.map { [$0.lowerBound, $0.upperBound] } ?? [] }
}

extension Verdict {
  /// The class that gives a verdict its colour.
  package var mark: String {
    switch self {
    case .holds: "holds"
    case .doesNotHold: "fails"
    case .depends: "depends"
    case .tooSmallToTell: "open"
    }
  }
}

/// The name of the place where a claim stands on its page.
package func claimAnchor(_ block: String, _ number: Int) -> String {
  number == 1 ? "claim-\(block)" : "claim-\(block)-\(number)"
}
