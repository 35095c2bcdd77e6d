import Foundation
import Site

/// A folder that holds the site and nothing else.
///
/// It keeps a list of the files that were written, so that one which belongs to the site no longer is
/// taken away, and nothing of anybody else's ever is.
struct SiteFolder {
  let path: String

  private var list: String { "\(path)/.files" }

  /// Puts the files in place; those that stand there already are left alone.
  ///
  /// - Returns: The files that could not be copied because there is nothing to copy.
  @discardableResult
  func write(_ files: [SiteFile]) throws(BuildError) -> [String] {
    let before = try known()
    var missing: [String] = []
    for file in files {
      let place = "\(path)/\(file.path)"
      switch file.contents {
      case .standing: continue
      case .bytes(let bytes):
        guard try Disk.read(place) != bytes else { continue }
        try Disk.write(bytes, to: place)
      case .copy(let source):
        guard let bytes = try Disk.read(source) else {
          missing.append(source)
          continue
        }
        guard try Disk.read(place) != bytes else { continue }
        try Disk.write(bytes, to: place)
      }
    }
    let now = Set(files.map(\.path))
    for file in before.subtracting(now) { try Disk.remove("\(path)/\(file)") }
    try Disk.write(now.sorted().joined(separator: "\n") + "\n", to: list)
    return missing
  }

  /// Whether every file that was written still stands there.
  var isWhole: Bool {
    guard let files = try? known(), !files.isEmpty else { return false }
    return files.allSatisfy { Disk.exists("\(path)/\($0)") }
  }

  /// The files that were written before. A folder with files of others is refused.
  private func known() throws(BuildError) -> Set<String> {
    if let text = try Disk.text(list) {
      return Set(text.split(separator: "\n").map(String.init).filter(SiteFolder.isInside))
    }
    guard Disk.names(in: path).isEmpty else {
      throw BuildError(
        "\(path) holds files that are not the site's. Name an empty folder, or one that does not "
          + "exist yet.")
    }
    return []
  }

  /// Whether a line of the list names a file in the folder, whoever wrote it.
  private static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }
}

extension Session {
  /// The chapters whose files stand in the site's folder as they would be made now.
  func standing(_ edition: HTMLEdition, in folder: String) -> Set<String> {
    Set(
      standingInputs(of: edition, in: folder)
        .filter { memory.isMade(Session.name($0.key, in: folder), from: $0.value) }.keys)
  }

  /// Takes note of what the chapters' files in the site's folder were made from; nil where there was
  /// something to tell of them.
  func noteStanding(_ edition: HTMLEdition?, in folder: String) {
    let inputs = edition.map { standingInputs(of: $0, in: folder) } ?? [:]
    for id in shelf.volumes.map(\.folder.id) {
      memory.note(Session.name(id, in: folder), madeFrom: inputs[id])
    }
  }

  private static func name(_ id: String, in folder: String) -> String { "site \(folder) \(id)" }
}
