import Foundation
import Plotting

// Draws one figure of every kind, and the page that shows them: for looking at closely.
let folder = CommandLine.arguments.dropFirst().first ?? "Figures/gallery"
let isWanted = Set(CommandLine.arguments.dropFirst(2))
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

var page = """
  # The gallery

  One figure of every kind that `Plotting` draws, by `./build.sh gallery`. Look here after changing
  how figures look. Below each stands its text alternative, made from the data.

  """
for (name, figure) in Gallery.figures where isWanted.isEmpty || isWanted.contains(name) {
  for theme in Theme.allCases {
    let file = theme == .light ? "\(name).png" : "\(name)-dark.png"
    try Data(figure.png(theme: theme)).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }
  let text = figure.alternativeText
  page += """

    ## \(name)

    <picture><source media="(prefers-color-scheme: dark)" srcset="\(name)-dark.png"><img src="\(name).png" alt="A figure of the kind “\(name)”; its description follows"></picture>

    \(text)

    """
}
if isWanted.isEmpty {
  try Data(page.utf8).write(to: URL(fileURLWithPath: "\(folder)/README.md"))
}
print("\(Gallery.figures.count) figures in \(folder)")
