import Plotting
import Tensors
import Trace

/// What a tangled chapter calls to run itself.
public enum Notebook {
  public static func run(chapter: String, _ body: () throws -> Void) {
    do { try body() } catch { fatalError("\(error)") }
  }

  /// Begins the block `id`.
  public static func enter(_ id: String) {}

  /// Begins the block `id` where it may run now, and says whether it may.
  public static func enters(_ id: String, long: Bool = false, data: [String] = []) -> Bool { true }

  /// Closes the chapter.
  public static func finish() {}
}
