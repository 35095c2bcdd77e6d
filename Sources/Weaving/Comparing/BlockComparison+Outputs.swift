import Trace

extension BlockComparison {
  mutating func compare(_ now: TableOutput, with was: TableOutput, _ name: String) {
    guard now.columns == was.columns else {
      let (nowTitles, wasTitles) = (titles(of: now), titles(of: was))
      add(
        .table, "the columns of \(name)", was: wasTitles,
        now: nowTitles == wasTitles ? "the same with other kinds or formats" : nowTitles)
      return
    }
    guard now.rows.count == was.rows.count else {
      add(
        .table, "the length of \(name)", was: "\(was.rows.count) rows",
        now: "\(now.rows.count) rows")
      return
    }
    for row in was.rows.indices {
      for (column, heading) in was.columns.enumerated() {
        let (nowCell, wasCell) = (now.rows[row][column], was.rows[row][column])
        guard !tolerance.agree(nowCell, wasCell) else { continue }
        add(
          .table, "row \(row + 1), column \"\(heading.title)\" of \(name)",
          was: wasCell?.string(nil) ?? "empty", now: nowCell?.string(nil) ?? "empty",
          allowed: allowance(for: wasCell))
      }
    }
  }

  private func titles(of table: TableOutput) -> String {
    "\"" + table.columns.map(\.title).joined(separator: ", ") + "\""
  }

  mutating func compare(_ now: FigureOutput, with was: FigureOutput, _ name: String) {
    let before = found.count
    guard now.series.count == was.series.count else {
      add(
        .series, "the number of series of \(name)", was: "\(was.series.count)",
        now: "\(now.series.count)")
      return
    }
    for (index, pair) in zip(now.series, was.series).enumerated() {
      compare(pair.0, with: pair.1, "series \(index + 1) (\"\(pair.1.name)\") of \(name)")
    }
    if now.file != was.file { add(.picture, "the file of \(name)", was: was.file, now: now.file) }
    guard found.count == before, !tolerance.isAny else { return }
    // Words that are made from numbers move with them; of the same numbers they are the same.
    let isWhole = now.series.allSatisfy { $0.count == $0.x.count }
    guard now.series == was.series, isWhole else { return }
    if now.alternativeText != was.alternativeText {
      add(
        .caption, "the description of \(name)", wasText: was.alternativeText,
        nowText: now.alternativeText)
    } else if now.digest != was.digest {
      add(.picture, "the picture of \(name)", was: "another", now: "of the same numbers")
    }
  }

  private mutating func compare(
    _ now: FigureOutput.Series, with was: FigureOutput.Series, _ name: String
  ) {
    if now.name != was.name {
      add(.series, "the name of \(name)", wasText: was.name, nowText: now.name)
    }
    guard now.count == was.count, now.x.count == was.x.count else {
      add(.series, "the length of \(name)", was: "\(was.count) points", now: "\(now.count) points")
      return
    }
    // Points far below the largest one cannot be told apart in the figure or in rounding errors.
    let scales = [scale(was.x), scale(was.y)]
    for point in was.x.indices {
      for (axis, values) in [(now.x, was.x), (now.y, was.y)].enumerated() {
        let (nowValue, wasValue) = (values.0[point], values.1[point])
        guard !tolerance.agree(nowValue, wasValue, scale: scales[axis]) else { continue }
        add(
          .series, "point \(point + 1) of \(name)", was: "\(axis == 0 ? "x" : "y") = \(wasValue)",
          now: "\(nowValue)", allowed: tolerance.words)
        return
      }
    }
    if !tolerance.agree(now.mean, was.mean, scale: scales[1]) {
      add(
        .series, "the mean of \(name)", was: "\(was.mean)", now: "\(now.mean)",
        allowed: tolerance.words)
    }
  }

  private func scale(_ values: [Double]) -> Double {
    1e-3 * values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
  }

  mutating func compare(_ now: ClaimOutput, with was: ClaimOutput) {
    let name = "the claim \(quoted(was.text))"
    if now.text != was.text {
      add(.claim, "a claim's words", wasText: was.text, nowText: now.text)
    }
    if now.verdict != was.verdict {
      add(
        .claim, "the verdict on \(quoted(was.text))", was: was.verdict.rawValue,
        now: now.verdict.rawValue)
    }
    guard now.conditions.map(\.name) == was.conditions.map(\.name) else {
      add(
        .claim, "the conditions of \(name)",
        was: was.conditions.map(\.name).joined(separator: ", "),
        now: now.conditions.map(\.name).joined(separator: ", "))
      return
    }
    for (now, was) in zip(now.conditions, was.conditions) { compare(now, with: was, name) }
  }

  private mutating func compare(
    _ now: ClaimOutput.Condition, with was: ClaimOutput.Condition, _ name: String
  ) {
    let place = "under \"\(was.name)\" of \(name)"
    if now.verdict != was.verdict {
      add(.claim, "the verdict \(place)", was: was.verdict.rawValue, now: now.verdict.rawValue)
    }
    if !tolerance.agree(now.effect, was.effect) {
      add(
        .claim, "the effect \(place)", was: "\(was.effect)", now: "\(now.effect)",
        allowed: tolerance.words)
    }
    let scale = abs(was.effect.isFinite ? was.effect : 0)
    let ends = zip(ends(of: now), ends(of: was))
    if (now.interval == nil) != (was.interval == nil)
      || !ends.allSatisfy({ tolerance.agree($0, $1, scale: scale) })
    {
      add(
        .claim, "the interval \(place)", was: was.interval.map { "\($0)" } ?? "none",
        now: now.interval.map { "\($0)" } ?? "none", allowed: tolerance.words)
    }
  }

  /// Compares what a model reached and how large it is; how long training took is another number on
  /// every day.
  mutating func compare(_ now: ScoreOutput, with was: ScoreOutput, _ name: String) {
    if now.model != was.model {
      add(.score, "the model in \(name)", wasText: was.model, nowText: now.model)
    }
    let numbers = [
      ("error", was.error, now.error),
      ("lower end of the error", was.interval.lowerBound, now.interval.lowerBound),
      ("upper end of the error", was.interval.upperBound, now.interval.upperBound),
    ]
    for (number, was, now) in numbers where !tolerance.agree(now, was) {
      add(
        .score, "the \(number) in \(name)", was: "\(was)", now: "\(now)",
        allowed: tolerance.words)
    }
    if now.bytes != was.bytes {
      add(.score, "the size in \(name)", was: "\(was.bytes) bytes", now: "\(now.bytes) bytes")
    }
  }

  private func ends(of condition: ClaimOutput.Condition) -> [Double] {
    condition.interval.map { [$0.lowerBound, $0.upperBound] } ?? []
  }
}
