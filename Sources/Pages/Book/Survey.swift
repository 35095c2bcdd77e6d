import Literate

/// What the contents page says of the book and of each chapter.
package struct Survey {
  package static let title = "The Ladder"
  package static let summary = "A book about machine learning that runs."
  package static let introduction =
    summary + " Every number, table and figure on these pages was produced by the code beside it."

  /// "about 8 seconds, 120 MB"
  package static func cost(of record: ChapterRecord?) -> String {
    guard let record else { return "not yet run" }
    return "\(Costs.time(record.cost.seconds)), \(Costs.memory(record.cost.peakMemory))"
  }

  /// "tensors, broadcasting"
  package static func teaches(_ chapter: Chapter) -> String {
    chapter.teaches.map(\.words).joined(separator: ", ")
  }
}
