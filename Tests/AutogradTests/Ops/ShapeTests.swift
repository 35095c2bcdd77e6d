import Autograd
import Tensors
import XCTest

final class ShapeTests: XCTestCase {
  private let mask = Tensor([[1, 0, 1], [0, 0, 1]])

  func testOperations() {
    let mask = mask
    OpFamily(
      "shapes",
      [
        "reshaped": { $0[0].reshaped([3, -1]) },
        "flattened": { $0[0].flattened() },
        "expanded": { $0[0].expanded(axis: 1) },
        "squeezed": { $0[0].squeezed() },
        "transposed": { $0[0].transposed() },
        "permuted": { $0[0].permuted([2, 0, 1]) },
        "permutedNegative": { $0[0].permuted([-1, 0, 1]) },
        "broadcast": { $0[0].broadcast(to: [2, 3]) },
        "slice": { $0[0].slice(axis: 1, 1..<3) },
        "sliceTwice": { $0[0].slice(axis: -1, 0..<2) * $0[0].slice(axis: 1, 1..<3) },
        "parts": { $0[0][0..<2, 1, 1...] },
        "emptySlice": { $0[0].slice(axis: 0, 1..<1) },
        "row": { $0[0].row(1) },
        "split": {
          let parts = $0[0].split(axis: 1, counts: [1, 2])
          return parts[0] * parts[1]
        },
        "rows": { $0[0].rows([2, 0, 2, 1]) },
        "rowsNone": { $0[0].rows([]) },
        "gathered": { $0[0].gathered([1, 1, 0], axis: 1) },
        "scatterAdding": { $0[0].scatterAdding($0[1], at: [2, 0, 2]) },
        "picked": { $0[0].picked([1, 0, 1]) },
        "pickedFirst": { $0[0].picked([1, 0], axis: 0) },
        "sorted": { $0[0].sorted() },
        "sortedFirst": { $0[0].sorted(axis: 0, descending: true) },
        "topK": { $0[0].topK(2).values },
        "topKFirst": { $0[0].topK(2, axis: 0).values },
        "concatenated": { Variable.concatenated([$0[0], $0[1]]) },
        "concatenatedLast": { Variable.concatenated([$0[0], $0[1], $0[0]], axis: -1) },
        "stacked": { Variable.stacked([$0[0], $0[1]], axis: 1) },
        "padded": { $0[0].padded([(0, 1), (2, 0)], with: 3) },
        "flipped": { $0[0].flipped(axis: 1) },
        "tiled": { $0[0].tiled([2, 3]) },
        "where": { Variable.where(mask, $0[0], $0[1]) },
      ]
    ).prove()
  }
}
