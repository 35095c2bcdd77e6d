import Literate
import Pages
import Site
import Trace

/// What a command knows of the book: each chapter, record and run is read once, and each page is made
/// once, whoever asks for it.
///
/// The rule for all that is made here: **a page, figure, record or page of the site never stands
/// beside code that did not produce it.** It holds by how things are named, not by care:
///
/// - A run is kept under the key of what made it (`CacheKey`), an entry of a record under the digest
///   of its block's code, a picture under the digest of its pixels.
/// - A page (`ChapterPage`) takes of a record only what the code of its own text put out.
/// - A picture in the book stays only while it is the one that the page's record tells of
///   (`PictureMemory.damaged`).
/// - The site shows what was just woven, a kept run of the same code, or the last good page, which
///   says so (`ChapterEdition`): it has no other way to a page.
package final class Session {
  let checkout: Checkout
  let shelf: Shelf
  let sayings: Sayings?
  let pictures: PictureMemory
  /// What pages were last made from.
  let memory: InputMemory
  /// What every page depends on, once it is known.
  var knownSurroundings: String?
  let bibliography: Bibliography
  /// The parts of the book, from Package.swift.
  let parts: [Part]
  /// The fingerprint of the library as it is now.
  lazy var library: String? =
    (try? LibrarySources(checkout)).map { LibraryFingerprint(of: $0).name }
  private(set) lazy var weaver = Weaver(
    Book(
      chapters: shelf.volumes.map(\.chapter), parts: parts, bibliography: bibliography,
      sayings: sayings ?? Sayings(), replications: shelf.replications,
      comparisons: shelf.comparisons, library: library))
  private var records: [String: Result<ChapterRecord?, BuildError>] = [:]
  private var runs: [String: KeptRun?] = [:]
  private var woven: [String: WovenChapter] = [:]
  private var findings: [String: [Diagnostic]] = [:]
  /// How often something was read and made, by what it was: a test's proof that nothing is done
  /// twice.
  package private(set) var counts: [String: Int] = [:]

  package init(_ checkout: Checkout) throws(BuildError) {
    self.checkout = checkout
    shelf = try Shelf(checkout)
    let folder = checkout.chaptersFolder
    bibliography =
      try Disk.read("\(folder)/bibliography.md").map { Bibliography(SourceText(bytes: $0)) }
      ?? Bibliography()
    parts = try checkout.packageManifest().parts
    sayings = try Disk.read("\(folder)/sayings.md").map { Sayings(SourceText(bytes: $0)) }
    pictures = PictureMemory(at: "\(checkout.work)/pictures.json")
    memory = InputMemory(at: "\(checkout.work)/inputs.json")
    counts["chapters"] = shelf.volumes.count
  }

  package var book: Book { weaver.book }

  /// Keeps for the next command what was found out.
  func save() {
    pictures.save()
    memory.save()
  }

  private func count(_ what: String) { counts[what, default: 0] += 1 }

  /// Takes note of how many chapters' files were made for a site.
  func noteMade(forSite count: Int) { if count > 0 { counts["on the site", default: 0] += count } }

  /// What the text of a chapter alone tells is wrong with it.
  func findings(in chapter: Chapter) -> [Diagnostic] {
    if findings[chapter.id] == nil { lint([chapter]) }
    return findings[chapter.id] ?? []
  }

  /// Looks through the texts of chapters, on all cores.
  func lint(_ chapters: [Chapter]) {
    let linter = Linter(
      chapters: shelf.volumes.map(\.chapter), bibliography: bibliography, sayings: sayings,
      holds: { [root = checkout.root] in Disk.exists("\(root)/\($0)") })
    let found = chapters.mapOnAllCores { linter.findings(in: $0) + $0.mathematicsProblems }
    for (chapter, found) in zip(chapters, found) { findings[chapter.id] = found }
  }

  // MARK: - Records

  /// The accepted record of a chapter; nil when it has none.
  func record(of folder: ChapterFolder) throws(BuildError) -> ChapterRecord? {
    if let known = records[folder.id] { return try known.get() }
    count("records")
    let result = Result { () throws(BuildError) in try read(folder) }
    records[folder.id] = result
    return try result.get()
  }

  private func read(_ folder: ChapterFolder) throws(BuildError) -> ChapterRecord? {
    guard let bytes = try Disk.read(folder.record) else { return nil }
    do {
      return try ChapterRecord(bytes, path: checkout.shown(folder.record))
    } catch {
      throw BuildError(
        "the record cannot be read: \(error). Bring the committed one back with "
          + "`./build.sh restore \(folder.id)`")
    }
  }

  /// The accepted records that can be read, by chapter.
  package var acceptedRecords: [String: ChapterRecord] {
    var records: [String: ChapterRecord] = [:]
    for volume in shelf.volumes {
      records[volume.folder.id] = (try? record(of: volume.folder)) ?? nil
    }
    return records
  }

  /// Takes note of a record that was written.
  func note(_ record: ChapterRecord, of folder: ChapterFolder) {
    records[folder.id] = .success(record)
  }

  // MARK: - Runs

  /// The last good run of a chapter; nil when there is none that can be trusted.
  func run(of folder: ChapterFolder) -> KeptRun? {
    if let known = runs[folder.id] { return known }
    count("runs")
    let run = CacheEntry.load(of: folder).map { KeptRun($0, of: folder) }
    runs[folder.id] = .some(run)
    return run
  }

  /// Reads what the site needs of every chapter and nobody has asked for yet, on all cores: what its
  /// text alone tells, the digests of its blocks, and what its last run left.
  func readAhead() {
    lint(shelf.volumes.map(\.chapter).filter { findings[$0.id] == nil })
    let work = shelf.volumes.map { volume -> (chapter: Chapter, entry: CacheEntry?, RunFolder?) in
      let kept = run(of: volume.folder)
      let unread = kept.flatMap { $0.isRead ? nil : $0 }
      return (volume.chapter, unread?.entry, unread?.folder)
    }
    let read = work.mapOnAllCores { chapter, entry, folder -> ChapterRun? in
      let hashes = CodeHashes(chapter)
      for block in chapter.swiftBlocks { _ = hashes.hash(of: block) }
      guard let entry, let folder else { return nil }
      return ChapterRun(in: folder, ending: .exited(0), seconds: entry.seconds)
    }
    for (volume, run) in zip(shelf.volumes, read) {
      if let run { self.run(of: volume.folder)?.run = run }
    }
  }

  /// Takes note of a run that has just ended well.
  func note(_ run: KeptRun, of folder: ChapterFolder) { runs[folder.id] = .some(run) }

  // MARK: - Pages

  /// The page of a chapter, as this session has put it in place.
  func page(of folder: ChapterFolder) -> WovenChapter? { woven[folder.id] }

  /// Weaves a chapter with what it put out.
  func weave(
    _ chapter: Chapter, _ fresh: ChapterRecord, accepted: ChapterRecord?, accepting: Bool = false,
    renewing: Set<String> = []
  ) -> WovenChapter {
    count("pages")
    return weaver.weave(
      chapter, fresh, accepted: accepted, accepting: accepting, renewing: renewing)
  }

  /// Takes note of a page that was put in place.
  func note(_ page: WovenChapter, of folder: ChapterFolder) { woven[folder.id] = page }
}

