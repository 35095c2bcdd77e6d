import Tensors

/// One round of cross-validation: what to learn from and what to measure on.
public struct Fold: Sendable, Equatable {
  /// Rows to learn from.
  public let train: [Int]
  /// Rows to measure on.
  public let validation: [Int]
}

/// Cross-validation: the rows in `folds` parts, each of which is measured on once by a model that
/// learned from the others.
///
/// ```swift
/// for fold in Folds.stratified(by: digits.labels, folds: 5, repeats: 5, using: &random) {
///   let (train, validation) = (digits.rows(fold.train), digits.rows(fold.validation))
///   …
/// }
/// ```
public enum Folds {
  /// Rows at random, in parts whose sizes differ by one at most. With `repeats`, dealt again that
  /// many times; the folds of the first round come first.
  public static func random(
    count: Int, folds: Int, repeats: Int = 1, using random: inout Random
  ) -> [Fold] {
    required(try check(folds, of: count, "rows"))
    return (0..<repeats).flatMap { _ in
      deal(Tensor.permutation(count, using: &random), into: folds)
    }
  }

  /// Rows at random, such that each class is spread over the folds to within one row.
  public static func stratified(
    by labels: [Int], folds: Int, repeats: Int = 1, using random: inout Random
  ) -> [Fold] {
    required(try check(folds, of: labels.count, "rows"))
    let members = Split.classMembers(labels)
    return (0..<repeats).flatMap { _ in
      // Dealing class after class like cards, without starting again at the first fold, keeps both
      // the classes and the folds even.
      deal(members.flatMap { Split.shuffled($0, using: &random) }, into: folds)
    }
  }

  /// Whole groups at random, the largest first, each to the fold that is smallest so far.
  public static func grouped<Group: Hashable>(
    by groups: [Group], folds: Int, repeats: Int = 1, using random: inout Random
  ) -> [Fold] {
    let members = Split.groupMembers(groups)
    required(try check(folds, of: members.count, "groups"))
    return (0..<repeats).flatMap { _ in
      let shuffled = Tensor.permutation(members.count, using: &random).map { members[$0] }
      let bySize = shuffled.indices.sorted {
        (shuffled[$1].count, $0) < (shuffled[$0].count, $1)
      }
      var parts = [[Int]](repeating: [], count: folds)
      for place in bySize {
        let smallest = parts.indices.min { parts[$0].count < parts[$1].count }!
        parts[smallest] += shuffled[place]
      }
      return leavingOneOut(parts)
    }
  }

  /// Always measuring on what comes next: the rows in `folds + 1` stretches of time, and fold `i`
  /// learns from the first `i + 1` of them and measures on the one that follows.
  public static func byTime(_ times: [Double], folds: Int) -> [Fold] {
    let moments = Set(times).sorted()
    required(try check(folds + 1, of: moments.count, "different times"))
    let rows = Dictionary(grouping: times.indices) { times[$0] }
    let stretches = (0...folds).map { stretch in
      let start = moments.count * stretch / (folds + 1)
      let end = moments.count * (stretch + 1) / (folds + 1)
      return moments[start..<end].flatMap { rows[$0]! }
    }
    return (1...folds).map {
      Fold(train: stretches[..<$0].flatMap { $0 }, validation: stretches[$0])
    }
  }

  package static func check(_ folds: Int, of count: Int, _ what: String) throws(TensorError) {
    guard folds >= 2, folds <= count else {
      throw TensorError(
        "Cross-validation needs at least two parts and something in each, and \(count) \(what) "
          + "were to be put into \(folds).")
    }
  }

  private static func deal(_ rows: [Int], into folds: Int) -> [Fold] {
    leavingOneOut(
      (0..<folds).map { first in
        stride(from: first, to: rows.count, by: folds).map { rows[$0] }
      })
  }

  private static func leavingOneOut(_ parts: [[Int]]) -> [Fold] {
    parts.indices.map { held in
      Fold(
        train: parts.indices.filter { $0 != held }.flatMap { parts[$0] }, validation: parts[held])
    }
  }
}
