import Foundation
import Ladder

extension Study {
  /// The network of textbooks, 784-128-10: at least 97.8 % after at most four seconds of training.
  static let mnistPerceptron = Study(
    name: "mnist-accuracy", what: "784-128-10 on MNIST: 97.8 % in 4 s of training"
  ) {
    try trainOnMNIST(
      Training(epochs: 5, batchSize: 128, peakRate: 6e-3), asImages: false, goal: 97.8, seconds: 4
    ) { random in
      Sequential {
        Linear(784, 128, using: &random)
        ReLU()
        Linear(128, 10, using: &random)
      }
    }
  }

  /// A convolutional network: at least 99.4 % after at most ninety seconds of training.
  static let mnistConvolutions = Study(
    name: "mnist-convolutions-accuracy", what: "convolutions on MNIST: 99.4 % in 90 s of training"
  ) {
    try trainOnMNIST(
      Training(epochs: 8, batchSize: 128, peakRate: 8e-3, weightDecay: 0.05, shift: 1),
      asImages: true, goal: 99.4, seconds: 90
    ) { random in
      Sequential {
        Conv2D(1, 16, using: &random)
        MaxPool2D()
        BatchNorm(16)
        ReLU()
        Conv2D(16, 32, using: &random)
        MaxPool2D()
        BatchNorm(32)
        ReLU()
        Conv2D(32, 64, using: &random)
        MaxPool2D()
        BatchNorm(64)
        ReLU()
        Flatten()
        Dropout(0.2)
        Linear(3 * 3 * 64, 10, using: &random)
      }
    }
  }
}

/// Trains a network on the 60,000 and says how many of the 10,000 it knows, and the time it took.
private func trainOnMNIST(
  _ training: Training, asImages: Bool, goal: Double, seconds: Double,
  _ network: (inout Random) -> Sequential
) throws {
  let (train, sealed) = try MNIST.load()
  let test = sealed.open("the accuracy that is reported")
  var random = Random(seed: 21)
  let model = network(&random)
  let time = try timed { try training.run(model, on: train, asImages: asImages, seed: 22) }
  let found = predictions(of: model, on: test, asImages: asImages)
  let right = Score.correctness(of: found, labels: test.labels)
  let interval = Bootstrap.mean(of: right, using: &random)
  print("\(percent(interval)) % of \(test.count) digits, aimed at \(goal)")
  print(
    String(
      format: "%.1f s of training, aimed at %.0f; %.1f s of work by all cores; %d parameters",
      time.clock, seconds, time.work, model.parameterCount))
}
