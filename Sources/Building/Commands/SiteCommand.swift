import Foundation
import Site

extension Command {
  package static let site = Command(
    "site", operands: "DIR", summary: "write the book as a web site, ready to be published",
    count: 1...1
  ) { invocation, workshop in
    let path = invocation.operands[0]
    let folder =
      path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let remarks = try workshop.writeSite(to: folder)
    for line in remarks { workshop.terminal.line(line) }
    workshop.terminal.line("The site: \(path)/index.html")
    return .success
  }
}

extension Workshop {
  /// Writes the whole site into a folder, and returns what there is to say about it.
  func writeSite(to folder: String) throws -> [String] {
    let (book, states) = try checkout.chapterStates()
    let katex = KaTeX.installed
    let edition = HTMLEdition(
      book, states: states, checkout: checkout.root, katex: katex,
      library: checkout.librarySources)
    let missing = try SiteFolder(path: folder).write(edition.files())
    var remarks = missing.map { "The site lacks \(checkout.shown($0)), which is not there." }
    let hasMathematics = states.contains { !$0.page.chapter.mathematics.isEmpty }
    if katex == nil, hasMathematics {
      remarks.append(
        "KaTeX is not installed, so mathematics stands as TeX on the site. `apt-get install "
          + "libjs-katex`, or `brew install katex`, and build again.")
    }
    return remarks
  }
}
