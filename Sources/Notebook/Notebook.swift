import Plotting
import Tensors
import Trace

/// What a tangled chapter calls to run itself.
public enum Notebook {
  public static func run(chapter: String, _ body: () throws -> Void) {
    do { try body() } catch { fatalError("\(error)") }
  }
}
