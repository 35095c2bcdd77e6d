import Foundation

/// Files that belong together and are put in place together: a page, its figures, its record.
///
/// They are written to one side first. A list of what goes where then makes the change final, and
/// only after it are the files moved to their places. A build that is killed before the list leaves
/// the book as it was; one killed after it leaves the list, and `heal` finishes the move.
package struct Publication {
  /// Where things are prepared: on the same volume as the book.
  private let staging: String
  private var entries: [(staged: String?, destination: String)] = []

  /// A change prepared in `folder`, which belongs to publications alone.
  package init(in folder: String) throws(BuildError) {
    staging = folder
    try Self.heal(folder)
  }

  /// Adds a file. Nothing is done for one that stands in its place already with these bytes.
  package mutating func add(_ bytes: [UInt8], at destination: String) throws(BuildError) {
    if try Disk.read(destination) == bytes { return }
    let staged = "\(staging)/\(entries.count)"
    try Disk.write(bytes, to: staged, as: destination)
    entries.append((staged, destination))
  }

  /// Takes a file away.
  package mutating func remove(_ destination: String) {
    if Disk.exists(destination) { entries.append((nil, destination)) }
  }

  /// Whether anything would change.
  package var isEmpty: Bool { entries.isEmpty }

  /// Puts everything in place.
  package consuming func commit() throws(BuildError) {
    guard !entries.isEmpty else { return }
    // Find out now whether the places can be written, while there is nothing to undo.
    for folder in Set(entries.map { Disk.folder(of: $0.destination) }).sorted() {
      try Disk.makeFolder(folder)
      guard access(folder, W_OK) == 0 else {
        throw BuildError(
          "\(folder) cannot be written: \(systemMessage(errno)). Where the checkout is read-only, "
            + "copy it to a place where you may write, and build there.")
      }
    }
    let list = entries.map { "\($0.staged ?? "")\n\($0.destination)\n" }.joined()
    try Disk.write(list, to: Self.list(in: staging))
    try Self.heal(staging)
  }

  /// Finishes what a killed build had made final, and forgets what it had not.
  package static func heal(_ folder: String) throws(BuildError) {
    guard Disk.exists(folder) else { return }
    if let text = try Disk.text(list(in: folder)) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for index in stride(from: 0, to: lines.count - 1, by: 2) {
        try move(lines[index], to: lines[index + 1])
      }
    }
    try Disk.remove(folder)
  }

  private static func move(_ staged: String, to destination: String) throws(BuildError) {
    if staged.isEmpty {
      unlink(destination)
    } else if rename(staged, destination) != 0 && errno != ENOENT {
      throw BuildError("\(destination) could not be written: \(systemMessage(errno)).")
    }
  }

  private static func list(in folder: String) -> String { "\(folder)/list" }
}
