import Foundation
import Pictures
import Plotting
import Trace

/// Saves a picture and puts it on the page.
package func show(
  checkingPNG png: [UInt8], alternativeText: String, panels: [FigureOutput.Panel] = [],
  series: [FigureOutput.Series] = []
) throws {
  let image: PNGImage
  do {
    image = try PNGImage(decoding: png)
  } catch {
    throw NotebookError("A picture cannot be shown: \(error).")
  }
  let session = Session.current
  let file = session?.nextFigureName() ?? "figure.png"
  let folder = try session?.traceFolder ?? figureFolder(chapter: session?.chapter ?? "figures")
  do {
    try Data(png).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  } catch {
    throw NotebookError(
      "The picture \(folder)/\(file) cannot be saved: \(error.localizedDescription)")
  }
  let figure = FigureOutput(
    file: file, alternativeText: alternativeText, digest: image.digest,
    size: PNGImage.shownSize(of: png).map { FigureOutput.Size(width: $0.width, height: $0.height) },
    panels: panels, series: series)
  put(figure, picturesIn: folder)
}

/// Where figures go when nobody weaves them: `.build/figures/ch04` of the package that the program
/// was built in, or of the current folder.
private func figureFolder(chapter: String) throws -> String {
  let program = Bundle.main.executablePath ?? ""
  let root: String
  if let build = program.range(of: "/.build/", options: .backwards) {
    root = String(program[..<build.lowerBound])
  } else {
    root = FileManager.default.currentDirectoryPath
  }
  let short = chapter.split(separator: "-").first.map(String.init) ?? "figures"
  let folder = "\(root)/.build/figures/\(short)"
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  } catch {
    throw NotebookError(
      "The folder \(folder) for figures cannot be made: \(error.localizedDescription)")
  }
  return folder
}
