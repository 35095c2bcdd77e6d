import Foundation
import Ladder
import Pictures

/// What a figure is, in a line of a few letters: its numbers, and how it looks on a light and on a
/// dark page.
enum Digest {
  /// The name of a figure, the digest of its series, and of each drawing the digest of its pixels.
  static func line(_ name: String, _ figure: Figure, _ drawings: [DrawnFigure]) throws -> String {
    let pictures = try drawings.map { try PNGImage(decoding: $0.png).digest }
    return ([name, numbers(figure.series)] + pictures).joined(separator: " ")
  }

  /// A digest of kinds, names and numbers to six digits (FNV-1a): the last digits are another
  /// machine's.
  private static func numbers(_ series: [Series]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for one in series {
      let numbers = (one.x + one.y).map { String(format: "%.6g", $0) }
      for byte in ([one.kind.rawValue, one.name] + numbers).joined(separator: " ").utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
    }
    return String(hash, radix: 16)
  }
}
