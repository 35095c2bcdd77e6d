import Foundation
import Trace

/// One run of a chapter: where its outputs go.
///
/// The session is a task-local value that `Notebook.run` sets around the chapter, so that `show`
/// finds it without a global variable. A lock guards it, for a chapter may show from any thread that
/// inherits it.
final class Session: @unchecked Sendable {
  @TaskLocal static var current: Session?

  let chapter: String
  let traceFolder: String?
  /// Where the chapter hands values over to code of other libraries; nil in an ordinary run.
  let handover: Handover?
  /// Where long blocks keep what they want to find again, and the seed that it belongs to.
  private let keeping: (folder: String, seed: String)
  private let runsLong: Bool
  private let missingData: Set<String>
  private let trace: FileHandle?
  private let meter = Meter()
  private let lock = NSLock()
  private var block = ""
  private var figureNames: Set<String> = []

  init(chapter: String, traceFolder: String?, variables: [String: String]) throws {
    self.chapter = chapter
    self.traceFolder = traceFolder
    handover = variables["LADDER_HANDOVER"].map(Handover.init)
    keeping = (
      variables["LADDER_KEPT"] ?? ".build/kept/\(chapter)", variables["LADDER_SEED"] ?? ""
    )
    runsLong = variables["LADDER_LONG"] == "1"
    missingData = Set(
      (variables["LADDER_MISSING"] ?? "").split(separator: ",").map(String.init))
    guard let traceFolder else {
      trace = nil
      return
    }
    let path = traceFolder + "/trace.jsonl"
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else {
      throw NotebookError(
        "the trace \(path) cannot be written: LADDER_TRACE must name a folder that exists")
    }
    trace = file
    write(.start(Start(chapter: chapter, machine: machineLine())))
  }

  func enter(_ id: String) {
    flushOutput()
    lock.withLock { block = id }
    write(.block(BlockMark(id: id, mark: meter.mark())))
  }

  func enters(_ id: String, long: Bool, data: [String]) -> Bool {
    let missing = data.filter(missingData.contains)
    guard long && !runsLong || !missing.isEmpty else {
      enter(id)
      return true
    }
    flushOutput()
    let reason: Skip = long && !runsLong ? .long : .data
    lock.withLock { block = id }
    write(.block(BlockMark(id: id, mark: meter.mark(), skipped: reason)))
    if trace == nil {
      let advice =
        reason == .long
        ? "it takes long; LADDER_LONG=1 runs it"
        : "its data is missing: " + missing.joined(separator: ", ")
      print("(block \(id) is passed over: \(advice))")
    }
    return false
  }

  func finish() {
    flushOutput()
    write(.finish(meter.mark()))
  }

  /// Notes that an error leaves the chapter.
  func fail(_ error: any Error) {
    flushOutput()
    write(.failure("\(error)"))
  }

  /// Puts an output into the trace, or prints it for a person where there is none.
  func put(_ output: Output, picturesIn folder: String) {
    guard trace != nil else {
      print(output.value.terminalText(in: folder))
      return
    }
    flushOutput()
    write(.output(output, offset: writtenOutput()))
  }

  /// The folder in which the current block finds again what it has kept.
  func keptFolder() -> String {
    let name = lock.withLock { block }.replacingOccurrences(of: "/", with: "-")
    return "\(keeping.folder)/\(name)-\(keeping.seed.isEmpty ? "0" : keeping.seed)"
  }

  /// A file name for the next figure of the current block, not given before in this run.
  func nextFigureName() -> String {
    lock.withLock {
      let stem = fileStem(block.isEmpty ? "figure" : block)
      var name = stem + ".png"
      var number = 2
      while !figureNames.insert(name).inserted {
        name = "\(stem)-\(number).png"
        number += 1
      }
      return name
    }
  }

  /// Records go to the file one by one and unbuffered: after a trap the trace says how far the
  /// chapter came.
  private func write(_ record: TraceRecord) {
    guard let trace else { return }
    lock.withLock {
      do {
        try trace.write(contentsOf: Data((record.line + "\n").utf8))
      } catch {
        // Without its trace a run is worth nothing, and to go on would hide that.
        fatalError("Writing the trace of \(chapter) failed: \(error.localizedDescription)")
      }
    }
  }
}

/// A block's name as a file may be called: letters, digits, hyphens, underscores.
func fileStem(_ name: String) -> String {
  let stem = String(
    name.prefix(80).unicodeScalars.map { scalar in
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar == "_"
          || ("0"..."9").contains(scalar))
      return isPlain ? Character(scalar) : "-"
    })
  return stem.isEmpty ? "figure" : stem
}

/// A call from a chapter that cannot be followed, as a sentence.
package struct NotebookError: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Stops with the sentence of a programming error where `body` throws one.
func required<Result>(_ body: @autoclosure () throws -> Result) -> Result {
  do { return try body() } catch { fatalError("\(error)") }
}
