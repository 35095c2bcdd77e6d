/// A part of the book: its name, and its chapters in order.
public struct Part: Sendable, Hashable {
  /// As the contents show it: `The ladder`.
  public let name: String
  /// The folders of its chapters, such as `ch04-optimization`.
  public let chapters: [String]

  public init(name: String, chapters: [String]) {
    self.name = name
    self.chapters = chapters
  }

  /// The short names of its chapters, such as `ch04`.
  public var ids: [String] { chapters.map { String($0.prefix(4)) } }
}
