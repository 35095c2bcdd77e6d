import Autograd

extension Model {
  /// Keeps all parameters and buffers as they are, until ``unfreeze()``: training finds a constant,
  /// which costs no gradient, and batch normalisation goes by its running averages.
  ///
  /// A part of a model is a model: `network.trunk.freeze()` leaves the head to be trained.
  public func freeze() {
    for parameter in parameters { parameter.isFrozen = true }
    freezeBuffers()
  }

  /// Keeps the buffers alone as they are: batch normalisation goes by its running averages, and its
  /// scale and shift are trained with the rest.
  public func freezeBuffers() {
    for (_, buffer) in namedBuffers { buffer.isFrozen = true }
  }

  /// Lets training change all parameters and buffers again.
  public func unfreeze() {
    for parameter in parameters { parameter.isFrozen = false }
    for (_, buffer) in namedBuffers { buffer.isFrozen = false }
  }
}
