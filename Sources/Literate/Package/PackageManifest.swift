/// What Package.swift lists: the parts of the book with their chapters, and the modules of the
/// library. Nobody else knows how these lists are written.
///
/// They are read token by token, as Swift reads them: comments, and lines broken elsewhere, change
/// nothing.
public struct PackageManifest: Sendable {
  /// The parts that have chapters, in the order of the book.
  public let parts: [Part]
  /// The modules that `import Ladder` brings, from the bottom up.
  public let library: [String]
  let code: SwiftCode

  public init(_ text: String) {
    code = SwiftCode(text)
    parts = Self.parts(code, Self.list("parts", code)).filter { !$0.chapters.isEmpty }
    library = Self.calls(code, Self.list("library", code))
  }

  /// The folders of all chapters, in the order of the book.
  public var chapters: [String] { parts.flatMap(\.chapters) }

  /// The tokens of the list that is declared under a name, brackets included.
  func list(_ name: String) -> ArraySlice<Int> { Self.list(name, code) }

  private static func list(_ name: String, _ code: SwiftCode) -> ArraySlice<Int> {
    let tokens = code.tokens.indices.filter { code.tokens[$0].isSignificant }
    func text(_ index: Int) -> String { code.text(code.tokens[tokens[index]]) }
    guard
      let start = tokens.indices.dropLast().first(where: {
        text($0) == "let" && text($0 + 1) == name
      }),
      let equals = tokens[start...].indices.first(where: { text($0) == "=" })
    else { return [] }
    var depth = 0
    for index in equals + 1..<tokens.endIndex {
      if ["[", "("].contains(text(index)) { depth += 1 }
      if ["]", ")"].contains(text(index)) { depth -= 1 }
      if depth == 0 { return text(index) == "]" ? tokens[equals + 1...index] : [] }
    }
    return []
  }

  /// `"The ladder": ["ch01-tensors", …]`
  private static func parts(_ code: SwiftCode, _ list: ArraySlice<Int>) -> [Part] {
    var found: [(name: String, chapters: [String])] = []
    var depth = 0
    for index in list {
      switch code.text(code.tokens[index]) {
      case "[": depth += 1
      case "]": depth -= 1
      default:
        guard let text = code.literal(at: index) else { continue }
        if depth == 1 {
          found.append((text, []))
        } else if !found.isEmpty {
          found[found.count - 1].chapters.append(text)
        }
      }
    }
    return found.map { Part(name: $0.name, chapters: $0.chapters) }
  }

  /// The names in `Module("Tensors", …)`, and not in what stands inside of such a call.
  private static func calls(_ code: SwiftCode, _ list: ArraySlice<Int>) -> [String] {
    var names: [String] = []
    var depth = 0
    for (index, next) in zip(list, list.dropFirst()) {
      switch code.text(code.tokens[index]) {
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      default: continue
      }
      guard depth == 2, code.text(code.tokens[index]) == "(" else { continue }
      names += [code.literal(at: next)].compactMap { $0 }
    }
    return names
  }
}

extension SwiftCode {
  /// The text of the string that begins with a token; nil where none does.
  func literal(at index: Int) -> String? {
    guard tokens[index].kind == .string, index == 0 || tokens[index - 1].kind != .string else {
      return nil
    }
    let pieces = tokens[index...].prefix { $0.kind == .string }
    return String(pieces.map(text).joined().dropFirst().dropLast())
  }
}
