import Tensors

extension ClassificationSet {
  /// As many of the examples as give the classes these shares: `[0.95, 0.05]` makes the second
  /// class rare. Which are kept is drawn; their order stays.
  public func imbalanced(shares: [Double], using random: inout Random) -> ClassificationSet {
    let sizes = required(try sizes(shares: shares))
    var kept: [Int] = []
    for (label, size) in sizes.enumerated() {
      let members = labels.indices.filter { labels[$0] == label }
      kept += Split.shuffled(members, using: &random).prefix(size)
    }
    return rows(kept.sorted())
  }

  /// How many examples of each class can be kept so that they have these shares.
  package func sizes(shares: [Double]) throws(TensorError) -> [Int] {
    let total = shares.reduce(0, +)
    guard shares.count == classCount, total > 0, shares.allSatisfy({ $0 >= 0 }) else {
      throw TensorError(
        "Each of the \(classCount) classes needs a share that is not negative, and the shares are "
          + "\(shares).")
    }
    let counts = classCounts
    let largest =
      shares.indices.filter { shares[$0] > 0 }
      .map { Double(counts[$0]) * total / shares[$0] }.min() ?? 0
    return shares.indices.map {
      Swift.min(counts[$0], Int((largest * shares[$0] / total).rounded()))
    }
  }

  /// The same examples measured differently: every feature stretched by `factor` about its mean and
  /// moved by its offset. What a model meets when the world drifts away from its training data.
  public func shifted(by offsets: [Float], stretchedBy factor: Float = 1) -> ClassificationSet {
    withFeatures(required(try shiftedFeatures(by: offsets, stretchedBy: factor)))
  }

  package func shiftedFeatures(
    by offsets: [Float], stretchedBy factor: Float
  ) throws(TensorError) -> Tensor {
    let width = features.shape[1]
    guard offsets.count == width else {
      throw TensorError(
        "Shifting needs an offset for each of the \(width) features, and \(offsets.count) were "
          + "given.")
    }
    guard count > 0 else { return features }
    let mean = Standardizer(fittedTo: features).mean
    var scalars = features.scalars
    for index in scalars.indices {
      let column = index % width
      scalars[index] = mean[column] + (scalars[index] - mean[column]) * factor + offsets[column]
    }
    return Tensor(shape: features.shape, scalars: scalars)
  }
}
