import Building
import Foundation
import XCTest

/// Two runs and any number of threads give the same bytes; other kernels give the same numbers
/// within the tolerance.
final class DeterminismTests: XCTestCase {
  func testThreadsAndKernels() throws {
    let chapter = """
      # Numbers

      ```swift id=numbers
      var random = Random(seed: 7)
      let a = Tensor.normal([300, 400], mean: 0, deviation: 1, using: &random)
      let b = Tensor.normal([400, 200], mean: 0, deviation: 1, using: &random)
      let product = a.matmul(b)
      print(product.sum(), product.exp().mean(), a.tanh().variance())
      let images = Tensor.normal([64, 500], mean: 0, deviation: 1, using: &random)
      print((images * images).sum(axes: [0]).scalars.prefix(8))
      record("mean", (product * product).mean().scalars[0])
      ```
      """
    let book = try FixtureBook(["ch01-numbers": chapter])
    func printed(_ purpose: BuildOptions.Purpose, _ variables: [String: String]) throws -> Data {
      XCTAssertEqual(
        try book.build {
          $0.purpose = purpose
          $0.environment = variables.mapValues { $0 }
        }, .success, "\(variables): \(book.errors)")
      let work = book.folder[".build/book/ch01"]
      let run = try XCTUnwrap(Disk.names(in: work).first { $0.hasPrefix("run-") })
      return try Data(contentsOf: URL(fileURLWithPath: "\(work)/\(run)/stdout"))
    }
    let first = try printed(.accepting, ["LADDER_THREADS": "1"])
    XCTAssertGreaterThan(first.count, 50)
    for threads in ["1", "2", "4"] {
      XCTAssertEqual(
        try printed(.checking, ["LADDER_THREADS": threads]), first, "\(threads) threads")
    }
    #if arch(x86_64)
      // The sums of a product may differ in their last bits: `check` passes, and that is asked.
      _ = try printed(.checking, ["OPENBLAS_CORETYPE": "Haswell"])
    #endif
  }
}
