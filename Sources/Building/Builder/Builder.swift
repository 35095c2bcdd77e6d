import Files
import Foundation
import Literate
import Site
import Trace
import Pages

/// Builds chapters: reads, compiles, runs and weaves them, each as far as it needs.
package final class Builder {
  let checkout: Checkout
  let terminal: Terminal
  let supervisor: Supervisor
  let compiler: any ChapterCompiler
  let options: BuildOptions
  /// What is read and made of the book, once.
  package let session: Session
  let progress: Progress
  /// What all chapters depend on; known once the library is.
  var surroundings: Surroundings?
  /// What came of the blocks that must fail, by chapter and block.
  var expected: [String: [String: ExpectedFailure]] = [:]
  /// What the runs put out, by chapter.
  var fresh: [String: ChapterRecord] = [:]
  /// What is wrong with the book and belongs to no chapter.
  package internal(set) var faults: [String] = []
  private(set) var reports: [String: ChapterReport] = [:]
  private var told: Set<Diagnostic> = []
  private(set) var warnings = 0

  package init(
    _ workshop: Workshop, compiler: any ChapterCompiler, options: BuildOptions
  ) throws {
    checkout = workshop.checkout
    terminal = workshop.terminal
    supervisor = workshop.supervisor
    self.compiler = compiler
    self.options = options
    session = try Session(checkout)
    progress = Progress(terminal)
  }

  var shelf: Shelf { session.shelf }

  /// The chapters that do not build at present.
  package var failed: Set<String> {
    Set(reports.values.filter { $0.status == .failed }.map(\.folder.id))
  }

  /// The chapters to build.
  var selected: [Shelf.Volume] {
    guard !options.named.isEmpty else { return shelf.volumes }
    return shelf.volumes.filter { options.named.contains($0.folder) }
  }

  /// Builds, and returns what became of each chapter, in order.
  package func build() throws -> [ChapterReport] {
    try refuseForeignLuck()
    do throws(BuildError) {
      try Publication.heal(checkout.staging)
    } catch {
      // That chapter is woven again; no other has anything to do with it.
      terminal.error("What an earlier build left could not be put in place: \(error)")
    }
    for volume in selected { reports[volume.folder.id] = ChapterReport(volume.folder) }
    let sound = try lint()
    let plan = try plan(sound)
    try prove(plan)
    try run(plan.filter(\.runs))
    try weave(plan)
    return selected.compactMap { reports[$0.folder.id] }
  }

  /// What the chapters' blocks put out, but for those whose numbers may be anything, such as times.
  var exactOutputs: [String: [BlockEntry]] {
    var outputs: [String: [BlockEntry]] = [:]
    for volume in selected {
      outputs[volume.folder.id] = fresh[volume.folder.id]?.blocks.filter {
        volume.chapter.block($0.id)?.tolerance != .any
      }.map(\.withoutTimes)
    }
    return outputs
  }

  /// The record holds the book's own luck and no other.
  private func refuseForeignLuck() throws {
    guard options.purpose == .accepting, let seed = shiftedSeed else { return }
    throw BuildError(
      "LADDER_SEED=\(seed) gives every chapter other luck than the book's, and the record is to hold "
        + "the book's own. Unset it, and accept then; `./build.sh replicate` tries other seeds.")
  }

  /// What LADDER_SEED is where it shifts the seeds; nil where it does not.
  var shiftedSeed: String? {
    let seed = environment["LADDER_SEED"] ?? ""
    return seed.isEmpty || seed == "0" ? nil : seed
  }

  // MARK: - Telling

  func update(_ folder: ChapterFolder, _ change: (inout ChapterReport) -> Void) {
    change(&reports[folder.id]!)
  }

  func hasFailed(_ folder: ChapterFolder) -> Bool { reports[folder.id]?.status == .failed }

  /// Tells a finding, once. An error makes its chapter fail; so does a warning where the book is
  /// being checked. Advice is for authors: a reader who tries something out is spared it.
  func tell(_ finding: Diagnostic, in volume: Shelf.Volume, failsCheck: Bool = true) {
    if options.purpose == .reading, finding.severity == .advice { return }
    var finding = finding
    if options.purpose == .checking, failsCheck, finding.severity == .warning {
      finding.severity = .error
    }
    if finding.severity == .error { update(volume.folder) { $0.status = .failed } }
    guard told.insert(finding).inserted else { return }
    if finding.severity == .warning { warnings += 1 }
    if let taking = options.taking { return taking(finding) }
    let source =
      finding.file == volume.chapter.file
      ? volume.chapter.source
      : ((try? Disk.read("\(checkout.root)/\(finding.file)")) ?? nil).map(SourceText.init(bytes:))
    terminal.error(finding.rendered(with: source))
  }

  // MARK: - Before compiling

  /// Finds what the text alone tells, and returns the chapters that can be built.
  private func lint() throws -> [Shelf.Volume] {
    let manifest = try checkout.packageManifest()
    try checkManifest(manifest)
    let notes = session.bibliography.problems + (session.sayings?.problems ?? [])
    faults += shelf.faults + notes.map(\.headline)
    session.lint(selected.map(\.chapter))
    for volume in selected {
      if let problem = volume.problem {
        tell(
          volume.chapter.diagnostic(.error, at: volume.chapter.source.position(at: 0), problem),
          in: volume)
        continue
      }
      for finding in session.findings(in: volume.chapter) { tell(finding, in: volume) }
      for finding in unknownDataSets(in: volume.chapter) { tell(finding, in: volume) }
      if !manifest.chapters.contains(volume.folder.name) { tell(unlisted(volume), in: volume) }
    }
    return selected.filter { !hasFailed($0.folder) }
  }

  private func unknownDataSets(in chapter: Chapter) -> [Diagnostic] {
    chapter.swiftBlocks.flatMap { block in
      block.dataSets.filter { name in !PublishedSet.all.contains { $0.name == name } }.map { name in
        let meant = nearest(to: name, in: PublishedSet.all.map(\.name))
        return chapter.diagnostic(
          .error, at: block.range.lower, "there is no data set `\(name)`",
          help: meant.map { "did you mean '\($0)'?" }
            ?? "there are " + PublishedSet.all.map(\.name).joined(separator: ", "))
      }
    }
  }

  /// A chapter that Package.swift names and that is not there keeps SwiftPM from building any.
  private func checkManifest(_ manifest: PackageManifest) throws(BuildError) {
    let missing = manifest.chapters.filter { name in
      !checkout.chapters.contains { $0.name == name }
    }
    guard let first = missing.first else { return }
    throw BuildError(
      "Package.swift names the chapter \(first), and there is no folder Chapters/\(first). Bring it "
        + "back, or take its line out of the list of chapters.")
  }

  private func unlisted(_ volume: Shelf.Volume) -> Diagnostic {
    Diagnostic(
      .error, file: volume.chapter.file, line: 1, column: 1,
      "Package.swift does not name this chapter",
      help: "add \"\(volume.folder.name)\" to the chapters of its part")
  }
}
