import Autograd
import Networks
import Tensors
import XCTest

/// Shapes, parameters, operations and memory against counts by hand.
final class SummaryTests: XCTestCase {
  private var random = Random(seed: 1)

  func testAConvolutionalNetwork() {
    let model = Sequential {
      Conv2D(1, 8, using: &random)
      ReLU()
      MaxPool2D()
      Flatten()
      Linear(128, 10, using: &random)
    }
    let summary = summary(of: model, input: [2, 8, 8, 1])
    XCTAssertEqual(
      summary.rows.map(\.layer), ["0 Conv2D", "1 ReLU", "2 MaxPool2D", "3 Flatten", "4 Linear"])
    XCTAssertEqual(
      summary.rows.map(\.output),
      [[2, 8, 8, 8], [2, 8, 8, 8], [2, 4, 4, 8], [2, 128], [2, 10]])
    XCTAssertEqual(summary.rows.map(\.parameters), [9 * 8 + 8, 0, 0, 0, 1290])
    // A product and a sum for each weight that meets a pixel, or a feature.
    XCTAssertEqual(summary.rows[0].operations, 2 * 2 * 64 * 8 * 9)
    XCTAssertEqual(summary.rows[3].operations, 0)
    XCTAssertEqual(summary.rows[4].operations, 2 * 2 * 128 * 10)
    XCTAssertEqual(summary.rows.map(\.activationBytes), [4096, 4096, 1024, 1024, 80])
    XCTAssertEqual(summary.parameters, model.parameterCount)
    XCTAssertEqual(summary.parameters, 80 + 1290)
    XCTAssertEqual(summary.activationBytes, 4096 + 4096 + 1024 + 1024 + 80)
    XCTAssertEqual(summary.operations, summary.rows.reduce(0) { $0 + $1.operations })
    let lines = "\(summary)".split(separator: "\n")
    XCTAssertEqual(lines.count, 7)
    XCTAssertTrue(lines[0].hasPrefix("layer"), "\(lines[0])")
    XCTAssertTrue(lines[6].hasPrefix("total") && lines[6].contains("1,370"), "\(lines[6])")
    XCTAssertEqual(Set(lines.map(\.count)).count, 1, "columns are aligned")
  }

  func testListsInListsAreTakenApart() {
    let model = Sequential {
      Sequential { Linear(4, 3, using: &random) }
      Residual { Linear(3, 3, using: &random) }
    }
    let summary = summary(of: model, input: [5, 4])
    XCTAssertEqual(summary.rows.map(\.layer), ["0.0 Linear", "1 Residual"])
    XCTAssertEqual(summary.rows[1].operations, 2 * 5 * 3 * 3 + 5 * 3)
  }

  func testATransformerBlockIsTheSumOfItsParts() {
    let (places, width) = (6, 8)
    let block = TransformerBlock(width: width, heads: 2, using: &random)
    let row = summary(of: block, input: [1, places, width]).rows[0]
    XCTAssertEqual(row.output, [1, places, width])
    XCTAssertEqual(row.parameters, 12 * width * width + 13 * width)
    let numbers = places * width
    let products = 2 * numbers * width * 4
    // Each place looks at those before it: half of all pairs, once for scores and once for values.
    let looking = 2 * 2 * places * places * width / 2
    let network = 2 * 2 * numbers * 4 * width
    let norms = 2 * 8 * numbers
    XCTAssertEqual(row.operations, products + looking + network + norms + 2 * numbers)
  }
}
