import Autograd
import Tensors

/// Makes images larger by a whole factor: `[n, h, w, c]` becomes `[n, factor·h, factor·w, c]`.
public struct Upsample2D: Layer {
  /// How many times larger.
  public let factor: Int
  /// How the new pixels are made up.
  public let method: UpsamplingMethod

  /// Creates a layer that repeats pixels, or goes from one to the next in a straight line.
  public init(_ factor: Int = 2, _ method: UpsamplingMethod = .nearest) {
    required(try LayerRule.check("Upsample2D", ["factor": factor], atLeast: 1))
    self.factor = factor
    self.method = method
  }

  public func callAsFunction(_ input: Variable) -> Variable { input.upsampled(by: factor, method) }
}

/// A convolution backwards, which makes images larger: every pixel writes its filters over a patch,
/// and what is written over one another is added up. The weights have the shape
/// `[height, width, outputs, inputs]`.
public struct TransposedConv2D: Layer, TakesActivation {
  /// The filters.
  public let weight: Parameter
  /// What is added to each output channel; nil for none.
  public let bias: Parameter?
  /// How far apart the patches of neighbouring pixels begin: how many times larger images become.
  public let stride: Int
  /// Rows and columns that are cut off on each side of the result.
  public let padding: Int
  /// Rows and columns that are added below and on the right.
  public let extra: Int

  /// Creates random filters of `size` by `size`. Where padding is not said the image becomes
  /// `stride` times larger (an even size at stride 1 takes a row and a column away).
  public init(
    _ inputs: Int, _ outputs: Int, size: Int = 2, stride: Int = 2, padding: Int? = nil,
    extra: Int? = nil, bias: Bool = true, initializer: Initializer = .he,
    using random: inout Random
  ) {
    let layer = "TransposedConv2D"
    required(try LayerRule.check(layer, ["size": size, "stride": stride], atLeast: 1))
    // What the patches reach over beyond the stride is cut off, on both sides.
    let beyond = max(0, size - stride)
    self.padding = padding ?? (beyond + 1) / 2
    let missing = stride == 1 || padding != nil ? 0 : max(0, stride - size) + beyond % 2
    self.extra = extra ?? missing
    required(
      try LayerRule.check(
        layer,
        ["inputs": inputs, "outputs": outputs, "padding": self.padding, "extra": self.extra],
        atLeast: 0))
    require(
      self.extra < stride,
      "\(layer): extra is \(self.extra), and must be less than the stride "
        + "\(stride)")
    // As many patches meet at a place as the stride allows.
    let meeting = max(1, size * size / (stride * stride))
    weight = Parameter(
      initializer(
        [size, size, outputs, inputs], fanIn: inputs * meeting, fanOut: outputs * size * size,
        using: &random))
    self.bias = bias ? Parameter(Tensor.zeros([outputs])) : nil
    self.stride = stride
  }

  public func callAsFunction(_ input: Variable, then activation: Activation) -> Variable {
    input.transposeConvolved(
      with: input.tape.parameter(weight), bias: bias.map { input.tape.parameter($0) },
      stride: stride, padding: padding, extra: extra, activation: activation)
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    2 * input.reduce(1, *) * weight.value.shape.dropLast().reduce(1, *)
  }
}
