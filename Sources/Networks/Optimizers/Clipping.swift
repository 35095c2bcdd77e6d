import Autograd
import Tensors

extension Gradients {
  /// The length of all gradients of `parameters` taken as one long vector.
  public func norm(of parameters: [Parameter]) -> Float {
    var squares = 0.0
    for parameter in parameters where contains(parameter) {
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
      for parameter in parameters where contains(parameter) { self[parameter] *= factor }
    }
    return norm
  }

  /// Limits every slope by itself to `-limit...limit`, which bends the direction.
  public mutating func clip(value limit: Float, of parameters: [Parameter]) {
    require(limit >= 0, "slopes cannot be clipped to \(limit), which is below 0")
    for parameter in parameters where contains(parameter) {
      self[parameter] = self[parameter].clipped(to: -limit...limit)
    }
  }
}
