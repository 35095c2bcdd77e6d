import Downloads
import Files
import Foundation
import Literate

extension Command {
  package static let data = Command(
    "data", operands: "[NAME]", summary: "get a data set that does not come with the book",
    count: 0...1
  ) { invocation, workshop in
    try workshop.getData(invocation.operands.first)
  }
}

extension Workshop {
  /// Gets the set that a person calls `name`, or shows the sets there are when none is named.
  package func getData(
    _ name: String?, of sets: [PublishedSet] = PublishedSet.all,
    with downloader: Downloader = Downloader()
  ) throws -> ExitStatus {
    guard let name else {
      for set in sets { terminal.line(description(of: set, in: downloader.folder)) }
      return .success
    }
    guard let set = sets.first(where: { plain($0.name) == plain(name) }) else {
      let meant = nearest(to: name, in: sets.map(\.name)).map { "Did you mean `\($0)`?" }
      let others = "There are " + sets.map(\.name).joined(separator: ", ") + "."
      throw UsageError("There is no data set `\(name)`. \(meant ?? others)")
    }
    let folder = try get(set, with: downloader)
    terminal.line("\(set.name) is complete in \(folder)")
    terminal.line(set.origin)
    return .success
  }

  /// Being stopped in the middle harms nothing: the next attempt goes on from there.
  private func get(_ set: PublishedSet, with downloader: Downloader) throws -> String {
    // The downloader tells of its progress from another thread, while this one waits for it.
    nonisolated(unsafe) let terminal = terminal
    do {
      return try supervisor.interrupts.letThrough {
        try downloader.get(set) { file, received, total in
          let whole = total.map { " of \(megabytes($0))" } ?? ""
          terminal.progress("\(file): \(megabytes(received))\(whole) MB")
        }
      }
    } catch let error as FileError {
      throw BuildError("the data set \(set.name) could not be got. \(error)")
    }
  }

  /// A line of the list: `mnist     11.6 MB  here`.
  private func description(of set: PublishedSet, in folder: String) -> String {
    let isHere = DataFolder.has(set, environment: ["LADDER_DATA": folder])
    let sizes = set.files.compactMap(\.size)
    let size =
      sizes.count == set.files.count ? "\(megabytes(sizes.reduce(0, +))) MB" : "size not stated"
    let place = isHere ? "here, in \(folder)/\(set.folder)" : "./build.sh data \(set.name) gets it"
    return "\(set.name): \(size), \(place)"
  }
}

/// A name as it is compared: people write cifar10, cifar-10 and CIFAR-10.
private func plain(_ name: String) -> String {
  String(name.lowercased().filter { $0.isLetter || $0.isNumber })
}

private func megabytes(_ bytes: Int) -> String {
  String(format: "%.1f", Double(bytes) / 1e6)
}
