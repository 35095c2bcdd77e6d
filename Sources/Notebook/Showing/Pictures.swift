import Foundation
import Pictures
import Plotting
import Trace

/// Saves a picture and puts it on the page.
package func show(
  checkingPNG png: [UInt8], alternativeText: String, panels: [FigureOutput.Panel] = [],
  series: [FigureOutput.Series] = []
) throws {
  let (figure, folder) = try saved(
    png, alternativeText: alternativeText, panels: panels, series: series)
  put(figure, picturesIn: folder)
}

/// Saves a strip and its film and puts both on the page.
package func show(checking frames: Frames) throws {
  let drawn = try frames.drawn()
  let (strip, folder) = try saved(
    drawn.strip.png, alternativeText: frames.alternativeText, panels: drawn.strip.panels,
    series: drawn.strip.recordedSeries)
  let file = strip.file.dropLast(4) + "-film.png"
  let film = FramesOutput.Film(
    file: String(file), digest: try save(drawn.film.png, as: String(file), in: folder).digest,
    width: drawn.film.width, height: drawn.film.height,
    shown: FigureOutput.Size(width: drawn.width, height: drawn.height), seconds: frames.seconds,
    parts: drawn.film.parts.map {
      FramesOutput.Film.Part(
        x: $0.x, y: $0.y, width: $0.width, height: $0.height, left: $0.left, top: $0.top)
    })
  put(FramesOutput(strip: strip, film: film), picturesIn: folder)
}

/// Saves a picture under the next name of its block; what is recorded of it, and its folder.
private func saved(
  _ png: [UInt8], alternativeText: String, panels: [FigureOutput.Panel],
  series: [FigureOutput.Series]
) throws -> (figure: FigureOutput, folder: String) {
  let session = Session.current
  let file = session?.nextFigureName() ?? "figure.png"
  let folder = try session?.traceFolder ?? figureFolder(chapter: session?.chapter ?? "figures")
  let image = try save(png, as: file, in: folder)
  let size = PNGImage.shownSize(of: png)
    .map { FigureOutput.Size(width: $0.width, height: $0.height) }
  let figure = FigureOutput(
    file: file, alternativeText: alternativeText, digest: image.digest, size: size,
    panels: panels, series: series)
  return (figure, folder)
}

/// Writes a picture, if it is one, and reads what it shows.
private func save(_ png: [UInt8], as file: String, in folder: String) throws -> PNGImage {
  let image: PNGImage
  do {
    image = try PNGImage(decoding: png)
  } catch {
    throw NotebookError("A picture cannot be shown: \(error).")
  }
  do {
    try Data(png).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  } catch {
    throw NotebookError(
      "The picture \(folder)/\(file) cannot be saved: \(error.localizedDescription)")
  }
  return image
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
