import Foundation
import Tensors

/// Values computed by other libraries, kept as JSON in Tests/Golden beside the script that made them.
public enum Golden {
  /// The contents of `Tests/Golden/<name>`, from a test in any folder.
  public static func data(_ name: String) throws -> Data {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Data(contentsOf: tests.appendingPathComponent("Golden").appendingPathComponent(name))
  }
}
