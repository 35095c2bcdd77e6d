import Autograd
import Tensors

/// A classifier of photographs with 4.65 million parameters (EfficientNet-Lite0, the smallest of
/// those that Tan and Le found by search, 2019, without what small machines are slow at).
///
/// ```swift
/// let network = try EfficientNetLite0.published().folded
/// let logits = network.predict(EfficientNetLite0.prepared(pixels))    // [n, 1000]
/// let features = network.features(of: prepared)                       // [n, 1280]
/// ```
///
/// Photographs are `[n, 224, 224, 3]`, red, green and blue; other sizes from 32 on go too.
public struct EfficientNetLite0: Layer {
  /// The first filters, which see colours.
  public let stem: NormedConv2D
  /// Sixteen blocks, five of which halve the picture or begin wider ones.
  public let blocks: [InvertedResidual]
  /// The last filters.
  public let head: NormedConv2D
  /// Features to classes.
  public let classifier: Linear

  /// The blocks in groups: how many, how wide their filters, how far the first moves, how much wider
  /// inside, and the channels they put out.
  private static let plan = [
    (count: 1, size: 3, stride: 1, expansion: 1, outputs: 16),
    (count: 2, size: 3, stride: 2, expansion: 6, outputs: 24),
    (count: 2, size: 5, stride: 2, expansion: 6, outputs: 40),
    (count: 3, size: 3, stride: 2, expansion: 6, outputs: 80),
    (count: 3, size: 5, stride: 1, expansion: 6, outputs: 112),
    (count: 4, size: 5, stride: 2, expansion: 6, outputs: 192),
    (count: 1, size: 3, stride: 1, expansion: 6, outputs: 320),
  ]

  /// Creates a network with random weights.
  public init(classes: Int = 1000, using random: inout Random) {
    stem = NormedConv2D(3, 32, size: 3, stride: 2, using: &random)
    var (blocks, width) = ([InvertedResidual](), 32)
    for group in Self.plan {
      for place in 0..<group.count {
        blocks.append(
          InvertedResidual(
            width, group.outputs, size: group.size, stride: place == 0 ? group.stride : 1,
            expansion: group.expansion, using: &random))
        width = group.outputs
      }
    }
    self.blocks = blocks
    head = NormedConv2D(width, 1280, using: &random)
    classifier = Linear(1280, classes, using: &random)
  }

  private init(folding network: EfficientNetLite0) {
    stem = network.stem.folded
    blocks = network.blocks.map(\.folded)
    head = network.head.folded
    classifier = network.classifier
  }

  /// What the last filters see, on average over the picture: `[n, 1280]`.
  public func features(of input: Variable) -> Variable {
    head(blocks.reduce(stem(input)) { $1($0) }).mean(axes: [1, 2])
  }

  /// The same of a tensor, without keeping anything for gradients.
  public func features(of input: Tensor) -> Tensor {
    features(of: Tape(.inference).constant(input)).value
  }

  public func callAsFunction(_ input: Variable) -> Variable { classifier(features(of: input)) }

  /// The same in use, with all norms folded into the filters before them, which takes a pass over
  /// memory away from each. The classifier is shared.
  public var folded: EfficientNetLite0 { EfficientNetLite0(folding: self) }

  /// Photographs as the published weights want them, from pixels between 0 and 255.
  public static func prepared(_ pixels: Tensor) -> Tensor { (pixels - 127) / 128 }
}
