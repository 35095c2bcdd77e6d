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
  /// Why the page is not that of the chapter's text as it stands; nil when it is.
  public var notice: String?
  /// The pictures that the page shows, by their names on it.
  public var pictures: [String: SitePicture] = [:]

  public init(
    _ page: ChapterPage, trace: RunTrace? = nil, answers: [String: ReadersAnswer] = [:],
    notice: String? = nil
  ) {
    self.page = page
    self.trace = trace
    self.answers = answers
    self.notice = notice
  }

  var chapter: Chapter { page.chapter }
  /// What the page shows; nil when it was never run.
  var record: ChapterRecord? { page.record }
  /// The figures of the page, also those that stand for what moves.
  var figures: [FigureOutput] {
    (record?.blocks ?? []).flatMap { block in
      block.outputs.compactMap {
        ($0.value as? FigureOutput) ?? ($0.value as? FramesOutput)?.strip
      }
    }
  }
}

/// A picture that is copied to the site.
public struct SitePicture: Sendable {
  /// The file that holds the picture which the page's record tells of.
  public var file: String
  /// Its pixels, so that a page has its height before it is loaded.
  public var width: Int
  public var height: Int

  public init(file: String, width: Int, height: Int) {
    self.file = file
    self.width = width
    self.height = height
  }
}
