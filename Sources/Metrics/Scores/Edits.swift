/// The changes that make one row of symbols of another, counted: the fewest there are, after
/// Levenshtein. Words of a transcript, letters of a word, anything that can be compared.
///
///     let edits = Edits(from: Array("sitting"), to: Array("kitten"))
///     edits.distance         // 3
///     edits.substitutions    // 2
///     edits.deletions        // 1
///
/// Several ways may take as few. Their kinds are counted on one with the most substitutions, and so
/// the fewest deletions and insertions. It takes as many steps as the product of the two lengths, and
/// the memory of one row.
public struct Edits: Sendable, Equatable {
  /// Symbols that are put in.
  public let insertions: Int
  /// Symbols that are left out.
  public let deletions: Int
  /// Symbols that are exchanged for others.
  public let substitutions: Int
  /// Symbols that stay.
  public let hits: Int

  /// The number of changes.
  public var distance: Int { insertions + deletions + substitutions }

  /// The changes from a reference, what was said, to a transcript, what was understood.
  public init<Symbol: Equatable>(from reference: [Symbol], to transcript: [Symbol]) {
    // The fewest changes from all of the reference so far to each beginning of the transcript, and
    // how many of them are deletions and insertions.
    var row = (0...transcript.count).map { Way(changes: $0, gaps: $0) }
    for (place, symbol) in reference.enumerated() {
      var corner = row[0]
      row[0] = Way(changes: place + 1, gaps: place + 1)
      for other in transcript.indices {
        let across = symbol == transcript[other] ? corner : corner.adding(gap: 0)
        corner = row[other + 1]
        row[other + 1] = min(across, min(corner.adding(gap: 1), row[other].adding(gap: 1)))
      }
    }
    let best = row[transcript.count]
    // Gaps are deletions and insertions, and their difference is that of the lengths.
    deletions = (best.gaps + reference.count - transcript.count) / 2
    insertions = best.gaps - deletions
    substitutions = best.changes - best.gaps
    hits = reference.count - deletions - substitutions
  }

  /// Changes that were counted elsewhere.
  public init(insertions: Int, deletions: Int, substitutions: Int, hits: Int) {
    (self.insertions, self.deletions) = (insertions, deletions)
    (self.substitutions, self.hits) = (substitutions, hits)
  }

  /// The changes of two texts together.
  public static func + (left: Edits, right: Edits) -> Edits {
    Edits(
      insertions: left.insertions + right.insertions, deletions: left.deletions + right.deletions,
      substitutions: left.substitutions + right.substitutions, hits: left.hits + right.hits)
  }
}

/// A way to the place in the table: its changes, and those that are no substitutions.
private struct Way: Comparable {
  var changes: Int
  var gaps: Int

  func adding(gap: Int) -> Way { Way(changes: changes + 1, gaps: gaps + gap) }

  static func < (left: Way, right: Way) -> Bool {
    (left.changes, left.gaps) < (right.changes, right.gaps)
  }
}
