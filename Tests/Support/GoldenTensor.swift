import Tensors

/// A tensor in a golden file: `{"shape": [2], "scalars": [1.5, "nan"]}`; JSON has no numbers for
/// infinities and NaN, which are written as words.
public struct GoldenTensor: Decodable {
  /// The tensor.
  public let tensor: Tensor

  private enum Keys: String, CodingKey {
    case shape, scalars
  }

  private struct Scalar: Decodable {
    let value: Float

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Float.self) {
        value = number
        return
      }
      let word = try container.decode(String.self)
      switch word {
      case "nan": value = .nan
      case "inf": value = .infinity
      case "-inf": value = -.infinity
      default:
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(word)\" is not a number")
      }
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    tensor = Tensor(
      shape: try container.decode([Int].self, forKey: .shape),
      scalars: try container.decode([Scalar].self, forKey: .scalars).map(\.value))
  }
}
