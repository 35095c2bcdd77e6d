/// Finds what is wrong in chapters before anything is run: everything that the text alone tells.
///
/// Findings with severity `error` keep a chapter from being built; those with `warning` are shown
/// in a build and refused by the project's tests; `advice` is for its author.
public struct Linter: Sendable {
  /// All chapters of the book, in the order of the ladder.
  public let chapters: [Chapter]
  /// What the chapters may cite.
  public let bibliography: Bibliography
  /// What the chapters' claims may answer; nil where nobody has collected it.
  public let sayings: Sayings?
  /// Whether the checkout holds a file or folder, by its path from the checkout's root; nil where
  /// there is no checkout to ask.
  public let holds: (@Sendable (String) -> Bool)?

  /// A linter for a whole book: a chapter may refer to others and builds on those before it.
  public init(
    chapters: [Chapter], bibliography: Bibliography, sayings: Sayings? = nil,
    holds: (@Sendable (String) -> Bool)? = nil
  ) {
    self.chapters = chapters
    self.bibliography = bibliography
    self.sayings = sayings
    self.holds = holds
  }

  /// What is wrong in one chapter, in the order of its text.
  public func findings(in chapter: Chapter) -> [Diagnostic] {
    var findings = Findings(chapter)
    findings.checkText()
    findings.checkBlocks()
    findings.checkSameBlocks()
    findings.checkBrokenFences()
    findings.checkKeys()
    findings.checkExercises()
    findings.checkReferences(chapters: chapters)
    findings.checkLinks(chapters: chapters, holds: holds)
    findings.checkPictures()
    findings.checkNames()
    findings.checkNumbers()
    findings.checkCitations(bibliography)
    if let sayings {
      findings.checkAnswers(sayings)
      findings.checkSayings(sayings)
    }
    findings.checkSynopsis()
    findings.checkConcepts(earlier: earlier(than: chapter), all: chapters)
    findings.checkSize()
    return (chapter.problems + findings.all + chapter.tangled().problems).inOrder.bounded
  }

  /// What is wrong anywhere in the book, chapter by chapter.
  public func findings() -> [Diagnostic] {
    bibliography.problems + (sayings?.problems ?? []) + chapters.flatMap { findings(in: $0) }
  }

  private func earlier(than chapter: Chapter) -> ArraySlice<Chapter> {
    chapters.prefix { $0.folder != chapter.folder }
  }
}

/// The findings of one chapter while they are collected.
struct Findings {
  let chapter: Chapter
  private(set) var all: [Diagnostic] = []

  init(_ chapter: Chapter) {
    self.chapter = chapter
  }

  mutating func error(_ place: SourcePosition, _ message: String, _ help: String? = nil) {
    all.append(chapter.diagnostic(.error, at: place, message, help: help))
  }

  mutating func warning(_ place: SourcePosition, _ message: String, _ help: String? = nil) {
    all.append(chapter.diagnostic(.warning, at: place, message, help: help))
  }

  mutating func advice(_ place: SourcePosition, _ message: String, _ help: String? = nil) {
    all.append(chapter.diagnostic(.advice, at: place, message, help: help))
  }

  /// "did you mean 'x'?", or nil.
  func suggestion(_ word: String, _ candidates: some Sequence<String>) -> String? {
    nearest(to: word, in: candidates).map { "did you mean '\($0)'?" }
  }
}
