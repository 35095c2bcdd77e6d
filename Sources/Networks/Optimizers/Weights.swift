import Tensors

/// The weights of one parameter during an update: their values, the slope of the loss along each,
/// and what the optimizer remembers of each.
///
/// An optimizer changes them through one of the `change` functions, which hand over sixteen
/// weights at a time. A large parameter is handed over in pieces, to several cores; every weight is
/// changed by the same arithmetic wherever it lies, so the result does not depend on that.
///
/// What is remembered of a weight is 0 before its first update. Which `change` fits is decided by
/// the number of names in ``Optimizer/remembered``:
///
/// ```swift
/// weights.change { weight, slope, velocity in
///   velocity = 0.9 * velocity + slope
///   weight -= rate * velocity
/// }
/// ```
public struct Weights {
  /// Sixteen numbers, changed at once.
  public typealias Sixteen = SIMD16<Float>

  @usableFromInline let values: UnsafeMutablePointer<Float>
  @usableFromInline let slopes: UnsafePointer<Float>
  /// The numbers remembered of the first weight here, kind after kind.
  @usableFromInline let remembered: UnsafeMutablePointer<Float>
  /// How far the numbers of one kind are from those of the next.
  @usableFromInline let stride: Int
  /// How many weights there are.
  public let count: Int

  init(
    values: UnsafeMutablePointer<Float>, slopes: UnsafePointer<Float>,
    remembered: UnsafeMutablePointer<Float>, stride: Int, count: Int
  ) {
    self.values = values
    self.slopes = slopes
    self.remembered = remembered
    self.stride = stride
    self.count = count
  }

  /// Some of the weights.
  func part(_ range: Range<Int>) -> Weights {
    Weights(
      values: values + range.lowerBound, slopes: slopes + range.lowerBound,
      remembered: remembered + range.lowerBound, stride: stride, count: range.count)
  }

  /// Changes the weights by a rule that remembers nothing: `rule(&weight, slope)`.
  @inlinable @inline(__always)
  public func change(_ rule: (inout Sixteen, Sixteen) -> Void) {
    sweep { from, length in
      var weight = Sixteen(loading: values + from, length)
      rule(&weight, Sixteen(loading: slopes + from, length))
      weight.store(to: values + from, length)
    }
  }

  /// Changes the weights by a rule that remembers one number of each.
  @inlinable @inline(__always)
  public func change(_ rule: (inout Sixteen, Sixteen, inout Sixteen) -> Void) {
    sweep { from, length in
      var weight = Sixteen(loading: values + from, length)
      var first = Sixteen(loading: remembered + from, length)
      rule(&weight, Sixteen(loading: slopes + from, length), &first)
      weight.store(to: values + from, length)
      first.store(to: remembered + from, length)
    }
  }

  /// Changes the weights by a rule that remembers two numbers of each.
  @inlinable @inline(__always)
  public func change(_ rule: (inout Sixteen, Sixteen, inout Sixteen, inout Sixteen) -> Void) {
    let others = remembered + stride
    sweep { from, length in
      var weight = Sixteen(loading: values + from, length)
      var first = Sixteen(loading: remembered + from, length)
      var second = Sixteen(loading: others + from, length)
      rule(&weight, Sixteen(loading: slopes + from, length), &first, &second)
      weight.store(to: values + from, length)
      first.store(to: remembered + from, length)
      second.store(to: others + from, length)
    }
  }

  /// Calls `body` for each sixteen weights, the last of which may be fewer. Everything here is
  /// inlined into the optimizer's step: a rule that is called costs three times as much.
  @inlinable @inline(__always)
  func sweep(_ body: (_ from: Int, _ length: Int) -> Void) {
    var from = 0
    while from + 16 <= count {
      body(from, 16)
      from += 16
    }
    if from < count { body(from, count - from) }
  }
}

extension SIMD16<Float> {
  /// The first `length` numbers from `pointer` on, and zeros up to sixteen.
  @inlinable @inline(__always)
  init(loading pointer: UnsafePointer<Float>, _ length: Int) {
    if length == 16 {
      self = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Float>.self)
    } else {
      self = .zero
      for lane in 0..<length { self[lane] = pointer[lane] }
    }
  }

  /// Writes the first `length` numbers to `pointer`.
  @inlinable @inline(__always)
  func store(to pointer: UnsafeMutablePointer<Float>, _ length: Int) {
    if length == 16 {
      UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: SIMD16<Float>.self)
    } else {
      for lane in 0..<length { pointer[lane] = self[lane] }
    }
  }
}
