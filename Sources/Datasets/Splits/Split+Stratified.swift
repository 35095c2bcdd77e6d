import Tensors

extension Split {
  /// Rows at random, such that each class has the same share of every part as of the whole, to
  /// within one row. Right for classes of unequal size and for small sets.
  public static func stratified(
    by labels: [Int], validation: Double = 0, test: Double, using random: inout Random
  ) -> Split {
    let sizes = required(try PartSizes(count: labels.count, validation: validation, test: test))
    let members = classMembers(labels).map { shuffled($0, using: &random) }
    let forTest = apportion(sizes.test, capacities: members.map(\.count))
    let forValidation = apportion(
      sizes.validation, capacities: zip(members, forTest).map { $0.count - $1 })
    var (train, validationRows, testRows): ([Int], [Int], [Int]) = ([], [], [])
    for (place, rows) in members.enumerated() {
      let validationEnd = forTest[place] + forValidation[place]
      testRows += rows[..<forTest[place]]
      validationRows += rows[forTest[place]..<validationEnd]
      train += rows[validationEnd...]
    }
    return Split(
      train: shuffled(train, using: &random),
      validation: shuffled(validationRows, using: &random),
      test: shuffled(testRows, using: &random))
  }

  /// The rows of each class, in the order of the labels.
  static func classMembers(_ labels: [Int]) -> [[Int]] {
    let members = Dictionary(grouping: labels.indices) { labels[$0] }
    return members.keys.sorted().map { members[$0]! }
  }

  static func shuffled(_ rows: [Int], using random: inout Random) -> [Int] {
    Tensor.permutation(rows.count, using: &random).map { rows[$0] }
  }

  /// Shares `total` seats out by size: each class gets its quota rounded down, and the seats left
  /// over go to the largest remainders, as in elections.
  package static func apportion(_ total: Int, capacities: [Int]) -> [Int] {
    let rows = capacities.reduce(0, +)
    guard rows > 0 else { return capacities }
    var seats = capacities.map { $0 * total / rows }
    let remainders = capacities.map { $0 * total % rows }
    let byRemainder = capacities.indices.sorted {
      (remainders[$1], $0) < (remainders[$0], $1)
    }
    for place in byRemainder.prefix(total - seats.reduce(0, +)) { seats[place] += 1 }
    return seats
  }
}
