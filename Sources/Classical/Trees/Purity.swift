import Foundation

/// What a question tries to make small in a tree of classes.
public enum Impurity: Sendable, Equatable {
  /// How often two rows drawn from a node differ in class: ``$`1 - \sum p_k^2`$``.
  case gini
  /// The mean information in a row's class: ``$`-\sum p_k \ln p_k`$``.
  case entropy
}

/// How well a group of rows is of one kind, as a sum over its rows: what questions raise.
///
/// It is the group's weight less its impurity, so two groups are compared with their union by adding.
enum Purity {
  case gini, entropy, variance

  /// The purity of sums: of each class's weights, or of the weight and the weighted numbers.
  @inline(__always)
  func callAsFunction(_ sums: UnsafePointer<Double>, _ width: Int) -> Double {
    switch self {
    case .variance:
      return sums[0] > 0 ? sums[1] * sums[1] / sums[0] : 0
    case .gini:
      var (weight, squares) = (0.0, 0.0)
      for place in 0..<width {
        weight += sums[place]
        squares += sums[place] * sums[place]
      }
      return weight > 0 ? squares / weight : 0
    case .entropy:
      var (weight, information) = (0.0, 0.0)
      for place in 0..<width where sums[place] > 0 {
        weight += sums[place]
        information += sums[place] * log(sums[place])
      }
      return weight > 0 ? information - weight * log(weight) : 0
    }
  }
}
