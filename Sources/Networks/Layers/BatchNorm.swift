import Autograd
import Tensors

/// Gives each channel mean 0 and variance 1 over the batch and all places, then a learned scale and
/// shift.
///
/// While training it uses the batch's own mean and variance and keeps running averages of them;
/// while inferring it uses the averages, so that an answer does not depend on who else is asked.
///
/// A frozen one (`norm.freeze()`, or `model.freezeBuffers()` for all of a model) goes by the
/// averages and leaves them alone while training too: for fine tuning on batches that are few, small
/// or unlike those before.
public struct BatchNorm: Layer {
  /// The scale, ones at first.
  public let weight: Parameter
  /// The shift, zeros at first.
  public let bias: Parameter
  /// The running average of the means.
  public let runningMean: Buffer
  /// The running average of the variances, of the sample kind (divided by one less).
  public let runningVariance: Buffer
  /// The share by which a batch moves the running averages.
  public let momentum: Float
  /// Added to the variance.
  public let epsilon: Float

  /// Creates a layer for inputs whose last axis holds `channels` channels.
  public init(_ channels: Int, momentum: Float = 0.1, epsilon: Float = 1e-5) {
    required(try LayerRule.check("BatchNorm", ["channels": channels], atLeast: 1))
    required(try LayerRule.check("BatchNorm", momentum: momentum))
    required(try LayerRule.check("BatchNorm", epsilon: epsilon))
    weight = Parameter(Tensor.ones([channels]))
    bias = Parameter(Tensor.zeros([channels]))
    runningMean = Buffer(Tensor.zeros([channels]))
    runningVariance = Buffer(Tensor.ones([channels]))
    self.momentum = momentum
    self.epsilon = epsilon
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    let tape = input.tape
    let (gain, shift) = (tape.parameter(weight), tape.parameter(bias))
    guard tape.mode == .training, !runningMean.isFrozen else {
      return input.batchNormalized(
        gain: gain, bias: shift, mean: runningMean.value, variance: runningVariance.value,
        epsilon: epsilon)
    }
    let (result, mean, variance) = input.batchNormalized(gain: gain, bias: shift, epsilon: epsilon)
    let count = Float(input.count / mean.count)
    let sample = variance * (count > 1 ? count / (count - 1) : 1)
    runningMean.value = runningMean.value * (1 - momentum) + mean * momentum
    runningVariance.value = runningVariance.value * (1 - momentum) + sample * momentum
    return result
  }

  public func operations(input: [Int], output: [Int]) -> Int { 4 * output.reduce(1, *) }
}
