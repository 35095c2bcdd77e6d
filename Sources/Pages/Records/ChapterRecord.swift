import Trace

/// What a chapter put out when its author last accepted it: `Book/records/chNN.json`.
///
/// A page is a function of the chapter's text and of one of these, whether it comes from the run
/// just made or from the file: what a reader sees has always been recorded.
public struct ChapterRecord: Equatable, Sendable {
  /// What the run as a whole cost.
  public struct Cost: Equatable, Sendable {
    public var seconds: Double
    public var peakMemory: Int
    /// Multiplications and additions in matrix products.
    public var operations: Int

    public init(seconds: Double, peakMemory: Int, operations: Int = 0) {
      self.seconds = seconds
      self.peakMemory = peakMemory
      self.operations = operations
    }
  }

  /// The version of the file's format; a reader refuses every other.
  public static let format = 1

  /// The chapter's folder, such as `ch04-optimization`.
  public var chapter: String
  /// Where the numbers were measured.
  public var machine: String
  public var cost: Cost
  /// What the blocks put out, in the order of the chapter; blocks that put out nothing have no entry.
  public var blocks: [BlockEntry]

  public init(chapter: String, machine: String, cost: Cost, blocks: [BlockEntry]) {
    self.chapter = chapter
    self.machine = machine
    self.cost = cost
    self.blocks = blocks
  }

  /// The entry of a block.
  public subscript(id: String) -> BlockEntry? { blocks.first { $0.id == id } }

  /// The number recorded under a name, and the block that recorded it; of several the last.
  public func number(_ name: String) -> (value: Value, block: String)? {
    for block in blocks.reversed() {
      if let found = block.numbers.last(where: { $0.name == name }) {
        return (found.value, block.id)
      }
    }
    return nil
  }

  /// The names of all recorded numbers.
  public var numberNames: [String] { blocks.flatMap { $0.numbers.map(\.name) } }
}
