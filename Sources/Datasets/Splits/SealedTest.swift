/// The test part of a split, which counts how often it is read.
///
/// A test part gives an honest number once. Whatever is chosen after the first look was chosen with
/// its help. So it has to be opened by name, and every opening after the first says so in the
/// output, where the reader of the page sees it.
///
/// ```swift
/// let test = parts.test.open("the accuracy we report")
/// ```
public final class SealedTest<Content: RowSet> {
  /// One reading of the test part.
  public struct Opening: Sendable, Equatable, Codable, CustomStringConvertible {
    /// What it was read for.
    public let purpose: String
    /// The file it was read in.
    public let file: String
    /// The line it was read at.
    public let line: Int

    /// The purpose and the place.
    public var description: String { "\"\(purpose)\" at \(file):\(line)" }
  }

  private let content: Content
  private let announce: (String) -> Void
  /// All readings so far, in order.
  public private(set) var openings: [Opening] = []

  /// Seals a test part. `announce` is told of every reading after the first; it prints.
  public init(_ content: Content, announce: @escaping (String) -> Void = { print($0) }) {
    self.content = content
    self.announce = announce
  }

  /// The number of examples, which may be known without reading them.
  public var count: Int { content.count }

  /// The test part, for a stated purpose.
  public func open(_ purpose: String, file: String = #fileID, line: Int = #line) -> Content {
    let opening = Opening(purpose: purpose, file: file, line: line)
    openings.append(opening)
    if openings.count > 1 {
      announce(
        "The test part is read for the \(SealedTest.ordinal(openings.count)) time: \(opening); "
          + "the first was \(openings[0]). What was chosen in between has seen it, and the number "
          + "flatters.")
    }
    return content
  }

  private static func ordinal(_ number: Int) -> String {
    switch number {
    case 2: "second"
    case 3: "third"
    default: "\(number)th"
    }
  }
}
