import Foundation
import Tensors
import TestSupport

/// Files made by the safetensors package and by NumPy (Tests/Golden/checkpoints.py).
struct CheckpointsGolden: Decodable {
  let safetensors: Data
  let half: Data
  let whole: Data
  let arrays: [String: Data]
  let refused: [String: Data]
  let npz: Data
  let compressed: Data

  static func load() throws -> CheckpointsGolden {
    try JSONDecoder().decode(CheckpointsGolden.self, from: Golden.data("checkpoints.json"))
  }

  /// The tensors of the script, in its order. The third number of the bias is 1e-40.
  static let values: [(name: String, tensor: Tensor)] = [
    ("layer.weight", Tensor(shape: [2, 3], scalars: (0..<6).map { Float($0) / 3 })),
    ("layer.bias", Tensor([-1.5, .infinity, Float(bitPattern: 71_362)])),
    ("scale", Tensor(2.5)),
    ("nothing", Tensor(shape: [0, 4], scalars: [])),
  ]

  /// The metadata of the script.
  static let metadata = ["step": "12", "note": "a \"quoted\" line\nü 𝛼 \u{1}"]
}
