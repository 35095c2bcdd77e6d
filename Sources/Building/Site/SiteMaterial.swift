import Literate
import Pages
import Pictures
import Site
import Trace

extension Checkout {
  /// The sources of the library that chapters import, by their path, with their text.
  var librarySources: [(file: String, text: String)] {
    librarySourceFiles.compactMap { file in
      ((try? Disk.text("\(root)/\(file)")) ?? nil).map { (file, $0) }
    }
  }

  /// The paths of these sources in the checkout.
  var librarySourceFiles: [String] {
    ((try? packageManifest().library) ?? [])
      .flatMap { module in
        Disk.all(in: "\(root)/Sources/\(module)").filter { $0.hasSuffix(".swift") }
          .map { "Sources/\(module)/\($0)" }
      }
  }
}

extension Session {
  /// Every chapter as the site shows it, the book that these make, and what there is to say of them.
  ///
  /// - Parameter failed: The chapters that did not build just now.
  func siteMaterial(
    failed: Set<String>
  ) -> (book: Book, states: [ChapterState], remarks: [String]) {
    readAhead()
    let editions = shelf.volumes.map { edition(of: $0, hasFailed: failed.contains($0.folder.id)) }
    // Titles and numbers of other chapters are those of the texts that are shown.
    let isCurrent = editions.allSatisfy { $0.notice == nil }
    let book =
      isCurrent
      ? book : book.with(editions.map(\.chapter))
    let progress = ReadersProgress.load(from: checkout)
    var remarks: [String] = []
    var states: [ChapterState] = []
    for (volume, edition) in zip(shelf.volumes, editions) {
      let known = isCurrent ? edition.page : nil
      var state = ChapterState(
        known
          ?? ChapterPage(
            edition.chapter, edition.record, in: book, differences: edition.differences),
        trace: edition.run?.trace, answers: answers(in: volume, progress), notice: edition.notice)
      for picture in (state.page.record?.blocks ?? []).flatMap(\.pictures) {
        if let place = place(of: picture, in: volume.folder, edition.run) {
          let size = PNGImage.shownSize(ofFile: place) ?? (width: 0, height: 0)
          state.pictures[picture.file] = SitePicture(
            file: place, width: size.width, height: size.height)
        } else {
          remarks.append("The site lacks the picture \(picture.file) of \(volume.folder.id).")
        }
      }
      if let notice = edition.notice { remarks.append("\(volume.folder.id): \(notice)") }
      states.append(state)
    }
    return (book, states, remarks)
  }

  /// Where the picture stands that a page tells of: in the book, or with the run that drew it. One
  /// that another run drew is not taken.
  private func place(of picture: Picture, in folder: ChapterFolder, _ run: KeptRun?) -> String? {
    var places = ["\(folder.figures)/\(picture.file)"]
    var digests = [picture.digest]
    if let run {
      places.append("\(run.run.folder.path)/\(picture.file)")
      // On another machine than the record's, a run that agrees with it in every number draws a
      // picture of its own.
      let drawn = (run.trace?.blocks ?? []).flatMap(\.outputs).flatMap(\.output.pictures)
      digests += drawn.filter { $0.file == picture.file }.map(\.digest)
    }
    for digest in digests {
      if let place = places.first(where: { pictures.digest(of: $0) == digest }) { return place }
    }
    return nil
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
      // What was solved was another exercise.
      if entry.isSolved, entry.solvedStub != exercise.stub.literal { continue }
      let grade = grades.first { $0.exercise == exercise.id }
      var answer = entry.isSolved ? ReadersAnswer(.solved) : readersAnswer(grade)
      if grade?.isSolved == true { answer.scores = grade?.scores ?? [] }
      answers[exercise.id] = answer
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
}
