import Tensors
import XCTest

/// Work on several elements at a time gives what it gives one by one.
final class ConcurrentMapTests: XCTestCase {
  /// Long enough that a product inside would itself be shared among threads.
  private func walk(_ seed: UInt64) -> [UInt32] {
    var random = Random(seed: seed)
    var x = Tensor.normal([200, 200], using: &random)
    for _ in 0..<3 { x = x.matmul(x) / 15 }
    return x.scalars.map(\.bitPattern)
  }

  func testTheResultsAreThoseOfMapInTheirOrder() {
    let expected = (1...7).map { walk($0) }
    for threads in [1, 2, 4] {
      Parallel.$threads.withValue(threads) {
        XCTAssertEqual((1...7).concurrentMap { walk($0) }, expected, "\(threads) threads")
      }
    }
    XCTAssertEqual([Int]().concurrentMap { $0 }, [])
    XCTAssertEqual((1...3).concurrentMap { a in (1...2).concurrentMap { a * $0 } }[2], [3, 6])
  }

  func testTheFirstErrorInOrderIsThrown() {
    struct Flaw: Error, Equatable { let place: Int }
    for threads in [1, 4] {
      let thrown: Flaw? = Parallel.$threads.withValue(threads) {
        do throws(Flaw) {
          _ = try (0..<20).concurrentMap { (place) throws(Flaw) in
            if place % 7 == 3 { throw Flaw(place: place) }
          }
          return nil
        } catch {
          return error
        }
      }
      XCTAssertEqual(thrown, Flaw(place: 3), "\(threads) threads")
    }
  }

  func testWhoIsInsideKnowsIt() {
    XCTAssertFalse(Parallel.isBesideOthers)
    XCTAssertEqual((0..<3).concurrentMap { _ in Parallel.isBesideOthers }, [true, true, true])
    XCTAssertFalse(Parallel.isBesideOthers)
  }
}
