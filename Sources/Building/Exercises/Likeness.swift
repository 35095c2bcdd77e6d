/// Whether two texts say the same, but for the last digits of their numbers: two answers that add in
/// another order are wrong in the same way all the same.
func isLike(_ left: String?, _ right: String?) -> Bool {
  guard let left, let right, left != right else { return left == right }
  let (mine, theirs) = (pieces(of: left), pieces(of: right))
  guard mine.count == theirs.count else { return false }
  return zip(mine, theirs).allSatisfy { mine, theirs in
    if mine == theirs { return true }
    // `inf` and `nan` are words here: infinity is near everything.
    guard let first = Double(mine), let second = Double(theirs), first.isFinite, second.isFinite
    else { return false }
    return abs(first - second) <= 1e-5 * max(abs(first), abs(second))
  }
}

/// The numbers of a text, and what stands between them.
private func pieces(of text: String) -> [Substring] {
  var pieces: [Substring] = []
  var rest = text[...]
  while !rest.isEmpty {
    let isNumber = rest.first!.isASCIIDigit
    var end = rest.startIndex
    while end < rest.endIndex {
      let character = rest[end]
      let previous = end > rest.startIndex ? rest[rest.index(before: end)] : " "
      let belongs =
        character.isASCIIDigit || character == "." || character == "e"
        || character == "-" && previous == "e"
      guard isNumber ? belongs : !character.isASCIIDigit else { break }
      end = rest.index(after: end)
    }
    pieces.append(rest[..<end])
    rest = rest[end...]
  }
  return pieces
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
