import Literate
import Pages

/// The library's public names, where the chapters use them, and the pages that tell about them.
///
/// Only names that a chapter shows have a page: the book is no reference manual, and a name that no
/// chapter shows has nobody who would follow a link to it.
public struct LibraryIndex: Sendable {
  /// A chapter's first use of a name.
  struct Use: Sendable {
    var chapter: Chapter
    var block: String
  }

  private(set) var declarations: [String: [Declaration]] = [:]
  /// Where each chapter first uses each name, in the order of the chapters.
  private(set) var uses: [String: [Use]] = [:]

  init() {}

  /// - Parameter sources: The library's files by their path in the checkout, with their text.
  init(sources: [(file: String, text: String)], chapters: [Chapter]) {
    let found = sources.mapOnAllCores { DeclarationReader($0.text, file: $0.file).declarations }
    for declaration in found.joined() {
      declarations[declaration.name, default: []].append(declaration)
    }
    for name in NamesOfOthers.all where declarations[name]?.contains(where: \.isType) != true {
      declarations[name] = nil
    }
    guard !declarations.isEmpty else { return }
    for chapter in chapters { addUses(in: chapter) }
  }

  private mutating func addUses(in chapter: Chapter) {
    let own = LibraryIndex.declared(in: chapter)
    var seen: Set<String> = []
    for block in chapter.swiftBlocks where !block.isHidden {
      let code = SwiftCode(block.literal)
      for (index, token) in code.tokens.enumerated() {
        guard token.kind == .typeName || token.kind == .identifier else { continue }
        let name = code.text(token)
        guard !own.contains(name), !seen.contains(name), declares(name, token, at: index, in: code)
        else { continue }
        seen.insert(name)
        uses[name, default: []].append(Use(chapter: chapter, block: block.id))
      }
    }
  }

  /// The names that a chapter declares itself, which are not the library's there.
  static func declared(in chapter: Chapter) -> Set<String> {
    let words: Set<String> = ["func", "struct", "class", "enum", "protocol", "typealias", "var"]
    var names: Set<String> = []
    for block in chapter.swiftBlocks {
      let code = SwiftCode(block.literal)
      var isNext = false
      for token in code.tokens where token.isSignificant {
        let text = code.text(token)
        if isNext { names.insert(text) }
        isNext = token.kind == .keyword && words.contains(text)
      }
    }
    return names
  }

  /// Whether a name in code can be the library's: a type, something called, a member after a dot.
  func declares(_ name: String, _ token: Token, at index: Int, in code: SwiftCode) -> Bool {
    guard let found = declarations[name] else { return false }
    if token.kind == .typeName { return found.contains(where: \.isType) }
    let isMember =
      index > 0 && code.bytes[code.tokens[index - 1].range.upperBound - 1] == UInt8(ascii: ".")
    let isCalled =
      index + 1 < code.tokens.count
      && code.bytes[code.tokens[index + 1].range.lowerBound] == UInt8(ascii: "(")
    guard found.contains(where: { !$0.isType }) else { return false }
    return isMember || isCalled && found.contains { $0.container == nil }
  }

  /// The page of a name that some chapter uses.
  func page(_ name: String) -> String? {
    guard uses[name] != nil, let found = declarations[name] else { return nil }
    // Types and functions whose names differ only in their first letter must not share a file where
    // the file system takes no notice of capitals.
    return found.contains(where: \.isType) ? "library/types/\(name).html" : "library/\(name).html"
  }
}

extension Declaration {
  var isType: Bool { kind == .type }
}

/// Names that the library shares with Swift's own, so that a link would often be wrong.
enum NamesOfOthers {
  static let all: Set<String> = [
    "map", "filter", "reduce", "print", "abs", "max", "min", "zip", "sorted", "append", "joined",
    "contains", "first", "last", "count", "isEmpty", "description", "forEach", "enumerated",
    "prefix", "suffix", "dropFirst", "dropLast", "reversed", "shuffled", "random", "stride",
    "remove", "insert", "indices", "rounded", "squareRoot", "pi", "infinity", "nan", "isNaN",
    "index", "split", "allSatisfy", "flatMap", "compactMap", "sort", "values", "keys", "hash",
    "firstIndex", "range", "lowerBound", "upperBound", "magnitude", "zero", "next", "id", "name",
    "repeating", "text",
  ]
}
