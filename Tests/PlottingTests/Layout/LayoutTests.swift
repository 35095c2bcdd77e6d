import Plotting
import Tensors
import XCTest

/// What must hold for every figure, tried on thousands of random ones. They are laid out, not drawn.
final class LayoutTests: XCTestCase {
  private func check(_ figure: Figure, _ what: @autoclosure () -> String) {
    let page = Page(figure, theme: .light).laidOut()
    let (width, height, sheet) = (page.width, page.height, page.sheet)
    XCTAssert(
      width.isFinite && height.isFinite && width > 0 && height > 0 && height < 20_000, what())
    let canvas = Rectangle(x: 0, y: 0, width: width, height: height)
    for (index, writing) in sheet.writings.enumerated() {
      XCTAssert(
        canvas.encloses(writing.bounds),
        "“\(writing.text.prefix(30))” leaves the canvas (\(writing.bounds) in \(canvas)): \(what())"
      )
      for other in sheet.writings[(index + 1)...] {
        XCTAssertFalse(
          writing.overlaps(other),
          "“\(writing.text.prefix(30))” touches “\(other.text.prefix(30))”: \(what())")
      }
    }
    check(sheet.items, what())
  }

  /// No shape is asked for at a place that is none.
  private func check(_ items: [Sheet.Item], _ what: String) {
    for item in items {
      switch item {
      case .image(_, let box, _): XCTAssert(box.x.isFinite && box.width.isFinite, what)
      case .hairline(let a, let b, _, _): XCTAssert(a.isFinite && b.isFinite, what)
      case .clipped(let box, let inner):
        XCTAssert(box.x.isFinite && box.width.isFinite, what)
        check(inner, what)
      default: break
      }
    }
  }

  private func random(_ random: inout Generator) -> Figure {
    var figure = Figure(random.name()).xLabel(random.name()).yLabel(random.name())
    for _ in 0..<random.below(4) + (random.chance(0.1) ? 9 : 0) {
      let count = [0, 1, 2, 7, 40, 200][random.below(6)]
      let (x, y) = (random.values(count), random.values(count))
      switch random.below(9) {
      case 0, 1: figure = figure.line(y, label: random.name())
      case 2: figure = figure.line(x, y, label: random.name(), stepped: random.chance(0.5))
      case 3: figure = figure.scatter(x, y, label: random.name())
      case 4: figure = figure.scatter(x, y, color: y, size: x, colorLabel: random.name())
      case 5: figure = figure.band(x, y, random.values(count), label: random.name())
      case 6: figure = figure.histogram(y, label: random.name())
      case 7: figure = figure.annotate(random.name(), x: random.number(), y: random.number())
      default: figure = figure.referenceLine(y: random.number(), label: random.name())
      }
    }
    if random.chance(0.25) { figure = figure.logY() }
    if random.chance(0.15) { figure = figure.logX() }
    if random.chance(0.15) { figure = figure.symlogY() }
    if random.chance(0.1) { figure = figure.yRange(0...1) }
    if random.chance(0.1) { figure = figure.caption(random.name()) }
    if random.chance(0.1) {
      figure = figure.legend([.above, .topLeft, .lineEnds][random.below(3)])
    }
    if random.chance(0.1) {
      figure = figure.size(width: 60 + 640 * random.unit(), height: 40 + 440 * random.unit())
    }
    return figure
  }

  func testRandomFigures() {
    for seed in 0..<2000 {
      var generator = Generator(seed: UInt64(seed + 1))
      let figure = random(&generator)
      check(figure, "seed \(seed)")
      XCTAssertFalse(figure.alternativeText.isEmpty)
    }
  }

  func testRandomBars() {
    for seed in 0..<100 {
      var random = Generator(seed: UInt64(seed + 10_000))
      let count = [0, 1, 2, 5, 12, 60, 400][random.below(7)]
      let names = (0..<count).map { "\(random.name()) \($0)" }
      let isHorizontal = random.chance(0.5)
      var figure = Figure(random.name()).yLabel(random.name())
      for _ in 0...random.below(3) {
        figure = figure.bars(
          names, random.values(count), errors: random.chance(0.3) ? random.values(count) : nil,
          label: random.name(), horizontal: isHorizontal, stacked: random.chance(0.3),
          values: random.chance(0.5))
      }
      if random.chance(0.2) { figure = isHorizontal ? figure.logX() : figure.logY() }
      check(figure, "bars, seed \(seed)")
    }
  }

  func testRandomCells() {
    for seed in 0..<100 {
      var random = Generator(seed: UInt64(seed + 20_000))
      let (rows, columns) = (
        [0, 1, 3, 10, 40][random.below(5)], [0, 1, 4, 12, 70][random.below(5)]
      )
      let matrix = PlotMatrix(rows: rows, columns: columns, values: random.values(rows * columns))
      let isNamed = random.chance(0.5)
      let figure = Figure(random.name()).heatMap(
        matrix, values: random.chance(0.6),
        rows: isNamed ? (0..<rows).map { _ in random.name() } : nil,
        columns: isNamed ? (0..<columns).map { _ in random.name() } : nil, label: random.name()
      ).xLabel(random.name()).yLabel(random.name())
      check(figure, "cells, seed \(seed)")
    }
  }

  func testRandomGridsAndDiagrams() {
    for seed in 0..<120 {
      var generator = Generator(seed: UInt64(seed + 30_000))
      let count = generator.below(7)
      let panels = (0..<count).map { _ in random(&generator).size() }
      let figure = Figure.grid(
        columns: generator.below(4) + 1, generator.name(), sharingX: generator.chance(0.5),
        sharingY: generator.chance(0.5)
      ) { panels }.xLabel(generator.name())
      check(figure, "grid, seed \(seed)")
      let boxes = generator.below(14) + 1
      let arrows = (0..<generator.below(30)).map { _ in
        ("box \(generator.below(boxes))", to: "box \(generator.below(boxes))")
      }
      let direction = [DiagramDirection.right, .up, .down][generator.below(3)]
      let diagram = Figure(generator.name()).diagram(direction) {
        for arrow in arrows { Arrow(arrow.0, to: arrow.to, label: generator.name()) }
      }
      check(diagram, "diagram, seed \(seed)")
    }
  }

  func testNamesAtLineEndsKeepTheirOrderAndDistance() {
    var random = Generator(seed: 5)
    for _ in 0..<3000 {
      let wanted = (0..<random.below(12) + 1).map { _ in random.unit() * 200 }
      let places = LineEndLabels.spread(wanted, height: 10, from: 0, to: 200)
      let sorted = places.sorted()
      for (a, b) in zip(sorted, sorted.dropFirst()) {
        XCTAssertGreaterThanOrEqual(b - a, 10 - 1e-9)
      }
      XCTAssert(sorted.first ?? 0 >= -1e-9 && sorted.last ?? 0 <= 200 + 1e-9)
      for (i, j) in zip(wanted.indices, wanted.indices.dropFirst()) where wanted[i] < wanted[j] {
        XCTAssertLessThan(places[i], places[j])
      }
    }
  }
}
