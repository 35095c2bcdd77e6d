import Foundation
import Tensors

/// The scores of every class and their averages, as a table.
///
/// ```swift
/// print(ClassificationReport(predicted: predicted, labels: test.labels, classNames: test.classNames))
/// ```
public struct ClassificationReport: Sendable, Equatable {
  /// What the classes are called.
  public let classNames: [String]
  /// The scores of each class.
  public let classes: [ClassScores]
  /// The share of predictions that equal their label.
  public let accuracy: Double
  /// The average in which every class counts the same.
  public let macro: ClassScores
  /// The average in which every class counts by its number of examples.
  public let weighted: ClassScores

  /// Scores predictions against labels; both are places in `classNames`.
  public init(predicted: [Int], labels: [Int], classNames: [String]) {
    let count = classNames.count
    // Counting stops with a sentence where a label or a prediction is no class.
    self.classNames =
      ConfusionMatrix(predicted: predicted, labels: labels, classNames: classNames).classNames
    classes = Score.perClass(of: predicted, labels: labels, classes: count)
    accuracy = Score.accuracy(of: predicted, labels: labels)
    macro = Score.average(.macro, of: predicted, labels: labels, classes: count)
    weighted = Score.average(.weighted, of: predicted, labels: labels, classes: count)
  }
}

extension ClassificationReport: CustomStringConvertible {
  /// The table, two digits after the point.
  public var description: String {
    let width = max(classNames.map(\.count).max() ?? 0, "weighted avg".count)
    func line(_ name: String, _ cells: [String]) -> String {
      padded(name, width) + " " + cells.map { " " + padded($0, 9) }.joined()
    }
    func line(_ name: String, _ scores: ClassScores) -> String {
      line(
        name,
        [scores.precision, scores.recall, scores.f1].map(twoDigits) + ["\(scores.support)"])
    }
    let header = line("", ["precision", "recall", "f1-score", "support"])
    let total = line("accuracy", ["", "", twoDigits(accuracy), "\(macro.support)"])
    return
      ([header, ""] + zip(classNames, classes).map { line($0, $1) }
      + ["", total, line("macro avg", macro), line("weighted avg", weighted)])
      .joined(separator: "\n")
  }

  private func twoDigits(_ number: Double) -> String { String(format: "%.2f", number) }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
