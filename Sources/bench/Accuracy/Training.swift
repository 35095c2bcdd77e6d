import Foundation
import Ladder

/// How a network of the accuracy studies is trained: Adam with decoupled decay, its rate warmed up
/// and let down again, on images that are moved about anew in each epoch.
struct Training {
  var epochs: Int
  var batchSize: Int
  /// The highest learning rate, reached after three tenths of the updates.
  var peakRate: Float
  var weightDecay: Float = 1e-2
  /// By how many pixels images are moved at most.
  var shift = 0

  /// Trains a network on images or rows of numbers, as it expects them.
  func run(
    _ model: Sequential, on examples: ClassificationSet, asImages: Bool, seed: UInt64
  ) throws {
    var random = Random(seed: seed)
    var optimizer = AdamW(weightDecay: weightDecay)
    let updates = epochs * ((examples.count + batchSize - 1) / batchSize)
    try fit(
      model, with: &optimizer, epochs: epochs,
      schedule: OneCycle(peak: peakRate, steps: updates), using: &random,
      batches: { random in
        moved(examples, using: &random).batches(of: batchSize, shuffledBy: &random)
      },
      loss: { batch, tape in
        model(tape.constant(asImages ? batch.images : batch.features))
          .crossEntropy(labels: batch.labels)
      })
  }

  private func moved(
    _ examples: ClassificationSet, using random: inout Random
  ) -> ClassificationSet {
    guard shift > 0 else { return examples }
    return ClassificationSet(
      images: examples.images.randomlyShifted(upTo: shift, using: &random),
      labels: examples.labels, classNames: examples.classNames)
  }
}

/// The classes that a network gives its highest scores, a thousand examples at a time.
func predictions(
  of model: Sequential, on examples: ClassificationSet, asImages: Bool
) -> [Int] {
  examples.batches(of: 1000).flatMap { batch in
    model.predict(asImages ? batch.images : batch.features).argmax(axis: 1)
  }
}

/// Seconds by the clock, and of work by all cores together.
func timed(_ work: () throws -> Void) rethrows -> (clock: Double, work: Double) {
  func spent() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
  let (start, before) = (ContinuousClock.now, spent())
  try work()
  return ((ContinuousClock.now - start) / .seconds(1), spent() - before)
}
