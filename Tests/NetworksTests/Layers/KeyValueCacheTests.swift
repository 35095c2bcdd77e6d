import Autograd
import Networks
import Tensors
import XCTest

final class KeyValueCacheTests: XCTestCase {
  /// A sequence read in pieces, each after the other, as it comes out of a layer with a cache.
  private func inPieces(
    _ pieces: [Int], of input: Tensor, _ layer: (Variable, inout KeyValueCache) -> Variable
  ) -> (output: Tensor, cache: KeyValueCache) {
    var (cache, outputs, start) = (KeyValueCache(), [Tensor](), 0)
    for piece in pieces {
      let places = input[0..., start..<start + piece]
      outputs.append(layer(Tape(.inference).constant(places), &cache).value)
      start += piece
    }
    return (Tensor.concatenated(outputs, axis: 1), cache)
  }

  private func attention(_ keyHeads: Int, _ rotary: RotaryPositions?) -> MultiHeadAttention {
    var random = Random(seed: 4)
    return MultiHeadAttention(
      width: 16, heads: 4, keyHeads: keyHeads, causal: true, rotary: rotary,
      initializer: .xavier, using: &random)
  }

  /// Place by place or in pieces, one sequence or three: the outputs are those of the whole.
  func testInPiecesAsTheWhole() {
    var random = Random(seed: 5)
    let turning = RotaryPositions.Pairs.allCases.map {
      RotaryPositions(context: 9, width: 4, pairs: $0)
    }
    for batch in [1, 3] {
      let input = Tensor.normal([batch, 9, 16], using: &random)
      for keyHeads in [1, 2, 4] {
        for rotary in [nil] + turning.map(Optional.some) {
          let layer = attention(keyHeads, rotary)
          let whole = layer.predict(input)
          for pieces in [[9], [Int](repeating: 1, count: 9), [4, 1, 3, 1]] {
            let (output, cache) = inPieces(pieces, of: input) { layer($0, cache: &$1) }
            XCTAssert(output.isClose(to: whole, relative: 1e-4, absolute: 1e-5), "\(pieces)")
            XCTAssertEqual(cache.count, 9)
            XCTAssertEqual(cache.bytes, 4 * 2 * batch * 9 * keyHeads * 4)
          }
        }
      }
    }
  }

  func testBlocksGoOnFromTheirCache() {
    var random = Random(seed: 6)
    let input = Tensor.normal([1, 6, 16], using: &random)
    for norms in NormPlace.allCases {
      let block = TransformerBlock(width: 16, heads: 2, norms: norms, using: &random)
      let (output, _) = inPieces([1, 1, 1, 1, 1, 1], of: input) { block($0, cache: &$1) }
      XCTAssert(output.isClose(to: block.predict(input), relative: 1e-4, absolute: 1e-5))
    }
  }

  func testPositionsGoOn() {
    var random = Random(seed: 7)
    let input = Tensor.normal([2, 6, 8], using: &random)
    let learned = LearnedPositions(context: 6, width: 8, using: &random)
    let waves = SinusoidalPositions(context: 6, width: 8)
    let rest = Tape(.inference).constant(input[0..., 4...])
    XCTAssertEqual(learned(rest, from: 4).value, learned.predict(input)[0..., 4...])
    XCTAssertEqual(waves(rest, from: 4).value, waves.predict(input)[0..., 4...])
  }

  /// What was read and is forgotten again leaves no trace.
  func testGoingBack() {
    var random = Random(seed: 8)
    let layer = attention(2, RotaryPositions(context: 9, width: 4))
    let input = Tensor.normal([1, 7, 16], using: &random)
    let other = Tensor.normal([1, 3, 16], using: &random)
    var cache = inPieces([4], of: input) { layer($0, cache: &$1) }.cache
    let before = cache
    _ = layer(Tape(.inference).constant(other), cache: &cache)
    XCTAssertEqual(cache.count, 7)
    XCTAssertEqual(before.count, 4, "a copy is not changed with it")
    cache.keep(4)
    XCTAssertEqual(cache.keys, before.keys)
    XCTAssertEqual(cache.values, before.values)
    cache.keep(0)
    XCTAssertEqual(cache.count, 0)
    XCTAssertEqual(cache.bytes, 0)
    let rest = layer(Tape(.inference).constant(input), cache: &cache).value
    XCTAssert(rest.isClose(to: layer.predict(input), relative: 1e-4, absolute: 1e-5))
  }
}
