import Literate
import Pictures
import Site
import Trace
import Pages

extension Checkout {
  /// The sources of the library that chapters import, by their path, with their text.
  var librarySources: [(file: String, text: String)] {
    ["Tensors", "Autograd", "Networks", "Datasets", "Metrics", "Plotting", "Notebook"]
      .flatMap { module in
        Disk.all(in: "\(root)/Sources/\(module)").filter { $0.hasSuffix(".swift") }
          .map { "Sources/\(module)/\($0)" }
      }
      .compactMap { file in
        ((try? Disk.text("\(root)/\(file)")) ?? nil).map { (file, $0) }
      }
  }

  /// Every chapter as its page shows it: the accepted record, and where the last run says otherwise,
  /// that run.
  func chapterStates() throws -> (book: Book, states: [ChapterState]) {
    let shelf = try Shelf(self)
    let bibliography =
      try Disk.read("\(chaptersFolder)/bibliography.md").map { Bibliography(SourceText(bytes: $0)) }
      ?? Bibliography()
    let weaver = Weaver(Book(chapters: shelf.volumes.map(\.chapter), bibliography: bibliography))
    let progress = ReadersProgress.load(from: self)
    let states = shelf.volumes.map { volume in
      var state = state(of: volume, weaver)
      state.answers = answers(in: volume, progress)
      state.pictures = pictures(of: volume.folder)
      return state
    }
    return (weaver.book, states)
  }

  private func pictures(of folder: ChapterFolder) -> [String: (width: Int, height: Int)] {
    var sizes: [String: (width: Int, height: Int)] = [:]
    for file in Disk.names(in: folder.figures) where file.hasSuffix(".png") {
      sizes[file] = PNGImage.shownSize(ofFile: "\(folder.figures)/\(file)")
    }
    return sizes
  }

  private func state(of volume: Shelf.Volume, _ weaver: Weaver) -> ChapterState {
    let accepted = ((try? Disk.read(volume.folder.record)) ?? nil).flatMap {
      try? ChapterRecord($0, path: shown(volume.folder.record))
    }
    var state = ChapterState(ChapterPage(volume.chapter, accepted, in: weaver.book))
    // A run of another text than this one says nothing about it.
    guard let entry = CacheEntry.load(of: volume.folder),
      entry.woven == Fingerprint.of(volume.chapter.source.bytes)
    else { return state }
    let run = ChapterRun(
      in: entry.folder(of: volume.folder), ending: .exited(0), seconds: entry.seconds)
    guard let trace = run.trace else { return state }
    state.trace = trace
    let fresh = ChapterRecord(
      of: volume.chapter, trace: trace, printed: ((try? Disk.read(run.folder.output)) ?? nil) ?? [],
      failures: failures(in: accepted), accepted: accepted, date: "")
    let woven = weaver.weave(volume.chapter, fresh, accepted: accepted)
    state.page = woven.page
    return state
  }

  /// How the reader's answers did when they were last graded.
  private func answers(
    in volume: Shelf.Volume, _ progress: ReadersProgress
  ) -> [String: ReadersAnswer] {
    let grades = GradeMemory(of: volume.folder).lastGrades
    var answers: [String: ReadersAnswer] = [:]
    for exercise in volume.chapter.exercises {
      let entry = progress[exercise, in: volume.chapter]
      guard entry.isSolved || entry.isFailing else { continue }
      answers[exercise.id] =
        entry.isSolved
        ? ReadersAnswer(.solved)
        : readersAnswer(grades.first { $0.exercise == exercise.id })
    }
    return answers
  }

  private func readersAnswer(_ grade: Grade?) -> ReadersAnswer {
    switch grade?.state {
    case .refused(let findings):
      ReadersAnswer(
        .refused, failure: findings.first.map { "\($0.message) (Exercises.swift, line \($0.line))" }
      )
    case .failing(let behaviour, let reason):
      ReadersAnswer(
        .failing, failure: behaviour.sentence(file: "Exercises.swift"), reason: reason)
    default: ReadersAnswer(.failing)
    }
  }

  /// What blocks that must fail say: the build has compared it with the record already.
  private func failures(in record: ChapterRecord?) -> [String: String] {
    var failures: [String: String] = [:]
    for block in record?.blocks ?? [] { failures[block.id] = block.failure }
    return failures
  }
}