extension Session {
  /// The book as its good pages have it: for chapters that do not build, the text of the last one.
  func bookOfGoodPages(except failed: Set<String>) -> Book {
    book.with(
      shelf.volumes.map { volume in
        guard failed.contains(volume.folder.id) else { return volume.chapter }
        return LastGoodPage.load(of: volume.folder)?.contents(of: volume.folder)?.chapter
          ?? volume.chapter
      })
  }
}

/// A finished run that is kept, with what it left; its trace is read when it is asked for.
final class KeptRun {
  var entry: CacheEntry
  let folder: RunFolder
  private var read: ChapterRun?

  init(_ entry: CacheEntry, of chapter: ChapterFolder) {
    self.entry = entry
    folder = entry.folder(of: chapter)
  }

  /// A run that has just ended, kept under this entry.
  init(_ entry: CacheEntry, _ run: ChapterRun) {
    self.entry = entry
    folder = run.folder
    read = run
  }

  /// Whether what the run left has been read.
  var isRead: Bool { read != nil }

  var run: ChapterRun {
    get {
      let run = read ?? ChapterRun(in: folder, ending: .exited(0), seconds: entry.seconds)
      read = run
      return run
    }
    set { read = newValue }
  }

  var trace: RunTrace? { run.trace }

  /// All of the run's standard output.
  func printed() throws(BuildError) -> [UInt8] { try Disk.read(folder.output) ?? [] }
}
