import Foundation
import Ladder

extension Study {
  /// Four classifiers on the bundled digits, five-fold cross-validation repeated five times, all of
  /// them on the same folds.
  ///
  /// An example is judged five times by each. Differences are taken example by example, so what
  /// makes a digit hard for all does not widen their intervals.
  static let digitsAccuracy = Study(
    name: "digits-accuracy", what: "four classifiers on the digits, 5x5 folds, paired"
  ) {
    let digits = try Digits.load()
    let scaled = digits.withFeatures(digits.features * Float(1.0 / 16))
    var random = Random(seed: 11)
    let folds = Folds.stratified(by: digits.labels, folds: 5, repeats: 5, using: &random)
    var shares = [[Double]](
      repeating: [Double](repeating: 0, count: digits.count), count: Classifier.all.count)
    for (number, fold) in folds.enumerated() {
      let (train, validation) = (scaled.rows(fold.train), scaled.rows(fold.validation))
      for (place, classifier) in Classifier.all.enumerated() {
        let found = try classifier.predict(train, validation, UInt64(number))
        for (row, (found, label)) in zip(fold.validation, zip(found, validation.labels)) {
          shares[place][row] += found == label ? 0.2 : 0
        }
      }
    }
    for (classifier, shares) in zip(Classifier.all, shares) {
      let interval = Bootstrap.mean(of: shares, using: &random)
      print("\(classifier.name): \(percent(interval)) %, aimed at \(classifier.goal)")
    }
    for (first, second) in [(2, 0), (3, 0), (3, 1), (3, 2)] {
      let interval = Bootstrap.difference(of: shares[first], and: shares[second], using: &random)
      print(
        "\(Classifier.all[first].name) less \(Classifier.all[second].name): \(percent(interval))")
    }
  }
}

/// One way of classifying the digits.
private struct Classifier: Sendable {
  let name: String
  let goal: Double
  /// Learns from one set and says the classes of another.
  let predict:
    @Sendable (_ train: ClassificationSet, _ validation: ClassificationSet, _ seed: UInt64) throws
      -> [Int]

  static let all = [softmaxRegression, nearestNeighbours, perceptron, convolutional]

  static let softmaxRegression = Classifier(name: "softmax regression", goal: 96.7) {
    train, validation, seed in
    var random = Random(seed: seed)
    let model = Sequential { Linear(64, 10, using: &random) }
    try Training(epochs: 60, batchSize: 64, peakRate: 0.02)
      .run(model, on: train, asImages: false, seed: seed)
    return predictions(of: model, on: validation, asImages: false)
  }

  /// The class that most of the three nearest have, of several the one of the nearest.
  static let nearestNeighbours = Classifier(name: "nearest neighbours", goal: 98.8) {
    train, validation, _ in
    let squares = (train.features * train.features).sum(axes: [1])
    let products = validation.features.matmul(train.features.transposed())
    let distances = squares - products * 2
    return (0..<validation.count).map { row in
      let all = distances.scalars[(row * train.count)..<((row + 1) * train.count)]
      let nearest = zip(all, train.labels).sorted { $0.0 < $1.0 }.prefix(3).map(\.1)
      return nearest.first { label in nearest.filter { $0 == label }.count > 1 } ?? nearest[0]
    }
  }

  static let perceptron = Classifier(name: "two hidden layers", goal: 97.5) {
    train, validation, seed in
    var random = Random(seed: seed)
    let model = Sequential {
      Linear(64, 128, using: &random)
      ReLU()
      Dropout(0.2)
      Linear(128, 64, using: &random)
      ReLU()
      Linear(64, 10, using: &random)
    }
    try Training(epochs: 50, batchSize: 64, peakRate: 5e-3)
      .run(model, on: train, asImages: false, seed: seed)
    return predictions(of: model, on: validation, asImages: false)
  }

  static let convolutional = Classifier(name: "convolutions", goal: 98.8) {
    train, validation, seed in
    var random = Random(seed: seed)
    let model = Sequential {
      Conv2D(1, 16, using: &random)
      BatchNorm(16)
      ReLU()
      Conv2D(16, 32, using: &random)
      BatchNorm(32)
      ReLU()
      MaxPool2D()
      Conv2D(32, 64, using: &random)
      BatchNorm(64)
      ReLU()
      Flatten()
      Dropout(0.3)
      Linear(16 * 64, 10, using: &random)
    }
    try Training(epochs: 25, batchSize: 64, peakRate: 5e-3, shift: 1)
      .run(model, on: train, asImages: true, seed: seed)
    return predictions(of: model, on: validation, asImages: true)
  }
}

/// An interval in percent.
func percent(_ interval: Interval) -> String {
  String(
    format: "%.2f (%.2f to %.2f)", 100 * interval.estimate, 100 * interval.lower,
    100 * interval.upper)
}
