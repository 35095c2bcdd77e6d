import Autograd
import Tensors
import XCTest

final class TransposedConvolutionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "transposed convolutions",
      [
        "transposed": { $0[0].transposeConvolved(with: $0[1], bias: $0[2]) },
        "transposedStride2": { $0[0].transposeConvolved(with: $0[1], stride: 2) },
        "transposedStride2Padding1Extra1": {
          $0[0].transposeConvolved(with: $0[1], bias: $0[2], stride: 2, padding: 1, extra: 1)
        },
        "transposedStride3Padding1": {
          $0[0].transposeConvolved(with: $0[1], bias: $0[2], stride: 3, padding: 1)
        },
        "transposedTanh": {
          $0[0].transposeConvolved(with: $0[1], bias: $0[2], stride: 2, activation: .tanh)
        },
      ]
    ).prove()
  }

  /// For every way the convolution has, ⟨C u, v⟩ = ⟨u, Cᵀ v⟩.
  func testItIsTheConvolutionTransposed() {
    var random = Random(seed: 8)
    for (side, inputs, outputs, size, stride, padding) in [
      (8, 16, 16, 3, 1, 1), (9, 8, 5, 5, 1, 2), (12, 8, 20, 3, 2, 1), (5, 4, 7, 3, 1, 0),
      (6, 5, 17, 1, 1, 0), (9, 3, 2, 3, 3, 0),
    ] {
      let large = Tensor.normal([2, side, side, inputs], using: &random)
      let filters = Tensor.normal([size, size, inputs, outputs], using: &random)
      let tape = Tape(.inference)
      let there = tape.constant(large).convolved(
        with: tape.constant(filters), stride: stride, padding: padding)
      let small = Tensor.normal(there.shape, using: &random)
      let extra = (side + 2 * padding - size) % stride
      let back = tape.constant(small).transposeConvolved(
        with: tape.constant(filters), stride: stride, padding: padding, extra: extra)
      XCTAssertEqual(back.shape, large.shape)
      func dot(_ a: Tensor, _ b: Tensor) -> Double {
        zip(a.scalars, b.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
      let size = (there.value.norm().scalar * small.norm().scalar)
      XCTAssertEqual(
        dot(there.value, small), dot(large, back.value), accuracy: 1e-6 * Double(size),
        "\(side) \(inputs) \(outputs)")
    }
  }

  func testRefusals() {
    func patches(
      _ images: [Int] = [1, 3, 3, 2], _ filters: [Int] = [2, 2, 4, 2], stride: Int = 2,
      padding: Int = 0, extra: Int = 0
    ) -> String {
      sentence {
        _ = try Patches(
          transposed: images, filters: filters, stride: stride, padding: padding, extra: extra)
      }
    }
    XCTAssertEqual(patches(), "nothing was thrown")
    XCTAssertEqual(
      patches([1, 3, 3, 4]),
      "transposed convolution of images [1, 3, 3, 4] by filters [2, 2, 4, 2]: images have the axes "
        + "[number, height, width, channels] and filters [height, width, outputs, channels], with as "
        + "many channels")
    let what = "transposed convolution of images [1, 3, 3, 2] by filters [2, 2, 4, 2]: "
    XCTAssertEqual(
      patches(extra: 2),
      what + "stride 2 and padding 0 must be at least 1 and 0, and the extra rows 2 at least 0 and "
        + "fewer than the stride")
    XCTAssertEqual(patches(padding: 3), what + "a padding of 3 takes all of the result away")
    XCTAssertTrue(patches(stride: 0).hasPrefix(what + "stride 0"))
    XCTAssertTrue(patches(stride: .max).hasPrefix(what))
    XCTAssertTrue(
      patches([1, 0, 3, 2]).hasSuffix("there must be a pixel at least in images and in filters"))
    XCTAssertEqual(
      sentence {
        try Variable.checkConvolutionBias([3], outputs: 4, in: "transposed convolution")
      },
      "transposed convolution: the bias has shape [3], and for 4 outputs it should be [4]")
  }
}
