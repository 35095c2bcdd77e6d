import Pages

extension Builder {
  /// Files of the book that nothing in it asks for: pages, records and pictures of a chapter that
  /// was renamed or taken out, pictures that no page shows any more.
  func strays(_ records: [String: ChapterRecord]) -> [String] {
    let names = Set(shelf.volumes.map(\.folder.name))
    let ids = Set(shelf.volumes.map(\.folder.id))
    var strays: [String] = []
    for file in Disk.names(in: "\(checkout.root)/Book") where file.hasSuffix(".md") {
      let name = String(file.dropLast(3))
      if isChapter(name), !names.contains(name) { strays.append("Book/\(file)") }
    }
    for file in Disk.names(in: "\(checkout.root)/Book/records") where file.hasSuffix(".json") {
      let name = file.dropLast(file.hasSuffix(".same.json") ? 10 : 5)
      if !ids.contains(String(name)) { strays.append("Book/records/\(file)") }
    }
    for name in Disk.names(in: "\(checkout.root)/Figures") where isChapter(name) {
      let record = names.contains(name) ? records[String(name.prefix(4))] : nil
      // What a chapter without a record shows is not known.
      if names.contains(name), record == nil { continue }
      let shown = Set(record?.blocks.flatMap(\.pictures).map(\.file) ?? [])
      for file in Disk.all(in: "\(checkout.root)/Figures/\(name)") where !shown.contains(file) {
        strays.append("Figures/\(name)/\(file)")
      }
    }
    return strays
  }

  private func isChapter(_ name: String) -> Bool { ChapterFolder(name: name, in: checkout) != nil }
}
