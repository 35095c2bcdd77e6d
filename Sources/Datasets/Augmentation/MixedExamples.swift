import Tensors

/// Examples of which each is made of two, and how much of each class it is.
///
/// ```swift
/// let mixed = batch.mixedUp(using: &random)
/// let loss = model(tape.constant(mixed.images)).crossEntropy(shares: mixed.shares)
/// ```
public struct MixedExamples: Sendable, Equatable {
  /// One row of numbers for each example: `[count, features]`.
  public let features: Tensor
  /// How much of each class an example is: `[count, classes]`, rows that add up to 1.
  public let shares: Tensor
  /// Height, width and channels of each example, when the examples are images.
  public let imageShape: [Int]?

  /// The number of examples.
  public var count: Int { shares.shape[0] }

  /// The examples as images: `[count, height, width, channels]`.
  public var images: Tensor {
    guard let imageShape else {
      fatalError(
        "The mixed examples are rows of \(features.shape[1]) features and no images.")
    }
    return features.reshaped([count] + imageShape)
  }
}
