import CPNG

/// A decoded PNG file: what it shows, pixel by pixel.
package struct PNGImage: Equatable, Sendable {
  package let width: Int
  package let height: Int
  /// Red, green, blue and opacity of each pixel, row by row, as sRGB bytes.
  package let samples: [UInt8]

  /// Decodes a file through libpng's simplified interface, which reports errors as values.
  package init(decoding file: [UInt8]) throws(PNGError) {
    // libpng keeps the address of the file between the two calls.
    self = try file.withUnsafeBufferPointer { bytes throws(PNGError) in
      try PNGImage(reading: bytes)
    }
  }

  private init(reading file: UnsafeBufferPointer<UInt8>) throws(PNGError) {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
      throw PNGError(reason: PNGImage.message(&image))
    }
    let pixels = Int(image.width) * Int(image.height)
    guard pixels <= PNGImage.mostPixels else {
      throw PNGError(
        reason: "\(image.width) by \(image.height) pixels are more than any figure has")
    }
    // Red, green, blue and opacity, eight bits each.
    image.format = UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(PNG_FORMAT_FLAG_ALPHA)
    var samples = [UInt8](repeating: 0, count: pixels * 4)
    guard png_image_finish_read(&image, nil, &samples, 0, nil) != 0 else {
      throw PNGError(reason: PNGImage.message(&image))
    }
    width = Int(image.width)
    height = Int(image.height)
    self.samples = samples
  }

  /// A header that claims more than this is refused before memory is taken.
  private static let mostPixels = 100_000_000

  private static func message(_ image: inout png_image) -> String {
    withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// Why bytes are not a PNG file that can be shown.
package struct PNGError: Error, CustomStringConvertible {
  package let reason: String
  package var description: String { "reading a PNG file: \(reason)" }
}
