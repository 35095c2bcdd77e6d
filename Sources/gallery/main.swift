import Foundation
import Ladder

// Draws one figure of every kind, and the page that shows them: for looking at closely.
let folder = CommandLine.arguments.dropFirst().first ?? "Figures/gallery"
let kinds = Array(CommandLine.arguments.dropFirst(2))
let names = Gallery.figures.map(\.name)
if let unknown = kinds.first(where: { !names.contains($0) }) {
  let sentence =
    "There is no kind `\(unknown)` in the gallery. There are \(names.joined(separator: ", ")).\n"
  FileHandle.standardError.write(Data(sentence.utf8))
  exit(1)
}

/// Writes a file of the gallery, all of it or nothing.
func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .atomic)
}

try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
var page = """
  # The gallery

  One figure of every kind that `Plotting` draws, by `./build.sh gallery`. Look here after changing
  how figures look. Below each stands its text alternative, made from the data.

  """
var count = 0
for (name, figure) in Gallery.figures where kinds.isEmpty || kinds.contains(name) {
  try write(figure.png(theme: .light), to: "\(name).png")
  try write(figure.png(theme: .dark), to: "\(name)-dark.png")
  count += 1
  page += """

    ## \(name)

    <picture><source media="(prefers-color-scheme: dark)" srcset="\(name)-dark.png"><img src="\(name).png" alt="A figure of the kind “\(name)”; its description follows"></picture>

    \(figure.alternativeText)

    """
}
if kinds.isEmpty { try write(page.utf8, to: "README.md") }
print("\(count) figures in \(folder)")
