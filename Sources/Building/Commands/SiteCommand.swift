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
    let (remarks, isCurrent) = try workshop.writeSite(
      Session(workshop.checkout), to: folder)
    for line in remarks { workshop.terminal.line(line) }
    workshop.terminal.line("The site: \(path)/index.html")
    return isCurrent ? .success : .failure
  }
}

extension Workshop {
  /// Writes the whole site into a folder.
  ///
  /// - Parameter failed: The chapters that did not build just now.
  /// - Returns: What there is to say about it, and whether every page is of the text as it stands.
  func writeSite(
    _ session: Session, failed: Set<String> = [], to folder: String
  ) throws -> (remarks: [String], isCurrent: Bool) {
    let site = SiteFolder(path: folder)
    let (name, inputs) = ("site \(folder)", session.siteInputs(failed: failed))
    if session.memory.isMade(name, from: inputs), site.isWhole { return ([], true) }
    let (book, states, notes) = session.siteMaterial(failed: failed)
    let katex = KaTeX.installed
    let edition = HTMLEdition(
      book, states: states, katex: katex,
      library: checkout.librarySources)
    let missing = try site.write(edition.files())
    var remarks =
      notes + missing.map { "The site lacks \(checkout.shown($0)), which is not there." }
    let hasMathematics = states.contains { !$0.page.chapter.mathematics.isEmpty }
    if katex == nil, hasMathematics {
      remarks.append(
        "KaTeX is not installed, so mathematics stands as TeX on the site. `apt-get install "
          + "libjs-katex`, or `brew install katex`, and build again.")
    }
    session.memory.note(name, madeFrom: remarks.isEmpty ? inputs : nil)
    session.save()
    return (remarks, notes.isEmpty)
  }
}
