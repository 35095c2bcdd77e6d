import Files
import Literate

extension Chapter {
  /// The data sets that it asks for and that are not there, in order.
  func missingData(environment: [String: String]) -> [String] {
    let names = Set(swiftBlocks.flatMap(\.dataSets))
    return names.filter { name in
      guard let set = PublishedSet.all.first(where: { $0.name == name }) else { return true }
      return !DataFolder.has(set, environment: environment)
    }.sorted()
  }
}

extension Limits {
  /// What a chapter may use: the budgets of its blocks come on top, and long blocks get a day.
  func extended(for chapter: Chapter, long runsLong: Bool) -> Limits {
    var limits = self
    limits.seconds += chapter.swiftBlocks.compactMap(\.budget).reduce(0, +)
    if runsLong, chapter.swiftBlocks.contains(where: \.isLong) {
      limits.seconds = 24 * 3600
      limits.memoryBytes = 8 << 30
    }
    return limits
  }
}
