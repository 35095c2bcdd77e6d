import Tensors

/// Augmentation by mixing examples with each other. Labels are mixed as the examples are, so that a
/// model is asked for a straight line between classes and not for certainty everywhere.
extension ClassificationSet {
  /// Each example averaged with another of the set (mixup: Zhang and others, 2018).
  ///
  /// Of itself it keeps a share drawn from the beta distribution of the shapes `alpha` and `alpha`:
  /// mostly nearly all or nearly nothing below 1, any share alike at 1. Partners are a random order
  /// of the set, so that each example is used twice.
  public func mixedUp(alpha: Double = 1, using random: inout Random) -> MixedExamples {
    required(try checkMixing(alpha: alpha))
    let deal = MixingDeal(count, alpha: alpha, using: &random)
    let width = features.shape[1]
    var mixed = features.scalars
    for (row, (partner, share)) in zip(deal.partners, deal.shares).enumerated() {
      for column in 0..<width {
        let (own, other) = (mixed[row * width + column], features.scalars[partner * width + column])
        mixed[row * width + column] = other + (own - other) * share
      }
    }
    return MixedExamples(
      features: Tensor(shape: features.shape, scalars: mixed),
      shares: shares(deal.partners, deal.shares), imageShape: imageShape)
  }

  /// Each image with a rectangle of another pasted over it, in the same place (cut-mix: Yun and
  /// others, 2019).
  ///
  /// The rectangle has the shape of the image, covers a share of it drawn from the beta distribution
  /// of the shapes `alpha` and `alpha`, and has its centre anywhere in the image, so that a part of
  /// it may be outside. Labels are shared out by the pixels that are left of each.
  public func cutMixed(alpha: Double = 1, using random: inout Random) -> MixedExamples {
    required(try checkMixing(alpha: alpha))
    let batch = required(try ImageBatch(images, for: "Cut-mix"))
    let deal = MixingDeal(count, alpha: alpha, using: &random)
    var mixed = features.scalars
    var kept: [Float] = []
    for (image, (partner, share)) in zip(deal.partners, deal.shares).enumerated() {
      let side = Double(1 - share).squareRoot()
      let rows = Self.window(of: side, in: batch.height, using: &random)
      let columns = Self.window(of: side, in: batch.width, using: &random)
      for row in rows {
        let start = row * batch.rowStride + columns.lowerBound * batch.channels
        for offset in start..<start + columns.count * batch.channels {
          mixed[image * batch.stride + offset] = features.scalars[partner * batch.stride + offset]
        }
      }
      kept.append(1 - Float(rows.count * columns.count) / Float(batch.height * batch.width))
    }
    return MixedExamples(
      features: Tensor(shape: features.shape, scalars: mixed), shares: shares(deal.partners, kept),
      imageShape: imageShape)
  }

  /// The places of a window that covers a share of a length around a centre drawn from all of it.
  private static func window(
    of share: Double, in length: Int, using random: inout Random
  ) -> Range<Int> {
    let (wanted, centre) = (Int((share * Double(length)).rounded()), random.below(length))
    let start = centre - wanted / 2
    return max(0, start)..<min(length, start + wanted)
  }

  /// A share of the own class for each example, and the rest of its partner's.
  private func shares(_ partners: [Int], _ kept: [Float]) -> Tensor {
    var shares = Tensor.zeros([count, classCount])
    for (row, (partner, share)) in zip(partners, kept).enumerated() {
      shares.scalars[row * classCount + labels[row]] += share
      shares.scalars[row * classCount + labels[partner]] += 1 - share
    }
    return shares
  }

  package func checkMixing(alpha: Double) throws(TensorError) {
    guard alpha > 0, alpha.isFinite else {
      throw TensorError(
        "Mixing draws shares from a beta distribution, whose shape is above 0 and finite; it was "
          + "\(alpha).")
    }
  }
}

/// Who is mixed with whom, and how much everybody keeps of itself.
private struct MixingDeal {
  let partners: [Int]
  let shares: [Float]

  init(_ count: Int, alpha: Double, using random: inout Random) {
    partners = Tensor.permutation(count, using: &random)
    // Shares take as many words as they need, and so have a stream of their own.
    var own = random.split()
    shares = (0..<count).map { _ in Float(own.beta(alpha)) }
  }
}
