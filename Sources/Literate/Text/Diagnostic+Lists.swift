extension [Diagnostic] {
  /// In the order of the text, each finding once.
  var inOrder: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
      .sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// What a person can read of findings in order: of those that say the same about one line the
  /// first, no more than a few a line, and no more than some dozens in all. The worst are kept, and
  /// a last one says how many were not told.
  public var bounded: [Diagnostic] {
    var said: Set<Remark> = []
    var told: [Place: Int] = [:]
    var kept: [Diagnostic] = []
    var left = 0
    for finding in self {
      let place = Place(file: finding.file, line: finding.line)
      guard said.insert(Remark(place: place, message: finding.message)).inserted else { continue }
      guard told[place, default: 0] < Self.mostOfALine else {
        left += 1
        continue
      }
      told[place, default: 0] += 1
      kept.append(finding)
    }
    if kept.count > Self.most {
      left += kept.count - Self.most
      // Errors first, as they stand in the text; whatever room they leave is for the others.
      let errors = kept.filter { $0.severity == .error }.prefix(Self.most)
      let others = kept.filter { $0.severity != .error }.prefix(Self.most - errors.count)
      kept = (Array(errors) + others).inOrder
    }
    guard left > 0, let last = kept.last else { return kept }
    let more = left == 1 ? "1 more finding is" : "\(left) more findings are"
    return kept + [
      Diagnostic(
        .note, file: last.file, line: last.line, column: last.column,
        "\(more) not told: mend these first")
    ]
  }

  private static var mostOfALine: Int { 8 }
  private static var most: Int { 50 }
}

private struct Place: Hashable {
  let file: String
  let line: Int
}

private struct Remark: Hashable {
  let place: Place
  let message: String
}
