import Pages

extension Shelf {
  /// What became of chapters' findings with other seeds, by the chapter's id, where that is known.
  var replications: [String: Replication] {
    var found: [String: Replication] = [:]
    for volume in volumes {
      guard let bytes = (try? Disk.read(volume.folder.replication)) ?? nil else { continue }
      found[volume.folder.id] = try? Replication(bytes)
    }
    return found
  }
}
