extension Builder {
  /// What is said under the table: what is missing, what is shown from the record, where to read.
  package var remarks: [String] {
    let all = selected.compactMap { reports[$0.folder.id] }
    var lines = faults
    let missing = Set(all.flatMap(\.missingData)).sorted()
    for name in missing {
      let chapters = all.filter { $0.missingData.contains(name) }.map(\.folder.id)
      lines.append(
        "The data set \(name) is not here; in \(chapters.joined(separator: ", ")) stands what was "
          + "recorded with it. `./build.sh data \(name)` gets it.")
    }
    for report in all where !report.recorded.isEmpty {
      let blocks = report.recorded.map { "`\($0.block)`" + ($0.isStale ? " (stale)" : "") }
      lines.append(
        "\(report.folder.id) shows recorded results of \(blocks.joined(separator: ", ")). "
          + "`./build.sh \(report.folder.id) --long` runs them.")
    }
    let failed = all.filter { $0.status == .failed }.map(\.folder.id)
    if !failed.isEmpty, options.purpose == .reading {
      lines.append("The pages of \(failed.joined(separator: ", ")) are as they were.")
    }
    if options.purpose != .checking, failed.count < all.count {
      let good = all.filter { $0.status != .failed }
      let page = good.count == 1 ? checkout.shown(good[0].folder.page) : "Book/README.md"
      lines.append("Read the book: \(page)")
    }
    return lines
  }
}
