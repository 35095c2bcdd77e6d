import Literate
import Trace
import Weaving

/// A chapter with all that is known about it when the site is made.
public struct ChapterState: Sendable {
  public var chapter: Chapter
  /// What its page shows; nil when it was never run.
  public var record: ChapterRecord?
  /// In what the last run differs from the accepted record.
  public var differences: [Difference]
  /// The last run, which knows what each block cost.
  public var trace: RunTrace?
  /// How the reader's answers did, by exercise.
  public var answers: [String: ReadersAnswer]
  /// The pixels of its pictures, by file, so that a page has its height before they are loaded.
  public var pictures: [String: (width: Int, height: Int)] = [:]

  public init(
    chapter: Chapter, record: ChapterRecord?, differences: [Difference] = [],
    trace: RunTrace? = nil, answers: [String: ReadersAnswer] = [:]
  ) {
    self.chapter = chapter
    self.record = record
    self.differences = differences
    self.trace = trace
    self.answers = answers
  }
}
