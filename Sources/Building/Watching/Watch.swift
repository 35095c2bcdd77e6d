import Foundation

/// Looks at a chapter's files, runs the chapter when its text or the library was saved, and grades
/// the exercises when only the answers were.
final class Watch {
  /// What is done when something was saved or a key was pressed.
  struct Actions {
    /// Runs the chapter, by force also where nothing has changed.
    var build: (_ force: Bool) throws -> Void
    var grade: () throws -> Void
    var showHint: () throws -> Void
  }

  private let workshop: Workshop
  private let actions: Actions
  private let folder: ChapterFolder
  private var seen: Sight
  /// Looks so far; the library, which has many files, is looked at every tenth time.
  private var looks = 0

  /// What the files look like at a moment.
  private struct Sight: Equatable {
    var chapter: FileIdentity?
    var answers: FileIdentity?
    var library: [FileIdentity?]
  }

  init(_ folder: ChapterFolder, in workshop: Workshop, doing actions: Actions) {
    self.folder = folder
    self.actions = actions
    self.workshop = workshop
    seen = Sight(library: [])
  }

  private var terminal: Terminal { workshop.terminal }

  /// Watches until `q` is pressed, or a request to stop is thrown.
  func run() throws {
    let keyboard = Keyboard()
    defer { withExtendedLifetime(keyboard) {} }
    seen = look()
    try build(force: false)
    while true {
      try workshop.supervisor.interrupts.check()
      terminal.progress("watching \(folder.id)   h hint   r run all   q quit")
      let key = keyboard?.key(within: 0.1)
      if keyboard == nil { usleep(100_000) }
      switch key {
      case "h": try told(actions.showHint)
      case "r", "a": try build(force: true)
      case "q":
        terminal.clearProgress()
        return
      default: try takeChanges()
      }
    }
  }

  /// Does what the files that were saved call for.
  private func takeChanges() throws {
    let now = look()
    guard now != seen else { return }
    // An editor may still be at it: wait until nothing moves.
    usleep(50_000)
    let next = look()
    guard now.chapter == next.chapter, now.answers == next.answers, now.chapter != nil else {
      return
    }
    let before = seen
    seen = now
    if now.chapter != before.chapter {
      announce("chapter.md was saved")
      try build(force: false)
    } else if now.library != before.library {
      announce("the library was saved")
      try build(force: false)
    } else {
      announce("Exercises.swift was saved")
      try grade()
    }
  }

  private func announce(_ what: String) {
    terminal.line()
    terminal.line(terminal.styled("── \(what)", .quiet))
  }

  private func build(force: Bool) throws { try told { try actions.build(force) } }

  private func grade() throws { try told(actions.grade) }

  /// An error is told, and the watch goes on: the next save may be the one that mends it.
  private func told(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as BuildError {
      terminal.error("build.sh: \(error)")
    }
  }

  private func look() -> Sight {
    defer { looks += 1 }
    guard looks % 10 == 0 else {
      return Sight(
        chapter: FileIdentity(folder.source), answers: FileIdentity(folder.exercises),
        library: seen.library)
    }
    let sources = "\(workshop.checkout.root)/Sources"
    return Sight(
      chapter: FileIdentity(folder.source), answers: FileIdentity(folder.exercises),
      library: Disk.all(in: sources).map { FileIdentity("\(sources)/\($0)") })
  }
}
