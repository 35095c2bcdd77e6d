import XCTest

import Plotting

final class AlphabetTests: XCTestCase {
  private let ascii = (33...126).map { String(UnicodeScalar($0)) }

  func testEveryPromisedCharacterHasAForm() {
    let promised =
      ascii.joined() + "αβγδεζηθικλμνξοπρσςτυφχψωϵϕϑ" + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
      + "±×÷−≤≥≠≈≡∼∝∞∂∇∑∏√∫→←↑↓↔⇒°·⋅…–—‘’“”²³¹⁰⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉µ∈∉⊂∪∩∀∃ℓℝℕℤ′″†§•½¼¾€£‖⟨⟩⌊⌋⌈⌉⊙⊗⊕∘"
      + "ÄÖÜäöüßéèêëàâçñóòôíìîúùûåøæœÅØÆŒÉ"
    for character in promised {
      XCTAssertTrue(Lettering.covers(String(character)), "\(character) shows a box")
    }
  }

  func testFormsKeepNearTheirAdvances() {
    for character in Lettering.characters where !character.isWhitespace {
      for weight in [Weight.regular, .medium, .bold] {
        let extent = Lettering.measure(Lettering.literal(character), size: 1000, weight: weight)
        guard let ink = extent.ink else {
          XCTFail("\(character) shows nothing")
          continue
        }
        if extent.width > 0 {
          XCTAssertGreaterThan(ink.left, -90, "\(character) on the left, \(weight)")
          XCTAssertLessThan(ink.right, extent.width + 40, "\(character) on the right, \(weight)")
        }
        XCTAssertGreaterThan(ink.top, -960, "\(character) at the top, \(weight)")
        XCTAssertLessThan(ink.bottom, 300, "\(character) at the bottom, \(weight)")
      }
    }
  }

  func testHeightsAreShared() {
    for weight in [Weight.regular, .bold] {
      for (letters, height) in [("xvwzu", 500.0), ("HETZLAVKXM", 700)] {
        for letter in letters {
          let ink = Lettering.measure(String(letter), size: 1000, weight: weight).ink
          XCTAssertEqual(-(ink?.top ?? 0), height, accuracy: 1.5, "\(letter), \(weight)")
          XCTAssertEqual(ink?.bottom ?? 9, letter == "u" ? 11 : 0, accuracy: 1.5, "\(letter)")
        }
      }
      // Round letters reach a little further, or they would look smaller.
      for letter in "oceOCGQ08" where letter != "Q" {
        let ink = Lettering.measure(String(letter), size: 1000, weight: weight).ink
        XCTAssertEqual(ink?.bottom ?? 0, 11, accuracy: 3, "\(letter), \(weight)")
      }
    }
  }

  func testFiguresShareOneWidth() {
    for weight in [Weight.regular, .medium, .bold] {
      let widths = Set(
        "0123456789".map { Lettering.measure(String($0), size: 10, weight: weight).width })
      XCTAssertEqual(widths.count, 1)
    }
    XCTAssertEqual(
      Lettering.measure("1741", size: 10).width, Lettering.measure("0000", size: 10).width,
      accuracy: 1e-9)
  }

  func testUnknownCharactersShowABox() {
    for text in ["漢", "\u{1F600}", "ب", "\u{0}", "\u{10FFFF}"] {
      XCTAssertFalse(Lettering.covers(text))
      XCTAssertNotNil(Lettering.measure(text, size: 10).ink)
    }
    XCTAssertEqual(
      Lettering.measure("漢字", size: 10).width, 2 * Lettering.measure("漢", size: 10).width,
      accuracy: 1e-9)
  }

  func testBoldIsHeavier() {
    func ink(_ weight: Weight) -> Double {
      let canvas = Canvas(width: 200, height: 40)
      canvas.text("Hamburgefonstiv", at: Point(5, 30), size: 20, weight: weight)
      return canvas.ink
    }
    XCTAssertGreaterThan(ink(.medium), ink(.regular) * 1.05)
    XCTAssertGreaterThan(ink(.bold), ink(.medium) * 1.05)
  }
}
