extension Sequence {
  /// What `body` makes of the elements, in their order; several are worked on at a time.
  ///
  /// It is `map` for work that takes long and does not depend on the work beside it, such as a
  /// training run for each of some seeds:
  ///
  ///     let means = (1...8).concurrentMap { (seed: UInt64) in
  ///       var random = Random(seed: seed)
  ///       return Tensor.normal([100_000], using: &random).mean().scalar
  ///     }
  ///
  /// The results are those of `map`, to the last bit, and come sooner: what a small network computes
  /// in one step is too little for two cores, and two networks are not. `body` may read what lies
  /// outside of it and must change nothing there, since two calls would change it at once. It shows
  /// and times nothing: outputs come in order, and a time taken beside other work is none.
  public func concurrentMap<Made, Failure: Error>(
    _ body: (Element) throws(Failure) -> Made
  ) throws(Failure) -> [Made] {
    let elements = Array(self)
    var made = [Result<Made, Failure>?](repeating: nil, count: elements.count)
    made.withUnsafeMutableBufferPointer { made in
      nonisolated(unsafe) let made = made
      Parallel.run(elements.count) { place in
        made[place] = Parallel.$isBesideOthers.withValue(true) {
          do throws(Failure) {
            return .success(try body(elements[place]))
          } catch {
            return .failure(error)
          }
        }
      }
    }
    return try made.map { result throws(Failure) in try result!.get() }
  }
}
