import Plotting
import XCTest

final class ThemeTests: XCTestCase {
  /// What the colour-blind see (Machado, Oliveira and Fernandes 2009, complete deficiency), as
  /// rows of matrices on linear light: no red, no green, no blue cones.
  private let deficiencies: [[Double]] = [
    [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
    [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
  ]

  private func seen(_ color: Color, _ matrix: [Double]) -> OKLab {
    let light = [Double(color.linear.x), Double(color.linear.y), Double(color.linear.z)]
    let shown = (0..<3).map { row in
      Float((0..<3).map { matrix[row * 3 + $0] * light[$0] }.reduce(0, +))
    }
    return OKLab(Color(linear: SIMD4(shown[0], shown[1], shown[2], 1)))
  }

  func testHuesStayApartForTheColourBlind() {
    for theme in Theme.allCases {
      for matrix in deficiencies + [[1, 0, 0, 0, 1, 0, 0, 0, 1]] {
        let hues = Hue.allCases.filter { $0 != .gray }
        for (index, hue) in hues.enumerated() {
          for other in hues[(index + 1)...] {
            let distance = seen(theme.color(hue), matrix).distance(
              to: seen(theme.color(other), matrix))
            // The first four are solid lines; later ones have their dashes as well.
            let least = other.rawValue < 4 ? 0.065 : 0.02
            XCTAssertGreaterThan(distance, least, "\(hue) and \(other), \(theme)")
          }
        }
      }
    }
  }

  func testTheFirstFourHuesStayApartInGrey() {
    for theme in Theme.allCases {
      let grey = (0..<4).map { theme.color(Hue.number($0)).lightness }.sorted()
      for (a, b) in zip(grey, grey.dropFirst()) { XCTAssertGreaterThan(b - a, 3.5, "\(theme)") }
    }
  }

  func testFourLinesOfAKindHaveTheSameDash() {
    XCTAssertEqual(Set((0..<16).map { Hue.dash(forNumber: $0) }).count, 4)
    XCTAssertEqual(Hue.dash(forNumber: 3), [])
  }

  func testLetteringIsLegible() {
    for theme in Theme.allCases {
      for hue in Hue.allCases {
        XCTAssertGreaterThanOrEqual(
          theme.lettering(hue).contrast(with: theme.background), 4.49, "\(hue), \(theme)")
        // Lines and areas are larger than lettering.
        XCTAssertGreaterThan(theme.color(hue).contrast(with: theme.background), 2.5)
      }
      for color in [theme.ink, theme.text, theme.quiet] {
        XCTAssertGreaterThan(color.contrast(with: theme.background), 4.5)
      }
      for map in ColorMap.allCases {
        for color in map.colors(64, theme: theme) {
          XCTAssertGreaterThan(theme.lettering(on: color).contrast(with: color), 4.4)
        }
      }
    }
  }

  func testMapsChangeEvenlyAndStayOnScreen() {
    for theme in Theme.allCases {
      for map in ColorMap.allCases where map != .gray {
        let colors = map.colors(65, theme: theme).map { OKLab($0) }
        let steps = zip(colors, colors.dropFirst()).map { $0.distance(to: $1) }
        let mean = steps.reduce(0, +) / Double(steps.count)
        for step in steps { XCTAssertEqual(step, mean, accuracy: mean * 0.25, "\(map), \(theme)") }
      }
    }
  }

  func testPicturesKeepTheLevelsOfTheirPixels() {
    for theme in Theme.allCases {
      let levels = ColorMap.gray.colors(256, theme: theme).map { $0.components.red * 255 }
      for (level, found) in levels.enumerated() {
        XCTAssertEqual(found, Double(level), accuracy: 0.01)
      }
    }
  }

  func testVeilsLookAsStrongOnDarkPaperAsOnLight() {
    for hue in Hue.allCases {
      for part in [0.1, 0.2, 0.4] {
        let strengths = Theme.allCases.map { theme -> Double in
          let veil = theme.veil(theme.color(hue), part)
          let paper = OKLab(theme.background)
          let seen = OKLab(theme.background.mixed(with: theme.color(hue), by: veil.alpha))
          return paper.distance(to: seen) / paper.distance(to: OKLab(theme.color(hue)))
        }
        // In linear light an opacity of 0.2 looks like 0.1 on light paper and like 0.4 on dark.
        for strength in strengths {
          XCTAssertEqual(strength, part, accuracy: 0.65 * part, "\(hue)")
        }
      }
    }
  }

  func testSequentialMapsRunOneWayInLightness() {
    for theme in Theme.allCases {
      for map in [ColorMap.sequential, .spectrum, .gray] {
        let levels = map.colors(64, theme: theme).map { OKLab($0).lightness }
        let rises = zip(levels, levels.dropFirst()).map { $1 > $0 }
        XCTAssertEqual(Set(rises).count, 1, "\(map), \(theme)")
      }
    }
  }
}
