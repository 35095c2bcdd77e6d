import Foundation
import Plotting
import Tensors

// Draws one figure of every kind into a folder, for looking at them.
let folder = CommandLine.arguments.dropFirst().first ?? "Figures/gallery"
let wanted = Set(CommandLine.arguments.dropFirst(2))
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
for (name, figure) in Gallery.figures where wanted.isEmpty || wanted.contains(name) {
  for theme in Theme.allCases {
    let file = theme == .light ? "\(name).png" : "\(name)-dark.png"
    try Data(figure.png(theme: theme)).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }
  print("\(name): \(figure.alternativeText)")
}
