import Literate
import Trace

extension PageBuilder {
  mutating func addReferences() {
    for reference in chapter.references {
      let words = chapter.source.text(in: reference.textRange)
      switch reference.kind {
      case .section:
        guard chapter.block(reference.target) != nil else { continue }
        add(reference.range, .reference(words: words, number: nil, to: .block(reference.target)))
      case .chapter:
        guard let other = book.chapter(reference.target) else {
          tell(reference.range.lower, "there is no chapter '\(reference.target)'")
          continue
        }
        add(reference.range, .reference(words: words, number: other.number, to: .chapter(other)))
      case .figure, .table, .equation, .exercise:
        if let number = numbering[reference.target] {
          add(
            reference.range, .reference(words: words, number: number, to: .place(reference.target)))
        } else if !chapter.headings.contains(where: { $0.anchor == reference.target }) {
          tellMissing(reference)
        }
      }
    }
  }

  private mutating func tellMissing(_ reference: Reference) {
    let block = chapter.block(reference.blockName)
    // A result that nobody has recorded yet is not the fault of the text.
    if let block, block.isNotAlwaysRun, record?[block.id] == nil { return }
    tell(
      reference.range.lower,
      block == nil
        ? "there is no \(reference.kind.rawValue) '\(reference.target)'"
        : "block `\(reference.blockName)` shows no \(reference.kind.rawValue)",
      "refer to something that is shown, or show it")
  }

  /// A number that nothing recorded stands as the author wrote it.
  mutating func addNumbers() {
    for bound in chapter.numbers {
      guard let (value, block) = record?.number(bound.name) else {
        let help = nearest(to: bound.name, in: record?.numberNames ?? []).map {
          "did you mean '\($0)'?"
        }
        tell(bound.range.lower, "no block records the number '\(bound.name)'", help)
        add(bound.range, .number(bound.text, name: bound.name, block: nil))
        continue
      }
      let text = value.string(bound.format.flatMap { NumberFormat($0) })
      add(bound.range, .number(text, name: bound.name, block: block))
    }
  }
}
