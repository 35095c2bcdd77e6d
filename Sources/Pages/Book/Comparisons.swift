import Literate
import Trace

/// What code in other libraries came to, beside one chapter.
public struct Comparisons: Sendable {
  /// What its blocks of Python came to.
  public var same: SameRecord?
  /// What came of doing its headlines again.
  public var again: AgainRecord?

  public init(same: SameRecord? = nil, again: AgainRecord? = nil) {
    self.same = same
    self.again = again
  }
}

extension Comparisons {
  /// What stands under a block of Python: with which libraries it agreed, when and in what.
  func note(on block: SameBlock, in chapter: Chapter) -> [Words] {
    let command = Words.code("./build.sh same \(chapter.id)")
    guard let entry = same?[block.name] else {
      return [.text("Not yet compared: "), command, .text(" runs it against this page.")]
    }
    let run = entry.run
    let isOld = run.chapter != chapter.codeDigest || run.code != digest(of: block.literal)
    let numbers = entry.numbers.map { number in
      "\(number.name.split(separator: "-").joined(separator: " ")) "
        + "\(shown(number.ours)) = \(shown(number.theirs))"
    }.joined(separator: ", ")
    return
      (isOld ? [.strong([.text("As of earlier code:")]), .text(" agreed")] : [.text("Agreed")])
      + [
        .text(" with \(run.words) on \(run.date): \(numbers). "), command, .text(" compares anew."),
      ]
  }

  /// What stands at the end of a chapter whose headlines were done again; nil where none was.
  func noteOnAgain(in chapter: Chapter) -> [Words]? {
    guard let again else { return nil }
    let isOld = again.run.chapter != chapter.codeDigest
    return (isOld ? [.strong([.text("As of earlier code:")]), .text(" done")] : [.text("Done")])
      + [
        .text(" again by other code, with \(again.run.words), on \(again.run.date): "),
        .link(again.summary, to: "\(DoneAgain.page).md#\(chapter.id)"), .text("."),
      ]
  }
}

/// A value as these notes show it, to four digits.
func shown(_ value: Value) -> String {
  guard case .float = value else { return value.string(nil) }
  return value.string(NumberFormat("%.4g"))
}
