import Literate
import Trace

/// The claims ledger: what people say, chapter by chapter, with the answer, the verdict and the way
/// to the evidence.
package struct Ledger {
  package static let title = "Claims, tested"
  package static let introduction =
    "What is often said about machine learning, put to tests that could have failed. First the "
    + "answer in a sentence; then the verdict, which follows from an effect and the interval in which "
    + "luck would let it lie; then the claim as it was tested, which leads to its experiment."
  package static let columns = ["", "What is said", "Answer", "Verdict", "Tested as"]
  package static let ownWords = "of the chapter's own"
  /// The heading of chapters before the first part that has sayings.
  package static let opening = "Before you start"
  package static let unanswered = "not answered yet"
  package static let empty = "No claim has been tested yet."

  /// A saying with one of the claims that answer it.
  package struct Row {
    /// Nil for a claim that answers no saying.
    package var saying: Sayings.Entry?
    /// Nil for a saying that no claim answers.
    package var finding: Finding?
  }

  /// What one chapter says.
  package struct Section {
    package var chapter: Chapter
    /// The heading of the part that begins with it, if one does.
    package var part: String?
    package var rows: [Row]
  }

  /// The chapters that have sayings or claims; none before the first claim was tested.
  package let sections: [Section]
  /// How many sayings are answered and what came of the claims, in sentences.
  package let summary: String

  /// - Parameter records: The records of the chapters that have one, by the chapter's id.
  package init(_ book: Book, records: [String: ChapterRecord]) {
    var sections: [Section] = []
    var part = ""
    for chapter in book.chapters {
      let findings = records[chapter.id].map { book.findings(of: chapter, $0) } ?? []
      let rows = Ledger.rows(of: chapter, findings, book.sayings)
      guard !rows.isEmpty else { continue }
      let named = book.sayings.entries.first {
        !$0.isMistake && $0.chapters.first == chapter.id
      }?.part
      let heading = named ?? (part.isEmpty ? Ledger.opening : nil)
      sections.append(
        Section(chapter: chapter, part: heading == part ? nil : heading, rows: rows))
      part = heading ?? part
    }
    if sections.allSatisfy({ $0.rows.allSatisfy { $0.finding == nil } }) { sections = [] }
    self.sections = sections
    summary = Ledger.summary(of: sections.flatMap(\.rows))
  }

  /// The chapter's sayings with their claims, and then its other claims.
  private static func rows(
    of chapter: Chapter, _ findings: [Finding], _ sayings: Sayings
  ) -> [Row] {
    var answers: [String: [Finding]] = [:]
    var own: [Finding] = []
    for (block, findings) in Dictionary(grouping: findings, by: \.block) {
      let ids = (chapter.block(block)?.answers ?? []).filter { sayings.entry($0) != nil }
      if ids.isEmpty { own += findings }
      for (index, id) in ids.enumerated() {
        // As many claims as sayings answer them one by one.
        answers[id, default: []] +=
          ids.count == findings.count ? [findings[index]] : findings
      }
    }
    func place(_ finding: Finding) -> Int {
      findings.firstIndex { $0.block == finding.block && $0.ordinal == finding.ordinal } ?? 0
    }
    let answered = sayings.entries.filter { saying in
      answers[saying.id] != nil || saying.chapters.contains(chapter.id) && !saying.isMistake
    }
    return answered.flatMap { saying -> [Row] in
      let found = answers[saying.id] ?? []
      if found.isEmpty { return [Row(saying: saying, finding: nil)] }
      return found.sorted { place($0) < place($1) }.map { Row(saying: saying, finding: $0) }
    } + own.sorted { place($0) < place($1) }.map { Row(saying: nil, finding: $0) }
  }

  private static func summary(of rows: [Row]) -> String {
    let said = Set(rows.compactMap(\.saying?.id))
    let answered = Set(rows.filter { $0.finding != nil }.compactMap(\.saying?.id))
    // A claim that answers two sayings is one claim.
    var claims: [String: Finding] = [:]
    for row in rows {
      guard let finding = row.finding else { continue }
      claims["\(finding.block) \(finding.ordinal) \(finding.claim.text)"] = finding
    }
    func sentence(_ whole: String, _ count: Int, _ parts: [(String, Int)]) -> String {
      let words = parts.map { "\($0): \($1)" }.joined(separator: ", ")
      return count == 0 ? "" : "\(whole): \(count), of which \(words). "
    }
    let found = claims.values
    let text =
      sentence("Sayings of the chapters written so far", said.count, [("answered", answered.count)])
      + sentence(
        "Claims", found.count,
        [Verdict.holds, .depends, .doesNotHold, .tooSmallToTell].map { verdict in
          (verdict.rawValue, found.count { $0.claim.counted($0.standing) == verdict })
        })
      + sentence(
        "Tried with other seeds", found.count { $0.standing != nil },
        [("turned", found.count { $0.standing?.turns == true })])
    return String(text.dropLast())
  }
}
