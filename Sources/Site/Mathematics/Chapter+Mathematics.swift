import Literate

extension Chapter {
  /// What KaTeX would not draw in the chapter's mathematics, each at its place.
  package var mathematicsProblems: [Diagnostic] {
    mathematics.compactMap { formula in
      guard let found = TeXReader.problem(in: formula.tex, isDisplayed: formula.isBlock) else {
        return nil
      }
      return diagnostic(
        .error, at: place(of: found.offset, in: formula), "mathematics: \(found.message)",
        help: found.help)
    }
  }

  /// Where a byte of the TeX stands in the file.
  private func place(of offset: Int, in formula: Mathematics) -> SourcePosition {
    guard formula.isBlock else {
      // Two marks stand before the TeX of a line.
      return source.position(at: formula.range.lower.offset + 2 + offset)
    }
    let before = formula.tex.utf8.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    let block = blocks.first { $0.range == formula.range }
    let columns = block?.columns ?? []
    let first = columns.indices.contains(line) ? columns[line] : 1
    return source.position(line: formula.range.lower.line + 1 + line, column: first + column)
  }
}
