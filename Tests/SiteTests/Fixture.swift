import Foundation
import Literate
import Pages
import Site
import Trace

/// The page of a chapter that was never run.
func chapterHTML(_ markdown: String) -> String {
  text(of: edition([Draft(chapter(markdown))]), "ch04-ceiling.html")
}

func chapter(_ markdown: String, folder: String = "ch04-ceiling") -> Chapter {
  Chapter(folder: folder, source: SourceText(markdown))
}

/// A chapter, and what its page is to show.
struct Draft {
  var chapter: Chapter
  var record: ChapterRecord?
  var differences: [Difference] = []
  var answers: [String: ReadersAnswer] = [:]
  var pictures: [String: SitePicture] = [:]

  init(_ chapter: Chapter, record: ChapterRecord? = nil) {
    self.chapter = chapter
    self.record = record
  }
}

/// A site of chapters that nobody has written to a disk.
func edition(_ drafts: [Draft], katex: String? = nil) -> HTMLEdition {
  let book = Book(
    chapters: drafts.map(\.chapter),
    bibliography: Bibliography(SourceText("- `kingma2015`: Kingma and Ba. *Adam*. 2015.\n")))
  let states = drafts.map { draft in
    var state = ChapterState(
      ChapterPage(draft.chapter, draft.record, in: book, differences: draft.differences),
      answers: draft.answers)
    state.pictures = draft.pictures
    return state
  }
  return HTMLEdition(book, states: states, katex: katex)
}

/// A file of a site as text; empty where there is none.
func text(of edition: HTMLEdition, _ path: String) -> String {
  for file in edition.files() where file.path == path {
    if case .bytes(let bytes) = file.contents { return String(decoding: bytes, as: UTF8.self) }
  }
  return ""
}
