import Foundation

/// Files that belong together and are put in place together, or not at all: a page, its figures, its
/// record.
///
/// They are written to one side first, and what stands in their places is set aside. A list of what
/// goes where then makes the change final, and only after it are the files moved. A build that is
/// killed before the list leaves the book as it was; one killed after it leaves the list, and `heal`
/// finishes the move. Where a file cannot be moved to its place, all of them go back to what they
/// were.
package struct Publication {
  /// Where things are prepared: on the same volume as the book.
  private let staging: String
  private var moves: [Move] = []

  /// A file's way: from where it was prepared, or nil where it is taken away, to its place; what
  /// stood there before is kept beside it until all is done.
  private struct Move {
    var staged: String?
    var destination: String
    var kept: String
  }

  /// A change prepared in `folder`, which belongs to publications alone.
  package init(in folder: String) throws(BuildError) {
    staging = folder
    try Self.heal(folder)
  }

  /// Adds a file. Nothing is done for one that stands in its place already with these bytes.
  package mutating func add(_ bytes: [UInt8], at destination: String) throws(BuildError) {
    if (try? Disk.read(destination)) == bytes { return }
    let staged = "\(staging)/\(moves.count)"
    try Disk.write(bytes, to: staged, as: destination)
    moves.append(Move(staged: staged, destination: destination, kept: "\(staged).old"))
  }

  /// Takes a file away.
  package mutating func remove(_ destination: String) {
    guard Disk.exists(destination) else { return }
    moves.append(Move(destination: destination, kept: "\(staging)/\(moves.count).old"))
  }

  /// Whether anything would change.
  package var isEmpty: Bool { moves.isEmpty }

  /// Puts everything in place. When it throws, nothing has changed.
  package consuming func commit() throws(BuildError) {
    guard !moves.isEmpty else { return }
    do throws(BuildError) {
      for move in moves { try Self.prepare(move) }
      let list = moves.map { "\($0.staged ?? "")\n\($0.destination)\n\($0.kept)\n" }.joined()
      try Disk.write(list, to: Self.list(in: staging))
    } catch {
      try? Disk.remove(staging)
      throw error
    }
    try Self.heal(staging)
  }

  /// Finds out whether a place can be written, while there is nothing to undo, and keeps what stands
  /// there.
  private static func prepare(_ move: Move) throws(BuildError) {
    let folder = Disk.folder(of: move.destination)
    try Disk.makeFolder(folder)
    guard access(folder, W_OK) == 0 else {
      throw BuildError(
        "\(folder) cannot be written: \(systemMessage(errno)). Where the checkout is read-only, "
          + "copy it to a place where you may write, and build there.")
    }
    guard let bytes = try readable(move.destination) else { return }
    try Disk.write(bytes, to: move.kept, as: move.destination)
  }

  /// What stands in a place, which is to be a file's; nil where nothing does.
  private static func readable(_ place: String) throws(BuildError) -> [UInt8]? {
    do throws(BuildError) {
      return try Disk.read(place)
    } catch {
      throw BuildError("\(place) could not be written: there is something else in its place.")
    }
  }

  /// Finishes what a killed build had made final, and forgets what it had not.
  ///
  /// When it throws, the files are as they were before that build, and nothing is left that could
  /// keep a later one from its work.
  package static func heal(_ folder: String) throws(BuildError) {
    guard Disk.exists(folder) else { return }
    defer { try? Disk.remove(folder) }
    guard let text = try? Disk.text(list(in: folder)) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var moves: [Move] = []
    for index in stride(from: 0, to: lines.count - 2, by: 3) {
      let staged = lines[index].isEmpty ? nil : lines[index]
      moves.append(Move(staged: staged, destination: lines[index + 1], kept: lines[index + 2]))
    }
    do throws(BuildError) {
      for move in moves { try finish(move) }
    } catch {
      for move in moves { undo(move) }
      throw error
    }
  }

  private static func finish(_ move: Move) throws(BuildError) {
    guard let staged = move.staged else {
      unlink(move.destination)
      return
    }
    // What is not there any more has been moved already.
    if Disk.exists(staged), rename(staged, move.destination) != 0 {
      throw BuildError("\(move.destination) could not be written: \(systemMessage(errno)).")
    }
  }

  /// Brings back what stood in a place; where nothing did, takes away what stands there now. What
  /// was not moved yet is as it was.
  private static func undo(_ move: Move) {
    let isMoved = move.staged.map { !Disk.exists($0) } ?? !Disk.exists(move.destination)
    guard isMoved else { return }
    if Disk.exists(move.kept) {
      rename(move.kept, move.destination)
    } else {
      unlink(move.destination)
    }
  }

  private static func list(in folder: String) -> String { "\(folder)/list" }
}
