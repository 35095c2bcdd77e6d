extension Elementary {
  /// The error function, within 2 ulps.
  @inlinable @inline(__always)
  package static func erf(_ x: Float) -> Float {
    // Near 0: x + x P(x²).
    let square = x * x
    var p: Float = 0x1.4d2864p-14
    p = Float(-0x1.a583bcp-11).addingProduct(p, square)
    p = Float(0x1.543f2ap-8).addingProduct(p, square)
    p = Float(-0x1.b80062p-6).addingProduct(p, square)
    p = Float(0x1.ce2d6p-4).addingProduct(p, square)
    p = Float(-0x1.812740p-2).addingProduct(p, square)
    p = Float(0x1.06eba8p-3).addingProduct(p, square)
    let near = x.addingProduct(p, x)
    // Further out: 1 - e^(-x²) E(|x|), which is 1 from 4 on.
    let size = x.magnitude > 4 ? 4 : x.magnitude
    var q: Float = -0x1.5abea4p-15
    q = Float(0x1.a108d6p-11).addingProduct(q, size)
    q = Float(-0x1.c49674p-8).addingProduct(q, size)
    q = Float(0x1.26f182p-5).addingProduct(q, size)
    q = Float(-0x1.03bb16p-3).addingProduct(q, size)
    q = Float(0x1.4a97f2p-2).addingProduct(q, size)
    q = Float(-0x1.3e617ap-1).addingProduct(q, size)
    q = Float(0x1.ded444p-1).addingProduct(q, size)
    q = Float(-0x1.1bec1cp0).addingProduct(q, size)
    q = Float(0x1.feabb4p-1).addingProduct(q, size)
    let far = Float(1).addingProduct(-q, expInRange(-size * size))
    let signed = Float(bitPattern: far.bitPattern | (x.bitPattern & 0x8000_0000))
    let result = x.magnitude < 0.9 ? near : signed
    return x.isNaN ? x : result
  }

  /// The standard normal distribution at x: the probability Φ(x) of a smaller number, and the
  /// density φ(x). Absolute error below 1e-7; both are exactly what GELU and its derivative need.
  @inlinable @inline(__always)
  package static func normal(_ x: Float) -> (probability: Float, density: Float) {
    // Φ(-a) = e^(-a²/2) R(a), so that probability and density share the exponential.
    let size = x.magnitude > 5.8 ? 5.8 : x.magnitude
    var r: Float = -0x1.5a7832p-22
    r = Float(0x1.079ed6p-17).addingProduct(r, size)
    r = Float(-0x1.6908bap-14).addingProduct(r, size)
    r = Float(0x1.2ae78ep-11).addingProduct(r, size)
    r = Float(-0x1.5611f4p-9).addingProduct(r, size)
    r = Float(0x1.284bd4p-7).addingProduct(r, size)
    r = Float(-0x1.a21e4ap-6).addingProduct(r, size)
    r = Float(0x1.fb976ep-5).addingProduct(r, size)
    r = Float(-0x1.1005dcp-3).addingProduct(r, size)
    r = Float(0x1.fff406p-3).addingProduct(r, size)
    r = Float(-0x1.988406p-2).addingProduct(r, size)
    r = Float(0.5).addingProduct(r, size)
    let square = x * x
    // Exactly 0 where Float has only its slow smallest numbers left.
    let e = square > 174 ? 0 : expInRange(-0.5 * square)
    let tail = r * e
    return (x < 0 ? tail : 1 - tail, e * 0x1.988454p-2)
  }

  /// The number that a standard normal variable exceeds with probability `q`, which is at most a
  /// half. Relative error below 1e-6 down to q = 2^-32.
  @inlinable @inline(__always)
  package static func upperNormalQuantile(_ q: Float) -> Float {
    let w = -log(4 * q * (1 - q))
    let m = w - 2.5
    var middle: Float = -0x1.be381ep-27
    middle = Float(0x1.0079b6p-25).addingProduct(middle, m)
    middle = Float(0x1.65d566p-21).addingProduct(middle, m)
    middle = Float(-0x1.46067ap-18).addingProduct(middle, m)
    middle = Float(-0x1.d912d8p-18).addingProduct(middle, m)
    middle = Float(0x1.439e12p-12).addingProduct(middle, m)
    middle = Float(-0x1.d06a52p-10).addingProduct(middle, m)
    middle = Float(-0x1.832762p-8).addingProduct(middle, m)
    middle = Float(0x1.652c5cp-2).addingProduct(middle, m)
    middle = Float(0x1.0fc8bcp1).addingProduct(middle, m)
    let t = w.squareRoot() - 3
    var tail: Float = 0x1.dab7e6p-15
    tail = Float(-0x1.e41230p-13).addingProduct(tail, t)
    tail = Float(-0x1.c3bcf4p-16).addingProduct(tail, t)
    tail = Float(0x1.e19f28p-10).addingProduct(tail, t)
    tail = Float(-0x1.4b8496p-8).addingProduct(tail, t)
    tail = Float(0x1.0b20bap-7).addingProduct(tail, t)
    tail = Float(-0x1.626a2cp-7).addingProduct(tail, t)
    tail = Float(0x1.b535b2p-7).addingProduct(tail, t)
    tail = Float(0x1.6aa534p0).addingProduct(tail, t)
    tail = Float(0x1.00696cp2).addingProduct(tail, t)
    return (w < 5 ? middle : tail) * (1 - 2 * q)
  }
}
