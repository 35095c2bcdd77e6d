import Foundation
import Site

extension Flag {
  package static let address = Flag(
    name: "--address", value: "URL", summary: "where the site will stand, for links to it")
}

extension Command {
  package static let site = Command(
    "site", operands: "DIR", summary: "write the book as a web site, ready to be published",
    flags: [.address, .gallery], count: 1...1
  ) { invocation, workshop in
    if invocation.has(.gallery), try !workshop.drawGallery([]) { return .failure }
    let path = invocation.operands[0]
    let folder = absolutePath(path)
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let (remarks, isCurrent) = try workshop.writeSite(
      Session(workshop.checkout), to: folder, address: invocation.value(.address),
      gallery: invocation.has(.gallery) ? workshop.drawnGallery : nil)
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
    _ session: Session, failed: Set<String> = [], to folder: String, address: String? = nil,
    gallery: DrawnGallery? = nil
  ) throws -> (remarks: [String], isCurrent: Bool) {
    let site = SiteFolder(path: folder)
    let (name, inputs) = (
      "site \(folder)", session.siteInputs(failed: failed) + (address ?? "")
    )
    // A gallery is drawn anew whenever it is asked for.
    if gallery == nil, session.memory.isMade(name, from: inputs), site.isWhole { return ([], true) }
    var (edition, notes) = edition(of: session, failed: failed, address: address)
    edition.gallery = gallery
    // Where every page is of the text as it stands, a chapter's files stay that were made from it.
    let keeps = notes.isEmpty && failed.isEmpty
    let standing = keeps ? session.standing(edition, in: folder) : []
    let missing = try site.write(edition.files(standing: standing))
    session.noteMade(forSite: edition.states.count - standing.count)
    var remarks =
      notes + missing.map { "The site lacks \(checkout.shown($0)), which is not there." }
    let hasMathematics = edition.states.contains { !$0.page.chapter.mathematics.isEmpty }
    if edition.katex == nil, hasMathematics {
      remarks.append(
        "KaTeX is not installed, so mathematics stands as TeX on the site. `apt-get install "
          + "libjs-katex`, or `brew install katex`, and build again.")
    }
    session.noteStanding(keeps && remarks.isEmpty ? edition : nil, in: folder)
    session.memory.note(name, madeFrom: remarks.isEmpty && gallery == nil ? inputs : nil)
    session.save()
    return (remarks, notes.isEmpty)
  }

  /// The site as it would be written now, and what there is to say of it.
  func edition(
    of session: Session, failed: Set<String> = [], address: String? = nil
  ) -> (edition: HTMLEdition, remarks: [String]) {
    let (book, states, notes) = session.siteMaterial(failed: failed)
    let edition = HTMLEdition(
      book, states: states, katex: KaTeX.installed, library: checkout.librarySources,
      address: address)
    return (edition, notes)
  }
}

/// A path as a person typed it, from the root on.
func absolutePath(_ path: String) -> String {
  path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
}
