import Tensors

/// The lengths of a selective scan and how it is cut.
package struct SelectiveScanPlan: Sendable {
  let batch: Int
  let length: Int
  let channels: Int
  /// The numbers of each channel's state.
  let states: Int
  /// Into how many chunks each sequence is cut, and how long each is but the last.
  let chunks: Int
  let chunk: Int

  /// Checks that what a scan reads goes together.
  package init(
    _ x: [Int], delta: [Int], a: [Int], b: [Int], c: [Int], skip: [Int]?, chunk: Int?
  ) throws {
    let name = "selective scan"
    guard x.count == 3 else {
      throw TensorError("\(name): an input of shape \(x) should be [batch, length, channels]")
    }
    guard delta == x else {
      throw TensorError(
        "\(name): steps of shape \(delta) should have the shape of the input, \(x), one for each of "
          + "its numbers")
    }
    guard a.count == 2, a[0] == x[2] else {
      throw TensorError(
        "\(name): rates a of shape \(a) should be [channels, states], with the \(x[2]) channels of "
          + "the input of shape \(x)")
    }
    for (what, shape) in [("b", b), ("c", c)] where shape != [x[0], x[1], a[1]] {
      throw TensorError(
        "\(name): \(what) of shape \(shape) should be [batch, length, states], here "
          + "\([x[0], x[1], a[1]])")
    }
    if let skip, skip != [x[2]] {
      throw TensorError(
        "\(name): a skip of shape \(skip) should hold one number a channel, [\(x[2])]")
    }
    if let chunk, chunk < 1 {
      throw TensorError("\(name): chunks of \(chunk) places; each should have at least 1")
    }
    (batch, length, channels, states) = (x[0], x[1], x[2], a[1])
    self.chunk = min(chunk ?? length, max(length, 1))
    chunks = length == 0 ? 0 : (length + self.chunk - 1) / max(self.chunk, 1)
  }

  /// How many channels are worked on together: those that share a line of the cache.
  static let blockSize = 16

  var blocks: Int { (channels + Self.blockSize - 1) / Self.blockSize }

  /// Calls `body` with the channels of each block of each example, on several threads. The blocks do
  /// not depend on how many.
  func eachBlock(_ body: (_ example: Int, _ block: Int, _ channels: Range<Int>) -> Void) {
    let (blocks, channels) = (blocks, channels)
    Parallel.run(batch * blocks) { piece in
      let (example, block) = piece.quotientAndRemainder(dividingBy: blocks)
      let start = block * Self.blockSize
      body(example, block, start..<min(start + Self.blockSize, channels))
    }
  }
}
