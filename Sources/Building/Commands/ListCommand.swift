import Foundation
import Literate
import Pages

extension Command {
  package static let list = Command(
    "list", summary: "show the chapters, how large they are and how long they take"
  ) { _, workshop in
    let chapters = workshop.checkout.chapters
    guard !chapters.isEmpty else { throw BuildError(noChapters) }
    var list = ChapterList()
    for folder in chapters { try list.add(folder) }
    for line in list.lines(styled: workshop.terminal.styled) { workshop.terminal.line(line) }
    return .success
  }
}

/// The chapters of the book as `./build.sh list` shows them.
private struct ChapterList {
  private static let measures = ChapterSize.Measure.allCases
  private var table = TextTable(
    ["", "chapter"] + measures.map(\.rawValue) + ["seconds"], leftColumns: 2)
  private var isAnyOver = false

  mutating func add(_ folder: ChapterFolder) throws {
    let source = SourceText(bytes: try Disk.read(folder.source) ?? [])
    let chapter = Chapter(folder: folder.name, source: source)
    let size = ChapterSize(chapter)
    let counts = Self.measures.map { measure in
      "\(size[measure])\(size.isOver(measure) ? Self.mark : " ")"
    }
    isAnyOver = isAnyOver || Self.measures.contains(where: size.isOver)
    let title = title(in: source.string) ?? folder.name
    table.add(
      [folder.id, title.count > 30 ? title.prefix(29) + "…" : title] + counts + [
        seconds(of: folder)
      ])
  }

  /// What the recorded run took; nothing where there is none that can be read.
  private func seconds(of folder: ChapterFolder) -> String {
    guard let bytes = (try? Disk.read(folder.record)) ?? nil,
      let record = try? ChapterRecord(bytes, path: folder.record)
    else { return "" }
    return String(format: "%.1f", record.cost.seconds)
  }

  private static let mark = "+"

  func lines(styled: (String, Terminal.Style) -> String) -> [String] {
    let lines = table.lines(styled: styled)
    guard isAnyOver else { return lines }
    let budgets = Self.measures.compactMap { measure in
      measure.budget.map { "\($0) \(measure.rawValue)" }
    }
    return lines + [
      "",
      "\(Self.mark) more than one sitting has room for: \(budgets.joined(separator: ", ")).",
      "Words, lines, figures and claims of exercises and of \"Also tested\" are not counted.",
    ]
  }
}

/// The text of the first heading.
func title(in markdown: String) -> String? {
  markdown.split(whereSeparator: \.isNewline).first { $0.hasPrefix("# ") }
    .map { String($0.dropFirst(2)) }
}
