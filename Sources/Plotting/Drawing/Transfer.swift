import Foundation

/// The sRGB transfer curve between the numbers in files and amounts of light.
enum Transfer {
  /// The amount of light for an encoded component.
  static func linear(_ encoded: Double) -> Double {
    let value = encoded.isNaN ? 0 : min(max(encoded, 0), 1)
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// The encoded component for an amount of light.
  static func encoded(_ light: Double) -> Double {
    let value = light.isNaN ? 0 : min(max(light, 0), 1)
    return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
  }

  /// The steps of `bytes`: fine enough that the darkest levels, which lie closest, stay apart.
  static let steps = 16384

  /// The byte for an amount of light of `index / steps`, rounded to the nearest level.
  static let bytes: [UInt8] = {
    var table = [UInt8](repeating: 255, count: steps + 1)
    var level = 0
    var border = linear(0.5 / 255)
    for index in 0...steps {
      while level < 255, Double(index) / Double(steps) >= border {
        level += 1
        border = linear((Double(level) + 0.5) / 255)
      }
      table[index] = UInt8(level)
    }
    return table
  }()
}
