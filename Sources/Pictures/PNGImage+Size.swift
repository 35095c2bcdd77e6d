import Foundation

extension PNGImage {
  /// The size at which a PNG file is to be shown, in pixels of a page, 96 to the inch: a picture for
  /// dense screens says that it has 192 to the inch, and is shown at half its pixels. A file that
  /// says nothing is shown pixel by pixel; nil of any other file.
  package static func shownSize(ofFile path: String) -> (width: Int, height: Int)? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    // What stands before the pixels is a palette at most.
    return shownSize(of: (try? file.read(upToCount: 4096)).map { [UInt8]($0) } ?? [])
  }

  /// The same from the bytes that a file begins with.
  package static func shownSize(of head: [UInt8]) -> (width: Int, height: Int)? {
    guard head.count >= 33, head.starts(with: [0x89, 0x50, 0x4E, 0x47]),
      head[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ start: Int) -> Int { head[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    // Walk from chunk to chunk: length, kind, content, checksum.
    var place = 8
    while place + 8 <= head.count {
      let kind = head[place + 4..<place + 8]
      if kind.elementsEqual("IDAT".utf8) { break }
      if kind.elementsEqual("pHYs".utf8), place + 17 <= head.count, head[place + 16] == 1 {
        let perMeter = (across: number(place + 8), up: number(place + 12))
        guard perMeter.across > 0, perMeter.up > 0 else { break }
        func shown(_ pixels: Int, _ perMeter: Int) -> Int {
          let length = Double(pixels) * 96 / 0.0254 / Double(perMeter)
          return max(Int(min(length, 1e6).rounded()), 1)
        }
        return (shown(width, perMeter.across), shown(height, perMeter.up))
      }
      place += number(place) + 12
    }
    return (width, height)
  }
}
