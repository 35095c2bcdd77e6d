import Literate
import XCTest

final class LexerTests: XCTestCase {
  /// The significant tokens as `kind:text`.
  private func pieces(_ code: String) -> [String] {
    let swift = SwiftCode(code)
    return swift.tokens.filter(\.isSignificant).map { "\($0.kind):\(swift.text($0))" }
  }

  private func kinds(_ code: String, _ kind: Token.Kind) -> [String] {
    let swift = SwiftCode(code)
    return swift.tokens.filter { $0.kind == kind }.map(swift.text)
  }

  func testTokensCoverTheText() {
    let texts = [
      "let a = \"b\\(c(\"d\\(e)\"))f\"", "/* a /* b */ c */ d", "#\"a\"b\\#(c)\"#",
      "\"\"\"\na\\\nb\n\"\"\"",
      "\u{0}\\ é ≤ 𝄞 `", "\"open", "/*", "\"\\(", "#/", "0x1p-3.a 1e+5 1.0.b 1...2",
    ]
    for text in texts {
      let swift = SwiftCode(text)
      XCTAssertEqual(swift.tokens.map(swift.text).joined(), text)
      XCTAssertFalse(swift.tokens.contains { $0.range.isEmpty }, text)
    }
  }

  func testTheEssenceIsWhatACompilerCanTell() {
    func essence(_ code: String) -> String {
      String(decoding: SwiftCode(code).essence, as: UTF8.self)
    }
    let code = "let a = b - c\nf(\"// no /* comment\")\n"
    for same in [
      "let a = b - c // less\n\n\n    f(\"// no /* comment\")\n", "/// A.\n" + code,
      code + "/* end */\n",
      "let  a\t= b - c\n/* one\ntwo */ f(\"// no /* comment\")",
    ] {
      XCTAssertEqual(essence(same), essence(code), same)
    }
    for other in [
      "let a = b -c\nf(\"// no /* comment\")\n", "let a = b - c; f(\"// no /* comment\")\n",
      "let a = b -\nc\nf(\"// no /* comment\")\n", "let a = b - c\nf(\"// no  /* comment\")\n",
    ] {
      XCTAssertNotEqual(essence(other), essence(code), other)
    }
    XCTAssertEqual(essence("f(\"open) // b"), "f(\"open) // b", "what is a comment is not known")
  }

  func testImportsAndPublicTypes() {
    let code = SwiftCode(
      "@_exported import Tensors\nimport struct Foundation.Data\n// import Files\n"
        + "public struct A { public struct Inner {} }\npublic final class B {}\nenum C {}\n"
        + "@frozen public enum D { case e }\nextension A { public class F {} }\npublic func g() {}\n"
    )
    XCTAssertEqual(code.imports, ["Tensors", "Foundation"])
    XCTAssertEqual(code.publicTypes, ["A", "B", "D"])
  }

  func testWords() {
    XCTAssertEqual(
      pieces("@main final class A: B { init() {} }"),
      [
        "attribute:@main", "keyword:final", "keyword:class", "typeName:A", "punctuation::",
        "typeName:B", "punctuation:{", "keyword:init", "punctuation:(", "punctuation:)",
        "punctuation:{", "punctuation:}", "punctuation:}",
      ])
    XCTAssertEqual(kinds("a.default f(for: x, in: y) .init `class`", .keyword), ["init"])
    XCTAssertEqual(
      kinds("a.default f(for: x) `class` $0", .identifier),
      ["a", "default", "f", "for", "x", "`class`", "$0"])
    XCTAssertEqual(
      kinds("if a, case .b = c { for d in e {} }", .keyword), ["if", "case", "for", "in"])
  }

  func testStrings() {
    XCTAssertEqual(
      pieces(#""a\(b + "c")d\n""#),
      [
        "string:\"", "string:a", "interpolation:\\(", "identifier:b", "operator:+", "string:\"",
        "string:c\"", "interpolation:)", "string:d", "escape:\\n", "string:\"",
      ])
    XCTAssertEqual(kinds(##"#"a\(b)"c\#(d)"#"##, .identifier), ["d"])
    XCTAssertEqual(kinds("\"\"\"\n\"quoted\" \\(a)\n\"\"\" + b", .identifier), ["a", "b"])
    XCTAssertEqual(kinds("#\"\"\"# + a", .identifier), ["a"])
    XCTAssertEqual(kinds("\"\" + a", .identifier), ["a"])
    XCTAssertEqual(kinds("\"\\u{1F600} \\\\\" + a", .escape), ["\\u{1F600}", "\\\\"])
    XCTAssertEqual(SwiftCode("let a = \"b\nlet c = d").unclosed.map(\.what), ["string"])
    XCTAssertEqual(SwiftCode("\"\"\"\na").unclosed.map(\.offset), [0])
  }

  func testComments() {
    XCTAssertEqual(
      kinds("a /* b /* c */ d */ e // f\n/// g\n/** h */ //// i", .comment),
      ["/* b /* c */ d */", "// f", "//// i"])
    XCTAssertEqual(kinds("/// g\n/** h */ /**/ i", .documentation), ["/// g", "/** h */"])
    XCTAssertEqual(SwiftCode("/* /* */").unclosed.map(\.what), ["comment"])
  }

  func testRegularExpressions() {
    XCTAssertEqual(kinds("let a = /b(c|\"d)/", .regularExpression), ["/b(c|\"d)/"])
    XCTAssertEqual(kinds("f(/a\\/b/, c)", .regularExpression), ["/a\\/b/"])
    XCTAssertEqual(kinds("#/a\n\"/b/#.c", .regularExpression), ["#/a\n\"/b/#"])
    let divisions = [
      "a / b / c", "a/b/c", "(a)/b/c", "x.reduce(1, /)", "x!/y/z", "[a]/b/c",
      "func / (a: B) {} / c",
      "self/b/c", "1/b/2", "func /(a: B) -> B { a.x / b }",
    ]
    for text in divisions { XCTAssertEqual(kinds(text, .regularExpression), [], text) }
  }

  func testNumbersAndOperators() {
    XCTAssertEqual(
      kinds("1 1.5 0x1F.8p-3 1e-3 1_000 0b1 2.map 1...3", .number),
      ["1", "1.5", "0x1F.8p-3", "1e-3", "1_000", "0b1", "2", "1", "3"])
    XCTAssertEqual(
      kinds("a ..< b.c ?? -d ≤ e &+ f .< g", .operator), ["..<", "??", "-", "≤", "&+", ".<"])
    XCTAssertEqual(
      kinds("#if os(Linux)\n#sourceLocation()\n#endif", .directive),
      ["#if", "#sourceLocation", "#endif"])
  }
}
