import Literate
import Pages
import Trace

/// A chapter's page with all else that is known when the site is made.
public struct ChapterState: Sendable {
  public var page: ChapterPage
  /// The last run, which knows what each block cost.
  public var trace: RunTrace?
  /// How the reader's answers did, by exercise.
  public var answers: [String: ReadersAnswer]
  /// The pixels of its pictures, by file, so that a page has its height before they are loaded.
  public var pictures: [String: (width: Int, height: Int)] = [:]

  public init(
    _ page: ChapterPage, trace: RunTrace? = nil, answers: [String: ReadersAnswer] = [:]
  ) {
    self.page = page
    self.trace = trace
    self.answers = answers
  }

  var chapter: Chapter { page.chapter }
  /// What the page shows; nil when it was never run.
  var record: ChapterRecord? { page.record }
}
