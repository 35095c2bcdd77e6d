import Foundation
import TestSupport
import XCTest

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("\(NSTemporaryDirectory())/ladder-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      let made = realpath(mkdtemp(buffer.baseAddress!), nil)!
      defer { free(made) }
      return String(cString: made)
    }
    Leftovers.add(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder.
  subscript(name: String) -> String { "\(path)/\(name)" }

  /// What a file in the folder holds.
  func text(_ name: String) -> String? { try? String(contentsOfFile: self[name], encoding: .utf8) }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}

/// Waits until something holds, at most `seconds`.
func waitUntil(_ seconds: Double = 5, _ condition: () -> Bool) -> Bool {
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if condition() { return true }
    usleep(5_000)
  }
  return condition()
}
