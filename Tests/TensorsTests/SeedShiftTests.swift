import Tensors
import XCTest

final class SeedShiftTests: XCTestCase {
  func testWithoutAShiftASeedIsItsOwnKey() {
    for value in [nil, "", " ", "0", "00", " 0\n"] as [String?] {
      XCTAssertNil(SeedShift.shift(for: value), value ?? "nil")
    }
    XCTAssertEqual(SeedShift.key(of: 7, shift: nil), 7)
    XCTAssertEqual(Random(seed: 7).key, 7)
  }

  /// Replications of the book are made of these numbers: no version of the library may change them.
  func testShiftsStayTheSame() {
    XCTAssertEqual(SeedShift.shift(for: "1"), 0x4687_cd93_9ade_afdf)
    XCTAssertEqual(
      SeedShift.key(of: 7, shift: SeedShift.shift(for: "1")), 0x0d8b_eb7c_05bd_bce1)
  }

  func testShiftedStreamsAreOthersAndStayApart() {
    var keys: Set<UInt64> = []
    for value in ["1", "2", "3", "-1", "again"] {
      let shift = SeedShift.shift(for: value)
      for seed in 0..<1000 as Range<UInt64> { keys.insert(SeedShift.key(of: seed, shift: shift)) }
    }
    XCTAssertEqual(keys.count, 5000)
    XCTAssertTrue(keys.isDisjoint(with: Set(0..<1000)))
  }
}
