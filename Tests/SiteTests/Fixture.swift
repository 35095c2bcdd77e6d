import Foundation
import Literate
import Site
import Trace
import Weaving

/// The page of a chapter that was never run.
func chapterHTML(_ markdown: String) -> String {
  text(of: edition([ChapterState(chapter: chapter(markdown), record: nil)]), "ch04-ceiling.html")
}

func chapter(_ markdown: String, folder: String = "ch04-ceiling") -> Chapter {
  Chapter(folder: folder, source: SourceText(markdown))
}

/// A site of chapters that nobody has written to a disk.
func edition(_ states: [ChapterState], katex: String? = nil) -> HTMLEdition {
  HTMLEdition(
    states: states,
    bibliography: Bibliography(SourceText("- `kingma2015`: Kingma and Ba. *Adam*. 2015.\n")),
    checkout: "/nowhere", katex: katex)
}

/// A file of a site as text; empty where there is none.
func text(of edition: HTMLEdition, _ path: String) -> String {
  for file in edition.files() where file.path == path {
    if case .bytes(let bytes) = file.contents { return String(decoding: bytes, as: UTF8.self) }
  }
  return ""
}
