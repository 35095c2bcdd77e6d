/// The candidate nearest to what somebody typed, or nil where none is near enough to be meant.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours; a candidate is
/// near when it is at most a third of its length (and at least one) away, or when one of the two
/// words begins with the other.
public func nearest(to typed: String, in candidates: some Sequence<String>) -> String? {
  var best: (candidate: String, distance: Int)?
  let word = Array(typed.lowercased().unicodeScalars.prefix(60))
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars.prefix(60))
    var distance = editDistance(word, other)
    let begins =
      min(word.count, other.count) >= 2 && (word.starts(with: other) || other.starts(with: word))
    let limit = max(1, max(word.count, other.count) / 3)
    if begins { distance = min(distance, limit) }
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var before: [Int] = []
  var above = Array(0...right.count)
  for row in 1...left.count {
    var current = [row]
    for column in 1...right.count {
      let replaced = above[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
      var cost = min(above[column] + 1, current[column - 1] + 1, replaced)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
      {
        cost = min(cost, before[column - 2] + 1)
      }
      current.append(cost)
    }
    before = above
    above = current
  }
  return above[right.count]
}
