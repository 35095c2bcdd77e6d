/// A run of a chapter, read from its trace: what each block put out, and what it cost.
public struct RunTrace: Equatable, Sendable {
  /// An output and where it stands in the printed text.
  public struct PlacedOutput: Equatable, Sendable {
    public var output: Output
    /// Bytes of standard output that were written before it, from the start of the run.
    public var offset: Int

    public init(output: Output, offset: Int) {
      self.output = output
      self.offset = offset
    }
  }

  /// One block of the chapter as it ran.
  public struct Block: Equatable, Sendable {
    public var id: String
    public var skipped: Skip?
    public var begin: Mark
    /// The mark at which the block ended; nil when the run ended inside it.
    public var end: Mark?
    public var outputs: [PlacedOutput]

    public init(
      id: String, skipped: Skip? = nil, begin: Mark, end: Mark?, outputs: [PlacedOutput] = []
    ) {
      self.id = id
      self.skipped = skipped
      self.begin = begin
      self.end = end
      self.outputs = outputs
    }

    /// Seconds on the clock; zero when the run ended inside the block.
    public var seconds: Double { end.map { $0.seconds - begin.seconds } ?? 0 }
    /// Seconds of processor time; zero when the run ended inside the block.
    public var processorSeconds: Double {
      end.map { $0.processorSeconds - begin.processorSeconds } ?? 0
    }
    /// Multiplications and additions in the block's matrix products.
    public var operations: Int { end.map { max(0, $0.operations - begin.operations) } ?? 0 }
    /// The most memory held while the block ran, in bytes.
    public var peakMemory: Int { end?.peakMemory ?? 0 }
  }

  public var start: Start
  public var blocks: [Block]
  /// The closing record; nil when the chapter returned, exited or stopped early.
  public var finish: Mark?
  /// What the error said that left the chapter, if one did.
  public var failure: String?

  public init(start: Start, blocks: [Block], finish: Mark?, failure: String? = nil) {
    self.start = start
    self.blocks = blocks
    self.finish = finish
    self.failure = failure
  }

  /// The block of this name.
  public subscript(id: String) -> Block? { blocks.first { $0.id == id } }

  /// The most memory held at any time of the run, in bytes.
  public var peakMemory: Int { blocks.map(\.peakMemory).max() ?? 0 }
}
