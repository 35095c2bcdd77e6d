import Foundation
import Synchronization

/// Folders that tests made, taken away when the tests are over.
///
/// A `deinit` is too late for that: outside Apple's systems XCTest holds its test cases, and what
/// they hold, until the process ends.
public enum Leftovers {
  private static let folders = Mutex<[String]>([])

  private static let sweep: Void = {
    atexit { Leftovers.folders.withLock { $0.forEach(Leftovers.remove) } }
  }()

  /// Takes the folder away at the end, if it is still there.
  public static func add(_ folder: String) {
    sweep
    folders.withLock { $0.append(folder) }
  }

  private static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
