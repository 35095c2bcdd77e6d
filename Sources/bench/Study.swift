/// A longer experiment that prints what it found: not a race, but what models reach.
struct Study: Sendable {
  let name: String
  let what: String
  let run: @Sendable () throws -> Void

  /// All of them. A new study is a file in Accuracy/ and a word here.
  static let all: [Study] = [digitsAccuracy, mnistPerceptron, mnistConvolutions]
}
