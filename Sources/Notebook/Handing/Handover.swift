import Files
import Foundation
import Trace

/// The folder into which one run of a chapter hands values over, and the names given so far.
package final class Handover: @unchecked Sendable {
  private let folder: String
  private let lock = NSLock()
  private var names: Set<String> = []

  package init(folder: String) { self.folder = folder }

  /// Writes a value under its name: lower case, with hyphens, as numbers are recorded.
  package func write(_ name: String, ending: String, _ bytes: [UInt8]) throws {
    let short = slug(name)
    guard !short.isEmpty else {
      throw NotebookError("\"\(name)\" is handed over, which has no letter or digit in it.")
    }
    guard lock.withLock({ names.insert(short).inserted }) else {
      throw NotebookError(
        "\"\(short)\" is handed over a second time: each value needs a name of its own.")
    }
    do throws(FileError) {
      try FileBytes.write(bytes, to: "\(folder)/\(short).\(ending)")
    } catch {
      throw NotebookError(
        "\"\(short)\" cannot be handed over: \(error). LADDER_HANDOVER must name a folder that "
          + "exists.")
    }
  }
}
