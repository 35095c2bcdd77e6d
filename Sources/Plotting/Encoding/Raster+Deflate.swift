import CPNG

extension Raster {
  /// The rows as they are, deflated.
  var deflated: [UInt8] { Raster.deflated(RowFilter.plain(self)) }

  /// The rows as differences from their neighbours, deflated: right for amounts that change
  /// smoothly, and wrong for numbers of a palette, which are no amounts.
  var deflatedDifferences: [UInt8] { Raster.deflated(RowFilter.filtered(self)) }

  /// Sixteen rows of every 128, for finding out cheaply which way of storing them is smaller.
  var sample: Raster {
    var rows: [UInt8] = []
    var count = 0
    for row in 0..<height where row % 128 < 16 {
      rows += bytes[row * rowBytes..<(row + 1) * rowBytes]
      count += 1
    }
    return Raster(self, height: count, bytes: rows)
  }

  private static func deflated(_ rows: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { fatalError("writing a PNG: zlib has no memory to start with") }
    defer { deflateEnd(&stream) }
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
