import Literate
import Trace

/// How a verdict fares with other seeds, as pages say it.
public struct Standing: Equatable, Sendable {
  /// "the same with 5 of 5 other seeds"
  public var words: String
  /// Whether another seed gives another verdict: then it counts as too small to tell.
  public var turns: Bool

  public init(words: String, turns: Bool) {
    self.words = words
    self.turns = turns
  }
}

extension Replication {
  /// How the verdict on a claim of the record fares; nil where other seeds have not been tried.
  ///
  /// - Parameter code: The digest of the block's code as it is now. What runs of earlier code say is
  ///   marked, and takes no verdict back.
  public func standing(
    of claim: ClaimOutput, in block: String, ordinal: Int, code: String
  ) -> Standing? {
    guard let found = self.claim(of: block, ordinal: ordinal) else { return nil }
    guard found.code == code, found.verdict == claim.verdict else {
      return Standing(words: found.words + " (as of earlier code)", turns: false)
    }
    return Standing(words: found.words, turns: found.tally.turns)
  }
}

extension Replication {
  /// Whether its runs are of the code that the chapter has now, as far as claims and gates go.
  public func isCurrent(for chapter: Chapter) -> Bool {
    let hashes = CodeHashes(chapter)
    let codes = claims.map { ($0.block, $0.code) } + gates.map { ($0.block, $0.code) }
    return codes.allSatisfy { id, code in
      chapter.block(id).map { hashes.hash(of: $0) } == code
    }
  }
}

extension ClaimOutput {
  /// What the verdict counts as.
  public func counted(_ standing: Standing?) -> Verdict {
    standing?.turns == true ? .tooSmallToTell : verdict
  }

  /// The verdict in words, and what other seeds say of it.
  package func conclusion(_ standing: Standing?) -> (verdict: String, note: String) {
    guard let standing else { return (verdict.rawValue, "") }
    guard standing.turns else { return (verdict.rawValue, standing.words) }
    return (
      "turns with the seed",
      "and so counts as too small to tell: \(verdict.rawValue) here, \(standing.words)"
    )
  }
}

/// A claim of a record with its place and how its verdict fares.
public struct Finding: Sendable {
  public var claim: ClaimOutput
  public var block: String
  /// Which of the block's claims it is, from 1.
  public var ordinal: Int
  public var standing: Standing?
}

extension Book {
  /// Every claim of a chapter's record, in order.
  public func findings(of chapter: Chapter, _ record: ChapterRecord) -> [Finding] {
    let hashes = CodeHashes(chapter)
    let replication = replications[chapter.id]
    return record.blocks.flatMap { entry in
      entry.outputs(of: ClaimOutput.self).enumerated().map { index, claim in
        Finding(
          claim: claim, block: entry.id, ordinal: index + 1,
          standing: chapter.block(entry.id).flatMap { block in
            replication?.standing(
              of: claim, in: entry.id, ordinal: index + 1, code: hashes.hash(of: block))
          })
      }
    }
  }
}
