import Trace

/// Numbers stand in the prose, which names them; where the block stands nothing is shown.
extension NumberOutput: PageOutput {
  package static var noun: String { "number" }
  package static var isShown: Bool { false }

  package var words: String { "the number `\(name)`" }
  package var summary: String { value.string(nil) }

  /// Numbers are compared by their names, whatever order they come in.
  package static func compare(
    _ now: [NumberOutput], with was: [NumberOutput], in comparison: inout BlockComparison
  ) {
    for number in was {
      guard let fresh = now.first(where: { $0.name == number.name }) else {
        comparison.add(.missing, number.words, was: number.summary)
        continue
      }
      fresh.compare(with: number, number.words, in: &comparison)
    }
    for number in now where !was.contains(where: { $0.name == number.name }) {
      comparison.add(.extra, number.words, now: number.summary)
    }
  }

  package func compare(
    with was: NumberOutput, _ name: String, in comparison: inout BlockComparison
  ) {
    guard !comparison.tolerance.agree(value, was.value) else { return }
    comparison.add(
      .number, name, was: was.summary, now: summary, allowed: comparison.allowance(for: was.value))
  }

  package func markdown(at place: OutputPlace) -> [String] { [] }

  package func html(at place: OutputPlace, in setting: HTMLSetting) -> HTMLText { HTMLText() }
}
