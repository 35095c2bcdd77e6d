import Foundation
import Ladder

// Draws one figure of every kind, the page that shows them, and their digests, by which the tests
// notice one that changed.
guard let folder = CommandLine.arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("gallery FOLDER [KIND …]: the folder is missing.\n".utf8))
  exit(1)
}
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
var page = GalleryPage()
var digests = ""
for (name, figure) in Gallery.figures where kinds.isEmpty || kinds.contains(name) {
  let (light, dark) = (figure.drawn(theme: .light), figure.drawn(theme: .dark))
  try write(light.png, to: "\(name).png")
  try write(dark.png, to: "\(name)-dark.png")
  page.add(name, figure, size: (light.width, light.height))
  digests += try Digest.line(name, figure, [light, dark]) + "\n"
}
try write(page.html.utf8, to: "index.html")
try write(digests.utf8, to: "digests.txt")
print("\(page.count) figures: open \(folder)/index.html")
