extension Tensor {
  /// The tensor of a function of every scalar, given a way to do a piece of it.
  ///
  ///     x.mapped { $0.each { 1 / $0 } }
  package func mapped(_ body: (Piece) -> Void) -> Tensor {
    read { x in
      Tensor(shape: shape) { result in
        Parallel.pieces(of: count, size: Piece.length) { range in
          let start = range.lowerBound
          body(Piece(x: x + start, result: result + start, count: range.count))
        }
      }
    }
  }

  /// Replaces every scalar by a function of it, in place where nobody shares the scalars.
  ///
  ///     x.update { $0.each { 1 / $0 } }
  package mutating func update(_ body: (ChangingPiece) -> Void) {
    let count = count
    change { x in
      Parallel.pieces(of: count, size: Piece.length) { range in
        body(ChangingPiece(x: x + range.lowerBound, count: range.count))
      }
    }
  }

  /// The tensor of a function of every pair of scalars after broadcasting, given a way to do a
  /// piece of it.
  ///
  ///     a.combined(with: b, in: "adding") { $0.each { $0 + $1 } }
  package func combined(
    with other: Tensor, in operation: String, _ body: (PairPiece) -> Void
  ) -> Tensor {
    let plan = required(try Broadcast(shape, other.shape, in: operation))
    return read { left in
      other.read { right in
        Tensor(shape: plan.shape) { plan.combine(left, right, into: $0, body) }
      }
    }
  }

  /// Replaces every scalar by a function of it and its counterpart: in place when the other tensor
  /// broadcasts to this shape and nobody shares the scalars.
  package mutating func combine(
    with other: Tensor, in operation: String, _ body: (ChangingPairPiece) -> Void
  ) {
    let plan = required(try Broadcast(shape, other.shape, in: operation))
    guard plan.shape == shape else {
      self = broadcast(to: plan.shape)
      combine(with: other, in: operation, body)
      return
    }
    guard !isEmpty else { return }
    other.read { right in
      change { left in plan.update(left, right, body) }
    }
  }
}
