import Trace

/// What a chapter's record keeps of one block.
public struct BlockEntry: Equatable, Sendable {
  /// Printed text or an output, in the order in which the block put them out.
  public enum Part: Equatable, Sendable {
    case printed(String)
    case output(Output)
  }

  /// Where and when a block was run that not every build runs.
  public struct Origin: Equatable, Sendable {
    public var machine: String
    /// The day, as `2026-11-21`.
    public var date: String
    public var seconds: Double
    /// The fingerprint of the library that it was run with, where that is known.
    public var library: String?

    public init(machine: String, date: String, seconds: Double, library: String? = nil) {
      self.machine = machine
      self.date = date
      self.seconds = seconds
      self.library = library
    }
  }

  public var id: String
  /// A digest of the block's code and of what it uses, by which a recorded result is known to be
  /// stale.
  public var code: String
  public var caption: String?
  public var alternativeText: String?
  public var parts: [Part]
  /// What was said when the block failed as it must (`fails=`).
  public var failure: String?
  /// Set for `long` and `data` blocks.
  public var origin: Origin?

  public init(
    id: String, code: String, caption: String? = nil, alternativeText: String? = nil,
    parts: [Part] = [], failure: String? = nil, origin: Origin? = nil
  ) {
    self.id = id
    self.code = code
    self.caption = caption
    self.alternativeText = alternativeText
    self.parts = parts
    self.failure = failure
    self.origin = origin
  }

  /// The outputs, without what was printed.
  public var outputs: [Output] {
    parts.compactMap { part in
      if case .output(let output) = part { return output }
      return nil
    }
  }

  /// Everything that was printed, as one text.
  public var printed: String {
    parts.reduce(into: "") { text, part in
      if case .printed(let piece) = part { text += piece }
    }
  }

  /// The outputs of a kind, in order.
  package func outputs<Kind: OutputKind>(of kind: Kind.Type) -> [Kind] {
    outputs.compactMap { $0.of(kind) }
  }

  /// The recorded numbers, in order.
  public var numbers: [NumberOutput] { outputs(of: NumberOutput.self) }

  /// The pictures that the page shows for the block, in order.
  public var pictures: [Picture] { outputs.flatMap(\.pictures) }

  /// The entry without what the clock said, which is another thing at every run.
  public var withoutTimes: BlockEntry {
    var entry = self
    entry.parts = parts.map { part in
      guard case .output(let output) = part else { return part }
      return .output(output.withoutTimes)
    }
    entry.origin?.date = ""
    entry.origin?.seconds = 0
    return entry
  }
}
