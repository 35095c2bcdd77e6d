import Foundation
import Literate
import Pages
import Site

extension Session {
  /// What a chapter's page is made from, in short: the texts, and of files what tells one state from
  /// another. The page and its pictures count too, since somebody may have changed them.
  func inputs(of volume: Shelf.Volume) -> String {
    let folder = volume.folder
    var fingerprint = Fingerprint()
    fingerprint.add(surroundings)
    fingerprint.add(volume.chapter.source.bytes)
    let pictures = Disk.names(in: folder.figures).map { "\(folder.figures)/\($0)" }
    let beside = [folder.replication, folder.sameRecord, folder.againRecord, folder.again]
    for file in [folder.record, folder.page, "\(folder.work)/entry.json"] + beside + pictures {
      fingerprint.add(file)
      fingerprint.add(FileIdentity(file)?.description ?? "")
    }
    return fingerprint.name()
  }

  /// What the contents and the claims are made from.
  var surveyInputs: String {
    var fingerprint = Fingerprint()
    for volume in shelf.volumes { fingerprint.add(inputs(of: volume)) }
    for name in ["README.md", "claims.md", "\(Phrasebook.page).md", "\(DoneAgain.page).md"] {
      fingerprint.add(FileIdentity("\(checkout.root)/Book/\(name)")?.description ?? "")
    }
    return fingerprint.name()
  }

  /// What the site is made from, besides what its own folder holds.
  func siteInputs(failed: Set<String>) -> String {
    var fingerprint = Fingerprint()
    for volume in shelf.volumes { fingerprint.add(siteInputs(of: volume)) }
    for id in failed.sorted() { fingerprint.add(id) }
    fingerprint.add(siteSurroundings)
    return fingerprint.name()
  }

  /// What the files of a chapter on the site are made from, besides what all of them depend on.
  private func siteInputs(of volume: Shelf.Volume) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(inputs(of: volume))
    for name in ["grades/answers.json", "page.json"] {
      fingerprint.add(FileIdentity("\(volume.folder.work)/\(name)")?.description ?? "")
    }
    return fingerprint.name()
  }

  /// What every file of the site depends on.
  private var siteSurroundings: String {
    var fingerprint = Fingerprint()
    let progress = "\(checkout.work)/progress.json"
    for file in [progress] + checkout.librarySourceFiles.map({ "\(checkout.root)/\($0)" }) {
      fingerprint.add(FileIdentity(file)?.description ?? "")
    }
    fingerprint.add(KaTeX.installed ?? "")
    return fingerprint.name()
  }

  /// For each chapter, what its files on the site are made from, with these files as they stand in
  /// the site's folder.
  ///
  /// A chapter's page says of other chapters what their directives and titles say; that is part of
  /// `inputs(of:)`. An edit of prose changes the page of one chapter, therefore, and the pages about
  /// the whole book.
  func standingInputs(of edition: HTMLEdition, in folder: String) -> [String: String] {
    let shared = siteSurroundings + (edition.address ?? "")
    var inputs: [String: String] = [:]
    for (volume, state) in zip(shelf.volumes, edition.states) {
      var fingerprint = Fingerprint()
      fingerprint.add(shared)
      fingerprint.add(siteInputs(of: volume))
      for path in edition.paths(of: state) {
        fingerprint.add(path)
        fingerprint.add(FileIdentity("\(folder)/\(path)")?.description ?? "")
      }
      inputs[volume.folder.id] = fingerprint.name()
    }
    return inputs
  }

  /// What every page depends on: these tools, the other chapters' names and concepts, the works.
  private static func surroundings(
    _ checkout: Checkout, _ shelf: Shelf, _ parts: [Part]
  ) -> String {
    var fingerprint = Fingerprint()
    let tool = Bundle.main.executablePath.flatMap { FileIdentity($0) }
    fingerprint.add(tool?.description ?? "")
    for file in ["bibliography.md", "sayings.md"] {
      fingerprint.add(FileIdentity("\(checkout.chaptersFolder)/\(file)")?.description ?? "")
    }
    for name in parts.flatMap({ [$0.name] + $0.chapters }) { fingerprint.add(name) }
    for volume in shelf.volumes {
      let chapter = volume.chapter
      fingerprint.add(chapter.folder)
      fingerprint.add(chapter.title)
      fingerprint.add(chapter.question ?? "")
      fingerprint.add(chapter.picture?.id ?? "")
      for concept in chapter.needs + chapter.teaches { fingerprint.add(concept.name) }
      fingerprint.add("\(chapter.needs.count)")
    }
    return fingerprint.name()
  }

  /// What every page depends on, found out once.
  private var surroundings: String {
    if let known = knownSurroundings { return known }
    let found = Self.surroundings(checkout, shelf, parts)
    knownSurroundings = found
    return found
  }
}
