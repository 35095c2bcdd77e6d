import CPNG

/// A PNG file written straight on zlib.
///
/// libpng's writer reports errors by `longjmp`, which must not leap over Swift's frames, and its
/// simplified interface, which does not, records no physical size and no small palettes. What is
/// left to do here is a signature, four kinds of chunk and the row filters; reading, where
/// errors come from outside, is libpng's work.
struct PNGFile {
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ raster: Raster, pixelsPerMeter: Int) {
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
    chunk("IDAT", PNGFile.deflated(raster))
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

  /// The filtered rows, compressed: with each row's best filter and, as that only guesses, with none.
  private static func deflated(_ raster: Raster) -> [UInt8] {
    let plain = compressed(RowFilter.plain(raster))
    guard raster.form != .palette, raster.bitDepth == 8 else { return plain }
    let filtered = compressed(RowFilter.filtered(raster))
    return filtered.count < plain.count ? filtered : plain
  }

  private static func compressed(_ rows: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, 15, 9, Z_FILTERED, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { fatalError("writing a PNG: zlib has no memory to start with") }
    defer { deflateEnd(&stream) }
    // Level 9 looks at up to 4096 earlier places for each match. 128, and fewer once a match of four
    // bytes is found, take a quarter of the time and leave a noisy line of 1000 points a tenth
    // larger (31 instead of 28 KB).
    deflateTune(&stream, 4, 32, 258, 128)
    let bound = Int(deflateBound(&stream, UInt(rows.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      rows.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(bound)
        let result = deflate(&stream, Z_FINISH)
        guard result == Z_STREAM_END else { fatalError("writing a PNG: zlib answered \(result)") }
      }
      count = bound - Int(stream.avail_out)
    }
  }
}
