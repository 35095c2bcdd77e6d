/// What people say about the book's topics, and which chapters put it to the test:
/// `Chapters/sayings.md`.
///
/// The file is Markdown that reads well as it is: under a heading for each part of the book a table
/// with these three columns.
///
/// ```
/// ## Part I
///
/// | id | saying | chapter |
/// |---|---|---|
/// | C6 | The gradient points towards the minimum. | ch02 |
/// | C8 | No trick of the optimizer mends bad features. | ch02, ch08 |
/// ```
public struct Sayings: Sendable {
  /// One thing that is said.
  public struct Entry: Sendable, Hashable {
    /// What blocks call it: `C45`.
    public let id: String
    /// What is said, in the book's words, in Markdown on one line.
    public let text: String
    /// The chapters that put it to the test, first the one it belongs to: `ch02`.
    public let chapters: [String]
    /// The text of the heading above its table; empty where there is none.
    public let part: String
    /// The id in the file.
    public let range: SourceRange
  }

  /// The sayings, in the order of the file.
  public let entries: [Entry]
  /// What is wrong with the file.
  public let problems: [Diagnostic]

  /// No sayings, for a book that tests none.
  public init() {
    entries = []
    problems = []
  }

  /// Reads a file of sayings.
  public init(_ source: SourceText, file: String = "Chapters/sayings.md") {
    var reader = SayingsReader(source: source, file: file)
    reader.read()
    entries = reader.entries
    problems = reader.problems
  }

  /// The saying of an id, or nil.
  public func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// The sayings that a chapter puts to the test.
  public func entries(of chapter: String) -> [Entry] {
    entries.filter { $0.chapters.contains(chapter) }
  }

  /// Whether a word is formed like an id: capital letters, then digits.
  static func isID(_ word: some StringProtocol) -> Bool {
    let digits = word.utf8.drop { (0x41...0x5A).contains($0) }
    return digits.count < word.utf8.count && !digits.isEmpty
      && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
