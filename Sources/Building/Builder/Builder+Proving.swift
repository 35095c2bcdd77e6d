extension Builder {
  /// Proves that the blocks that must fail do, and keeps what was said for the page.
  func prove(_ plan: [PlannedChapter]) throws {
    guard let surroundings else { return }
    let failures = ExpectedFailures(
      checkout, supervisor: supervisor, surroundings: surroundings, width: options.jobs)
    expected = try failures.prove(plan.map(\.chapter)) { progress.say($0) }
    for planned in plan {
      for (id, outcome) in expected[planned.folder.id] ?? [:] {
        guard let block = planned.chapter.block(id) else { continue }
        if let finding = outcome.finding(for: block, in: planned.chapter) {
          tell(finding, in: planned.volume)
        }
      }
    }
  }
}
