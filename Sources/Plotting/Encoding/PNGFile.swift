import CPNG

/// A PNG file written straight on zlib.
///
/// libpng's writer reports errors by `longjmp`, which must not leap over Swift's frames, and its
/// simplified interface, which does not, records no physical size and no small palettes. What is
/// left to do is a signature, seven kinds of chunk and the row filters; reading, where errors come
/// from outside, is libpng's work.
struct PNGFile {
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The file of a raster and its deflated rows.
  init(_ raster: Raster, _ data: [UInt8], pixelsPerMeter: Int) {
    chunk("IHDR", header(raster))
    // Colours are sRGB, to be shown by the viewer's perceptual rule.
    chunk("sRGB", [0])
    if raster.form == .palette {
      chunk("PLTE", raster.palette.flatMap { color in [24, 16, 8].map { byte(color, $0) } })
      let opacities = raster.palette.prefix { $0 & 255 != 255 }.map { byte($0, 0) }
      if !opacities.isEmpty { chunk("tRNS", opacities) }
    }
    let size = number(pixelsPerMeter)
    chunk("pHYs", size + size + [1])
    chunk("IDAT", data)
    chunk("IEND", [])
  }

  private func byte(_ color: UInt32, _ shift: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: color >> shift)
  }

  private func number(_ value: Int) -> [UInt8] {
    let bits = UInt32(clamping: value)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
  }

  private func header(_ raster: Raster) -> [UInt8] {
    number(raster.width) + number(raster.height)
      + [UInt8(raster.bitDepth), raster.form.rawValue, 0, 0, 0]
  }

  private mutating func chunk(_ kind: String, _ content: [UInt8]) {
    bytes += number(content.count)
    let start = bytes.count
    bytes += Array(kind.utf8)
    bytes += content
    let sum = bytes[start...].withUnsafeBufferPointer {
      crc32(0, $0.baseAddress, UInt32($0.count))
    }
    bytes += number(Int(sum))
  }
}
