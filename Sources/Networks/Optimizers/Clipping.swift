import Autograd
import Tensors

extension Gradients {
  /// The length of all gradients of `parameters` taken as one long vector. A parameter counts once,
  /// however often it is listed.
  public func norm(of parameters: [Parameter]) -> Float {
    var squares = 0.0
    for parameter in differentiated(parameters) {
      let norm = Double(self[parameter].norm().scalar)
      squares += norm * norm
    }
    return Float(squares.squareRoot())
  }

  /// Shortens all gradients together, keeping their direction, until their norm is at most
  /// `limit`; returns the norm they had.
  @discardableResult
  public mutating func clip(norm limit: Float, of parameters: [Parameter]) -> Float {
    let norm = norm(of: parameters)
    if norm > limit {
      let factor = limit / (norm + 1e-6)
      for parameter in differentiated(parameters) { self[parameter] *= factor }
    }
    return norm
  }

  /// Limits every slope by itself to `-limit...limit`, which bends the direction.
  public mutating func clip(value limit: Float, of parameters: [Parameter]) {
    require(limit >= 0, "slopes cannot be clipped to \(limit), which is below 0")
    for parameter in differentiated(parameters) {
      self[parameter] = self[parameter].clipped(to: -limit...limit)
    }
  }

  /// Those of the parameters that have a gradient, each once.
  private func differentiated(_ parameters: [Parameter]) -> [Parameter] {
    var known: Set<ObjectIdentifier> = []
    return parameters.filter { contains($0) && known.insert(ObjectIdentifier($0)).inserted }
  }
}
