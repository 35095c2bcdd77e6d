import Tensors

extension Split {
  /// Whole groups at random: rows with the same group (a patient, a writer, a day) land in the same
  /// part. Right when rows of one group resemble each other more than they resemble the rest,
  /// because then a random split tests on what it trained on.
  ///
  /// The parts come as near to the shares asked for as the sizes of the groups allow.
  public static func grouped<Group: Hashable>(
    by groups: [Group], validation: Double = 0, test: Double, using random: inout Random
  ) -> Split {
    required(
      try checkedGrouped(by: groups, validation: validation, test: test, using: &random))
  }

  package static func checkedGrouped<Group: Hashable>(
    by groups: [Group], validation: Double, test: Double, using random: inout Random
  ) throws(TensorError) -> Split {
    let sizes = try PartSizes(count: groups.count, validation: validation, test: test)
    let members = groupMembers(groups)
    var waiting = Tensor.permutation(members.count, using: &random).map { members[$0] }
    let testRows = take(sizes.test, from: &waiting)
    let validationRows = take(sizes.validation, from: &waiting)
    let trainRows = waiting.flatMap { $0 }
    guard !trainRows.isEmpty, sizes.test == 0 || !testRows.isEmpty,
      sizes.validation == 0 || !validationRows.isEmpty
    else {
      let lengths = members.map(\.count)
      throw TensorError(
        "Splitting keeps groups whole, and \(members.count) groups of \(lengths.min() ?? 0) to "
          + "\(lengths.max() ?? 0) rows leave a part empty.")
    }
    return Split(train: trainRows, validation: validationRows, test: testRows)
  }

  /// Takes each group that brings the number of rows nearer to `wanted`.
  private static func take(_ wanted: Int, from waiting: inout [[Int]]) -> [Int] {
    var rows: [Int] = []
    var left: [[Int]] = []
    for group in waiting {
      if abs(rows.count + group.count - wanted) < abs(rows.count - wanted) {
        rows += group
      } else {
        left.append(group)
      }
    }
    waiting = left
    return rows
  }

  /// The rows of each group, groups in the order they first appear.
  static func groupMembers<Group: Hashable>(_ groups: [Group]) -> [[Int]] {
    var places: [Group: Int] = [:]
    var members: [[Int]] = []
    for (row, group) in groups.enumerated() {
      if let place = places[group] {
        members[place].append(row)
      } else {
        places[group] = members.count
        members.append([row])
      }
    }
    return members
  }
}
