import Plotting
import XCTest

final class MarkTests: XCTestCase {
  func testHistogramsCountEveryValueOnce() {
    var random = Generator(seed: 6)
    for _ in 0..<300 {
      let values = random.values(random.below(200) + 1)
      let counts = Figure().histogram(values).series[0].y
      let shown = values.filter { abs($0) < Extent.largest }.count
      XCTAssertEqual(counts.reduce(0, +), Double(shown))
    }
    XCTAssertEqual(
      Figure().histogram([1, 2, 2, 3]).series,
      [
        Series(.histogram, name: "", x: [1, 2, 3], y: [1, 2, 1])
      ])
    let density = Figure().histogram([0, 1, 2, 3.5], bins: 2, density: true).series[0]
    XCTAssertEqual(density.y.reduce(0, +) * 1.75, 1, accuracy: 1e-12)
  }

  func testColoursOfCellsMayStandForOtherNumbers() {
    let tones = PlotMatrix(rows: 2, columns: 2, values: [1, 0, 0.5, 0.5])
    let figure = Figure().heatMap([[90, 0], [5, 5]], values: true, range: 0...1, tones: tones)
    XCTAssertEqual(figure.series[0].y, [90, 0, 5, 5])
    XCTAssertFalse(figure.png() == Figure().heatMap([[90, 0], [5, 5]], values: true).png())
  }

  func testRunsAreTheirMeanInABandFromLowestToHighest() {
    let series = Figure().runs([[1.0, 2], [3, 6]], label: "seeds").series
    XCTAssertEqual(series[0], Series(.line, name: "seeds", x: [0, 1], y: [2, 4]))
    XCTAssertEqual(series[1].y, [1, 2])
    XCTAssertEqual(series[2].y, [3, 6])
  }

  func testBarsWithTheSameNamesFormOneGroup() {
    let figure = Figure().bars(["a", "b"], [1, 2], label: "x").bars(
      ["a", "b"], [3, 4], label: "y")
    XCTAssertEqual(figure.marks.count, 1)
    XCTAssertEqual(figure.series.map(\.name), ["x", "y"])
  }

  func testThinningKeepsWhatShows() {
    var random = Generator(seed: 7)
    let points = (0..<100_000).map { Point(Double($0) / 1000, random.unit()) }
    let thinned = Thinning.line(points)
    XCTAssertLessThan(thinned.count, 1900)
    XCTAssertEqual(thinned.first, points.first)
    XCTAssertEqual(thinned.last, points.last)
    XCTAssertEqual(thinned.map(\.y).max(), points.map(\.y).max())
    XCTAssertEqual(thinned.map(\.x), thinned.map(\.x).sorted())
  }

  func testDiagramsPutEveryArrowsEndAfterItsStart() {
    var random = Generator(seed: 8)
    for _ in 0..<200 {
      let count = random.below(12) + 1
      let edges = (0..<random.below(25)).map { _ in
        (from: random.below(count), to: random.below(count))
      }.filter { $0.from < $0.to }
      let graph = LayeredGraph(nodeCount: count, edges: edges)
      for edge in edges { XCTAssertLessThan(graph.layer[edge.from], graph.layer[edge.to]) }
      for (edge, route) in zip(edges, graph.routes) {
        XCTAssertEqual(route.first, edge.from)
        XCTAssertEqual(route.last, edge.to)
        let layers = route.map { graph.layer[$0] }
        XCTAssertEqual(layers, Array(layers[0]...layers[layers.count - 1]))
      }
    }
  }

  func testArrowsThatAreNearlyStraightAreMadeStraight() {
    // Two chains from one root; the wide third node pushes its chain aside by a little.
    let edges = [(0, 1), (1, 3), (3, 5), (0, 2), (2, 4)].map { (from: $0.0, to: $0.1) }
    let graph = LayeredGraph(nodeCount: 6, edges: edges)
    let places = graph.places(sizes: [40, 50, 60, 80, 40, 50], gap: 14)
    for (from, to) in [(1, 3), (3, 5), (2, 4)] { XCTAssertEqual(places[from], places[to]) }
  }

  func testATreeIsDrawnWithoutCrossings() {
    let edges = (1..<15).map { (from: ($0 - 1) / 2, to: 15 - 1 - (14 - $0)) }
    XCTAssertEqual(LayeredGraph(nodeCount: 15, edges: edges.reversed()).crossings, 0)
  }

  func testLongChainsAndRingsDoNotExhaustTheStack() {
    let chain = (0..<3000).map { (from: $0, to: $0 + 1) } + [(from: 3000, to: 0)]
    XCTAssertEqual(LayeredGraph(nodeCount: 3001, edges: chain).order.count, 3001)
  }
}
