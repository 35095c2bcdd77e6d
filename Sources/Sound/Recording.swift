import Tensors

/// A sound as numbers: the pressure of the air, measured many times a second, for each channel.
///
/// A full swing of what the recorder can tell is from -1 to 1, as everywhere where sounds are numbers.
///
///     let tone = Recording(samples: Tensor([[0, 0.5, 0, -0.5]]), samplesPerSecond: 8)
///     tone.seconds         // 0.5
///     tone.channelCount    // 1
public struct Recording: Sendable, Equatable {
  /// The samples, [channels, samples].
  public let samples: Tensor
  /// How often a second the pressure was measured.
  public let samplesPerSecond: Int

  /// A recording of samples, [channels, samples], or [samples] where there is one channel.
  public init(samples: Tensor, samplesPerSecond: Int) {
    self = required(try Recording(checking: samples, samplesPerSecond: samplesPerSecond))
  }

  package init(checking samples: Tensor, samplesPerSecond: Int) throws(TensorError) {
    let shape = samples.rank == 1 ? [1] + samples.shape : samples.shape
    guard shape.count == 2, shape[0] > 0 else {
      throw TensorError(
        "making a recording: samples of shape \(samples.shape) should be [channels, samples], with "
          + "at least one channel")
    }
    guard samplesPerSecond > 0 else {
      throw TensorError(
        "making a recording: \(samplesPerSecond) samples a second, and there must be at least one")
    }
    self.samples = Tensor(shape: shape, scalars: samples.scalars)
    self.samplesPerSecond = samplesPerSecond
  }

  /// The number of channels: 1, or 2 for what two ears hear.
  public var channelCount: Int { samples.shape[0] }

  /// The number of samples in each channel.
  public var sampleCount: Int { samples.shape[1] }

  /// How long it lasts.
  public var seconds: Double { Double(sampleCount) / Double(samplesPerSecond) }

  /// The mean of all channels, [samples]: what one microphone in the middle would have heard.
  ///
  ///     Recording(samples: Tensor([[1, 0], [0, 0.5]]), samplesPerSecond: 8).mono   // [0.5, 0.25]
  public var mono: Tensor {
    samples.mean(axes: [0])
  }
}
