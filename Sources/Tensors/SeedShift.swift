import Foundation

/// Other luck for a whole program: with `LADDER_SEED=3` every seed in it starts another stream.
///
/// `./build.sh replicate` runs chapters this way, to see which of their verdicts stay. Without
/// LADDER_SEED, or with 0, a seed starts the stream that it always did.
package enum SeedShift {
  /// The shift that the environment asks for, read once.
  static let chosen = shift(for: ProcessInfo.processInfo.environment["LADDER_SEED"])

  /// The shift for a value of LADDER_SEED; nil for none.
  package static func shift(for value: String?) -> UInt64? {
    let word = (value ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !word.isEmpty, Int(word) != 0 else { return nil }
    // FNV-1a, so that any word serves.
    let hash = word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    return mixed(hash)
  }

  /// The key of a seed's stream. Under one shift, different seeds keep different streams.
  package static func key(of seed: UInt64, shift: UInt64?) -> UInt64 {
    guard let shift else { return seed }
    return mixed(seed ^ shift)
  }

  /// The finishing steps of SplitMix64, which map the 64-bit numbers onto themselves.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
