import Foundation

extension Canvas {
  /// The drawing as a PNG file, every pixel of it exactly or, `reducingColors`, in a palette where
  /// the difference cannot be seen.
  ///
  /// `pixelsPerInch` is recorded in the file; without it the canvas keeps its size in points. The
  /// same drawing gives the same bytes.
  package func png(pixelsPerInch: Double? = nil, reducingColors: Bool = false) -> [UInt8] {
    let perInch = pixelsPerInch ?? 72 * scale
    let perMeter = perInch.isFinite ? Int(min(max(perInch / 0.0254, 1), 1e6).rounded()) : 2835
    var raster = indexed() ?? trueColor(reducingColors: reducingColors)
    var data = raster.deflated
    let area = pixelWidth * pixelHeight
    // A drawing is small as it is. What is not may be a photograph, whose differences are smaller.
    if area > 65_536, data.count * 16 > area {
      let smooth = raster.form == .palette ? trueColor(reducingColors: false) : raster
      if smooth.sample.deflatedDifferences.count < raster.sample.deflated.count {
        (raster, data) = (smooth, smooth.deflatedDifferences)
      }
    }
    return PNGFile(raster, data, pixelsPerMeter: perMeter).bytes
  }

  /// The pixels as numbers into a palette; nil where there are more than 256 colours.
  private func indexed() -> Raster? {
    var palette = PaletteBuilder(limit: 256)
    let ground = background.premultiplied
    guard palette.index(of: Canvas.encoded(ground)) != nil else { return nil }
    var samples = [UInt8](repeating: 0, count: pixelWidth * pixelHeight)
    var previous = SIMD4<Float>.zero
    var number: UInt8 = 0
    let fits = samples.withUnsafeMutableBufferPointer { samples in
      forEachTouched { start, end in
        for place in start..<end {
          let light = pixels[place]
          if light != previous {
            guard let index = palette.index(of: Canvas.encoded(Canvas.over(light, ground))) else {
              return false
            }
            previous = light
            number = UInt8(truncatingIfNeeded: index)
          }
          samples[place] = number
        }
        return true
      }
    }
    guard fits else { return nil }
    return Raster(width: pixelWidth, height: pixelHeight, palette: palette.colors, indices: samples)
  }

  /// The pixels as red, green, blue and, where any is not solid, opacity; or as numbers into a
  /// palette where fewer colours are wanted and do.
  private func trueColor(reducingColors: Bool) -> Raster {
    let colors = colors
    if reducingColors, let raster = Raster(width: pixelWidth, height: pixelHeight, reducing: colors)
    {
      return raster
    }
    return Raster(width: pixelWidth, height: pixelHeight, colors: colors)
  }

  /// Red, green, blue and opacity of each pixel, red highest, row by row.
  var colors: [UInt32] {
    let ground = background.premultiplied
    var colors = [UInt32](
      repeating: Canvas.encoded(ground), count: pixelWidth * pixelHeight)
    _ = forEachTouched { start, end in
      for place in start..<end {
        colors[place] = Canvas.encoded(Canvas.over(pixels[place], ground))
      }
      return true
    }
    return colors
  }

  /// Hands out the stretches of pixels that were drawn on, until `body` answers false.
  private func forEachTouched(_ body: (Int, Int) -> Bool) -> Bool {
    for row in 0..<pixelHeight {
      for word in 0..<touchedWords {
        var bits = touched[row * touchedWords + word]
        while bits != 0 {
          let start = (word * 64 + bits.trailingZeroBitCount) * 16
          bits &= bits - 1
          let end = min(start + 16, pixelWidth)
          if !body(row * pixelWidth + start, row * pixelWidth + end) { return false }
        }
      }
    }
    return true
  }

  /// Premultiplied light as red, green, blue and opacity bytes, red highest.
  private static func encoded(_ light: SIMD4<Float>) -> UInt32 {
    let alpha = UInt32((min(max(light.w, 0), 1) * 255).rounded())
    guard alpha > 0 else { return 0 }
    let whole = alpha == 255 ? light : light / light.w
    let place = (whole * Float(Transfer.steps)).clamped(
      lowerBound: .zero, upperBound: SIMD4(repeating: Float(Transfer.steps)))
    let red = UInt32(Transfer.bytes[Int(place.x + 0.5)])
    let green = UInt32(Transfer.bytes[Int(place.y + 0.5)])
    let blue = UInt32(Transfer.bytes[Int(place.z + 0.5)])
    return red << 24 | green << 16 | blue << 8 | alpha
  }
}
