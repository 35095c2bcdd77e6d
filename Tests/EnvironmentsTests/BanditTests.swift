import Environments
import Tensors
import XCTest

final class BanditTests: XCTestCase {
  func testLeversPayAroundTheirMeans() {
    let bandit = Bandit(means: [0.5, -1, 2], deviation: 0.5)
    var random = Random(seed: 1)
    for lever in 0..<3 {
      let paid = (0..<4000).map { _ in Double(bandit.pull(lever, using: &random)) }
      let mean = paid.reduce(0, +) / 4000
      let variance = paid.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999
      XCTAssertEqual(mean, Double(bandit.means[lever]), accuracy: 0.03)
      XCTAssertEqual(variance.squareRoot(), 0.5, accuracy: 0.02)
    }
  }

  func testRegretIsWhatTheBestPaysMore() {
    let bandit = Bandit(means: [0.5, 2, -1, 2])
    XCTAssertEqual(bandit.best, 1)
    XCTAssertEqual((0..<4).map { bandit.regret(of: $0) }, [1.5, 0, 3, 0])
  }

  func testDrawnLeversFollowTheSeed() {
    var one = Random(seed: 7), two = Random(seed: 7)
    XCTAssertEqual(Bandit(levers: 10, using: &one), Bandit(levers: 10, using: &two))
    var other = Random(seed: 8)
    XCTAssertNotEqual(Bandit(levers: 10, using: &one), Bandit(levers: 10, using: &other))
  }
}
