import Tensors

/// Precision, recall and F1 of one class, or their average over classes.
public struct ClassScores: Sendable, Equatable {
  /// Of what was taken for this class, the share that was it: ``$`t / (t + f_+)`$``.
  public let precision: Double
  /// Of what was this class, the share that was found: ``$`t / (t + f_-)`$``.
  public let recall: Double
  /// Their harmonic mean: ``$`2 t / (2 t + f_+ + f_-)`$``.
  public let f1: Double
  /// The number of examples of this class.
  public let support: Int
}

/// How the scores of classes become one number.
public enum Averaging: Sendable {
  /// Every class counts the same.
  case macro
  /// Every example counts the same. With one label for each example this is the accuracy.
  case micro
  /// Every class counts by its number of examples.
  case weighted
}

extension Score {
  /// The scores of each class. Where nothing was taken for a class its precision is 0, and where a
  /// class has no examples its recall is 0, as in scikit-learn.
  ///
  /// The classes are those that appear in either list, in order, unless `classes` says how many
  /// there are.
  public static func perClass(
    of predicted: [Int], labels: [Int], classes: Int? = nil
  ) -> [ClassScores] {
    required(try check(predicted.count, against: labels.count, "predictions and labels"))
    let chosen = classes.map { Array(0..<$0) } ?? Set(predicted).union(labels).sorted()
    return chosen.map { scores(of: predicted, labels: labels, class: $0) }
  }

  /// The scores of all classes in one.
  public static func average(
    _ averaging: Averaging, of predicted: [Int], labels: [Int], classes: Int? = nil
  ) -> ClassScores {
    let all = perClass(of: predicted, labels: labels, classes: classes)
    let support = all.reduce(0) { $0 + $1.support }
    func mean(_ value: (ClassScores) -> Double, _ weight: (ClassScores) -> Double) -> Double {
      let total = all.reduce(0) { $0 + weight($1) }
      return total == 0 ? 0 : all.reduce(0) { $0 + value($1) * weight($1) } / total
    }
    switch averaging {
    case .micro:
      let chosen = classes.map { Set(0..<$0) } ?? Set(predicted).union(labels)
      let hits = labels.indices.count {
        predicted[$0] == labels[$0] && chosen.contains(labels[$0])
      }
      return ClassScores(
        hits: hits, predicted: predicted.count { chosen.contains($0) }, support: support)
    case .macro, .weighted:
      let weight: (ClassScores) -> Double =
        averaging == .macro ? { _ in 1 } : { Double($0.support) }
      return ClassScores(
        precision: mean(\.precision, weight), recall: mean(\.recall, weight),
        f1: mean(\.f1, weight), support: support)
    }
  }

  /// Of what was taken for a class, the share that was it.
  public static func precision(
    of predicted: [Int], labels: [Int], averaged averaging: Averaging
  ) -> Double {
    average(averaging, of: predicted, labels: labels).precision
  }

  /// Of what was a class, the share that was found.
  public static func recall(
    of predicted: [Int], labels: [Int], averaged averaging: Averaging
  ) -> Double {
    average(averaging, of: predicted, labels: labels).recall
  }

  /// The harmonic mean of precision and recall.
  public static func f1(
    of predicted: [Int], labels: [Int], averaged averaging: Averaging
  ) -> Double {
    average(averaging, of: predicted, labels: labels).f1
  }

  private static func scores(
    of predicted: [Int], labels: [Int], class number: Int
  ) -> ClassScores {
    var (hits, taken, support) = (0, 0, 0)
    for (prediction, label) in zip(predicted, labels) {
      if prediction == number { taken += 1 }
      if label == number { support += 1 }
      if prediction == number, label == number { hits += 1 }
    }
    return ClassScores(hits: hits, predicted: taken, support: support)
  }
}

extension ClassScores {
  /// The scores that follow from three counts.
  init(hits: Int, predicted: Int, support: Int) {
    func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    self.init(
      precision: share(hits, predicted), recall: share(hits, support),
      f1: share(2 * hits, predicted + support), support: support)
  }
}
