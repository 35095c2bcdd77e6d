import Plotting
import Tensors
import Trace

/// Shows a table on the page, where the block's printed text has come to.
public func show(_ results: Results) {
  put(results.output)
}

/// Shows a figure on the page, with its axes named.
///
/// The block's `cap=` is the caption. The text for those who do not see the figure is the block's
/// `alt=` or, without it, the one that the figure makes of its data.
public func show(_ figure: Figure, xLabel: String? = nil, yLabel: String? = nil) {
  var figure = figure
  if let xLabel { figure = figure.xLabel(xLabel) }
  if let yLabel { figure = figure.yLabel(yLabel) }
  let drawn = figure.drawn()
  required(
    try show(
      checkingPNG: drawn.png, alternativeText: figure.alternativeText,
      panels: drawn.panels, series: drawn.recordedSeries))
}

/// Shows a figure that changes in time: as a film where the page can play it, as a strip of the
/// telling moments elsewhere.
public func show(_ frames: Frames) {
  required(try show(checking: frames))
}

/// Shows a picture, given as the bytes of a PNG file.
public func show(png: [UInt8], alternativeText: String = "") {
  required(try show(checkingPNG: png, alternativeText: alternativeText))
}

/// Records a number, or text, under a name by which the prose can show it:
/// `[0.973](#=test-accuracy "%.3f")` shows what `record("test accuracy", accuracy)` recorded.
public func record(_ name: String, _ value: some ResultsCell) {
  let value = value.resultsValue
  let short = required(try recordName(checking: name))
  put(NumberOutput(name: short, value: value))
}

/// Prints a note below the block's output, in small type.
public func footnote(_ text: String) {
  put(FootnoteOutput(text))
}

/// The name under which prose finds a recorded number.
package func recordName(checking name: String) throws -> String {
  let short = slug(name)
  guard !short.isEmpty else {
    throw NotebookError("A number is recorded as \"\(name)\", which has no letter or digit in it.")
  }
  return short
}

/// Hands an output to the session; outside a chapter's run it is printed.
///
/// - Parameter folder: Where its pictures were saved, if it has any.
func put(_ output: some OutputKind, picturesIn folder: String = "") {
  required(try checkOrder("shows or records"))
  if let session = Session.current {
    session.put(Output(output), picturesIn: folder)
  } else {
    print(output.terminalText(in: folder))
  }
}

/// Nothing that depends on what came before may be done by calls that run at a time.
package func checkOrder(_ deed: String) throws {
  guard !Parallel.isBesideOthers else {
    throw NotebookError(
      "The body of concurrentMap \(deed) something, which only the code around it can do: let it "
        + "return what is wanted.")
  }
}
