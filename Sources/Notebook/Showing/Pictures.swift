import Foundation
import Pictures
import Plotting
import Trace

/// Saves a picture and puts it on the page.
package func show(
  checkingPNG png: [UInt8], alternativeText: String, series: [FigureOutput.Series]
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
    file: file, alternativeText: alternativeText, digest: image.digest, series: series)
  put(figure, picturesIn: folder)
}

/// A number of points that draws any curve faithfully and keeps the records small.
private let mostRecordedPoints = 400

/// A series as it is recorded: of many points, every k-th and the last.
func thinned(name: String, x: [Double], y: [Double]) -> FigureOutput.Series {
  let count = min(x.count, y.count)
  let stride = max(1, (count + mostRecordedPoints - 1) / mostRecordedPoints)
  var places = Array(Swift.stride(from: 0, to: count, by: stride))
  if let last = places.last, last != count - 1 { places.append(count - 1) }
  var total = 0.0
  for value in y where value.isFinite { total += value }
  let finite = y.reduce(0) { $1.isFinite ? $0 + 1 : $0 }
  return FigureOutput.Series(
    name: name, count: count, mean: finite == 0 ? 0 : shortest(total / Double(finite)),
    x: places.map { shortest(x[$0]) }, y: places.map { shortest(y[$0]) })
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
