import Tensors

extension ClassificationSet {
  /// Learns on each fold and asks about the rows held out: for each row of the set, how often it was
  /// told wrongly by a model that had not seen it, from 0 to 1. With folds dealt once that is 0 or 1,
  /// with folds dealt several times a share. A row that no fold holds out is NaN.
  ///
  /// ```swift
  /// let folds = Folds.grouped(by: Digits.stretches, folds: 5, using: &random)
  /// let wrong = digits.mistakes(folds) { rows, random in
  ///   let model = fit(rows, using: &random)
  ///   return { Score.classes(of: model.predict($0)) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - seed: Fold `i` learns with a generator of seed `seed + i`, so that models can be compared row
  ///     by row.
  ///   - learn: Learns from some rows, and gives what answers questions about others: their features,
  ///     `[count, columns]`, to a class for each.
  public func mistakes(
    _ folds: [Fold], seed: UInt64 = 1,
    learning learn: (ClassificationSet, inout Random) throws -> (Tensor) -> [Int]
  ) rethrows -> [Double] {
    var wrong = [Double](repeating: 0, count: count)
    var asked = wrong
    for (number, fold) in folds.enumerated() {
      var random = Random(seed: seed &+ UInt64(number))
      let answers = try learn(rows(fold.train), &random)(features.rows(fold.validation))
      required(try ClassificationSet.check(answers.count, to: fold.validation.count))
      for (row, answer) in zip(fold.validation, answers) {
        wrong[row] += answer == labels[row] ? 0 : 1
        asked[row] += 1
      }
    }
    return zip(wrong, asked).map { $0 / $1 }
  }

  package static func check(_ answers: Int, to questions: Int) throws(TensorError) {
    guard answers == questions else {
      throw TensorError(
        "A model was asked about \(questions) rows that were held out, and gave \(answers) answers."
      )
    }
  }
}
