/// A generator of random numbers whose streams stay the same for ever: the same seed gives the same
/// numbers on every machine, with any number of threads, in every version of the library.
///
/// The generator is Philox 4x32-10 (Salmon and others, "Parallel random numbers: as easy as 1, 2,
/// 3", 2011). It has no hidden state to churn: a stream is a function from (key, position) to a
/// word of 32 random bits, so the whole state is two numbers, a position may be skipped to, and
/// large tensors are filled by many cores at once without changing a single number.
///
/// What draws how many words is part of the promise: `next()` two, and each scalar of a uniform,
/// normal, truncated normal, Bernoulli or categorical tensor one.
///
/// `LADDER_SEED=3` in the environment gives a whole program other luck: every seed another stream.
///
///     var random = Random(seed: 7)
///     let weights = Tensor.normal([784, 128], mean: 0, deviation: 0.05, using: &random)
public struct Random: RandomNumberGenerator, Sendable, Equatable, Hashable, Codable {
  /// Names the stream. Streams with different keys have nothing to do with each other.
  public let key: UInt64
  /// How many words of the stream have been drawn.
  public private(set) var position: UInt64

  /// Starts the stream of a seed.
  public init(seed: UInt64) {
    self.init(key: SeedShift.key(of: seed, shift: SeedShift.chosen), position: 0)
  }

  /// Goes on with a stream where a saved generator stood.
  public init(key: UInt64, position: UInt64) {
    self.key = key
    self.position = position
  }

  /// The next 64 random bits: two words of the stream, the low half first.
  public mutating func next() -> UInt64 {
    let low = Philox.word(at: position, key: key)
    let high = Philox.word(at: position &+ 1, key: key)
    position &+= 2
    return UInt64(high) << 32 | UInt64(low)
  }

  /// A new generator whose stream is independent of this one; draws two words.
  ///
  /// Give each worker, layer or experiment one of its own, and it keeps its numbers when the
  /// others draw more or fewer.
  public mutating func split() -> Random {
    Random(key: next(), position: 0)
  }

  /// Moves past `count` words, and says where they start.
  package mutating func draw(_ count: Int) -> UInt64 {
    defer { position &+= UInt64(count) }
    return position
  }
}
