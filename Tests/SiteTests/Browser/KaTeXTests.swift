import Foundation
import Site
import XCTest

/// The build's own reader of TeX against KaTeX: what the one lets through, the other must draw.
final class KaTeXTests: XCTestCase {
  private var accepted: [String] {
    let inside = ["limits": "\\sum\\limits_a^b", "nolimits": "\\sum\\nolimits_a^b"]
    var all = TeXVocabulary.symbols.subtracting(["hline", "nonumber"]).sorted().map {
      inside[$0] ?? "a \\\($0) b"
    }
    all += ["\\begin{array}{l|r} a & b \\\\ \\hline c & d \\end{array}"]
    all += ["\\begin{align} a &= b \\nonumber \\\\ c &= d \\end{align}"]
    for (name, count) in TeXVocabulary.functions.sorted(by: { $0.key < $1.key }) {
      let arguments = String(repeating: "{x}", count: count)
      switch name {
      case "textcolor": all.append("\\textcolor{red}{x}")
      case "substack": all.append("\\sum_{\\substack{a \\\\ b}}")
      default: all.append("\\\(name)\(arguments)")
      }
      if TeXVocabulary.takesOption.contains(name) { all.append("\\\(name)[3]\(arguments)") }
    }
    all += TeXVocabulary.sizes.subtracting(["middle"]).sorted().map { "\\\($0)(" }
    all += TeXVocabulary.brackets.sorted().map { "\\left\($0) x \\middle| y \\right\($0)" }
    all += TeXVocabulary.signs.map { "a \\\($0) b" }.sorted()
    for (name, hasColumns) in TeXVocabulary.environments.sorted(by: { $0.key < $1.key }) {
      let columns = hasColumns ? (name == "alignedat" ? "{2}" : "{cc}") : ""
      let body =
        ["gather", "gather*", "gathered", "equation", "equation*"].contains(name) ? "a" : "a & b"
      all.append("\\begin{\(name)}\(columns) \(body) \\end{\(name)}")
    }
    return all + [
      "x^2_1", "x_{i,j}'", "f''(x)", "\\frac12", "\\sqrt n", "a^\\alpha", "\\hat y", "\\bar{x}_i^2",
      "\\left\\{ x \\mid y \\right.", "\\text{words (and more), } x", "2^{-\\infty}", "{}^2 x",
      "a\\\\b",
      "\\tag{4.1} x", "\\operatorname*{arg\\,max}_x f(x)", "x^\\frac{1}{2}", "\\mathbb{R}^n",
    ]
  }

  private let rejected = [
    "\\foo x", "{a", "a}", "\\frac{a}", "a^b^c", "a_b_c", "\\left( x", "\\begin{matrix} a",
    "a & b", "\\sqrt", "x^", "\\text{a", "\\end{matrix}", "\\begin{nope}a\\end{nope}", "\\right)",
    "a # b", "\\left x \\right)", "\\begin{matrix} a \\end{pmatrix}", "\\frac", "x_}", "\\",
    "\\big x", "\\hat",
  ]

  func testTheReaderKnowsWhatIsWrongAndWhere() {
    for tex in accepted {
      XCTAssertNil(TeXReader.problem(in: tex, isDisplayed: true), tex)
    }
    for tex in rejected {
      XCTAssertNotNil(TeXReader.problem(in: tex, isDisplayed: true), tex)
    }
    let cases: [(String, Int, String)] = [
      ("a + \\alhpa", 4, "'\\alhpa' is not among the commands that the book uses"),
      ("x^2^3", 3, "a symbol has two superscripts"),
      ("\\frac{a}{b", 8, "this '{' is never closed"),
      ("a & b", 2, "'&' stands outside a matrix or an alignment"),
      ("5 % of", 2, "'%' has a meaning of its own in TeX"),
      ("σ^2", 0, "'σ' is not in TeX's alphabet"),
    ]
    for (tex, offset, message) in cases {
      let found = TeXReader.problem(in: tex, isDisplayed: false)
      XCTAssertEqual(found?.offset, offset, tex)
      XCTAssertEqual(found?.message, message, tex)
    }
    XCTAssertEqual(
      TeXReader.problem(in: "\\alhpa", isDisplayed: false)?.help, "did you mean '\\alpha'?")
  }

  func testAProblemIsToldAtItsLine() {
    let found = chapter("# T\n\nText $`a + \\foo`$.\n\n```math\na\nb + \\bar\n```\n")
      .mathematicsProblems
    XCTAssertEqual(found.map(\.line), [3, 7])
    XCTAssertEqual(found.map(\.column), [12, 9])
  }

  func testAnyTextIsReadToItsEnd() {
    // Whatever stands there, reading ends, and the place of a problem lies in the text.
    var state: UInt64 = 7
    let alphabet = Array("\\{}[]^_&$#%abx12 +-=()'left right begin end frac".unicodeScalars)
    for _ in 0..<5000 {
      var tex = ""
      for _ in 0..<(state % 40) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        tex.unicodeScalars.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if let found = TeXReader.problem(in: tex, isDisplayed: true) {
        XCTAssertTrue((0...tex.utf8.count).contains(found.offset), tex)
      }
    }
  }

  func testKaTeXDrawsWhatTheReaderLetsThrough() throws {
    guard let katex = KaTeX.installed else {
      throw XCTSkip("KaTeX is not installed, so the book's TeX was not compared with it.")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ladder-katex-\(UUID().uuidString)/site")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let browser = try Browser(folder: folder.path)
    try FileManager.default.copyItem(
      atPath: URL(fileURLWithPath: "\(katex)/katex.min.js").resolvingSymlinksInPath().path,
      toPath: "\(folder.path)/katex.js")
    let data = try JSONSerialization.data(withJSONObject: accepted + rejected)
    let page = """
      <!doctype html><html><head><meta charset="utf-8"><script src="katex.js"></script></head>
      <body><script>window.expressions = \(String(decoding: data, as: UTF8.self));</script></body>
      </html>
      """
    try page.write(
      to: folder.appendingPathComponent("page.html"), atomically: true, encoding: .utf8)
    let found = try browser.run("page.html", scripts: ["katex.js"])
    XCTAssertEqual(found["count"] as? Int, accepted.count + rejected.count)
    let refused = found["rejected"] as? [String: String] ?? [:]
    for tex in accepted { XCTAssertNil(refused[tex], "\(tex): \(refused[tex] ?? "")") }
    for tex in rejected { XCTAssertNotNil(refused[tex], "KaTeX draws \(tex)") }
  }
}
