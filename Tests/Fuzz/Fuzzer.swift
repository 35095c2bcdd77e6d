import Foundation

/// Throws damaged input at a parser, the same input for the same seed.
///
/// Inputs are made from a corpus: pieces cut out, doubled, moved, joined with others, bytes changed,
/// words of a dictionary put in. A run takes a few seconds; `LADDER_FUZZ_SECONDS=600` makes it a
/// thorough one. The input under test is kept in a file, so that a crash leaves it behind.
public struct Fuzzer {
  private var random: SplitMix
  private let corpus: [[UInt8]]
  private let dictionary: [[UInt8]]
  private let limit: Int

  /// - Parameters:
  ///   - corpus: Sound inputs.
  ///   - dictionary: Words that mean something to the parser.
  ///   - limit: The longest input, in bytes.
  public init(seed: UInt64, corpus: [[UInt8]], dictionary: [String], limit: Int = 8_000) {
    random = SplitMix(state: seed)
    self.corpus = corpus
    self.dictionary = dictionary.map { Array($0.utf8) }
    self.limit = limit
  }

  /// The seconds a run takes by default, or as the environment says.
  public static func seconds(default seconds: Double) -> Double {
    ProcessInfo.processInfo.environment["LADDER_FUZZ_SECONDS"].flatMap(Double.init) ?? seconds
  }

  /// Checks damaged inputs until time is up.
  ///
  /// - Parameters:
  ///   - name: Names the file that keeps the input under test.
  ///   - check: Says what is wrong with the parser's answer to an input, or nil.
  /// - Returns: How many inputs were checked, and the first that went wrong.
  public mutating func run(
    seconds: Double, name: String, check: ([UInt8]) -> String?
  ) -> (count: Int, finding: (input: [UInt8], message: String)?) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(name)")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let kept = FileHandle(forWritingAtPath: file.path)
    let end = Date().addingTimeInterval(seconds)
    var count = 0
    while Date() < end {
      let input = next()
      try? kept?.truncate(atOffset: 0)
      kept?.write(Data(input))
      count += 1
      if let message = check(input) { return (count, (input, message)) }
    }
    try? FileManager.default.removeItem(at: file)
    return (count, nil)
  }

  /// The next damaged input.
  public mutating func next() -> [UInt8] {
    var input = corpus[random.below(corpus.count)]
    for _ in 0...random.below(12) { damage(&input) }
    return Array(input.prefix(limit))
  }

  private mutating func damage(_ input: inout [UInt8]) {
    let piece = range(in: input)
    switch random.below(9) {
    case 0: input.removeSubrange(piece)
    case 1: input.insert(contentsOf: input[piece], at: random.below(input.count + 1))
    case 2: input.insert(contentsOf: word(), at: random.below(input.count + 1))
    case 3: input.replaceSubrange(piece, with: word())
    case 4: if !input.isEmpty { input[random.below(input.count)] = UInt8(random.below(256)) }
    case 5:
      let other = corpus[random.below(corpus.count)]
      input.insert(contentsOf: other[range(in: other)], at: random.below(input.count + 1))
    case 6:
      let times = 1 << random.below(8)
      let repeated = [[UInt8]](repeating: word(), count: times).joined()
      input.insert(contentsOf: repeated, at: random.below(input.count + 1))
    case 7: input = Array(input.prefix(random.below(input.count + 1)))
    default: indent(&input)
    }
    if input.count > 2 * limit { input.removeSubrange(limit...) }
  }

  /// Puts the input, or its later lines, into a list or a quote.
  private mutating func indent(_ input: inout [UInt8]) {
    let prefix = Array(["  ", "> ", "\t", " ", "   > ", "- "][random.below(6)].utf8)
    let start = random.below(input.count + 1)
    var result = Array(input[..<start])
    for byte in input[start...] {
      result.append(byte)
      if byte == 0x0A { result += prefix }
    }
    input = result
  }

  private mutating func word() -> [UInt8] { dictionary[random.below(dictionary.count)] }

  private mutating func range(in input: [UInt8]) -> Range<Int> {
    guard !input.isEmpty else { return 0..<0 }
    let start = random.below(input.count)
    return start..<min(input.count, start + 1 + random.below(1 + random.below(80)))
  }
}

/// A small generator of random numbers, for tests only.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(max(1, bound)))
  }
}
