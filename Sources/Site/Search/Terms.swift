import Pages
import Literate

/// The terms that chapters teach, and the places where their text defines them.
enum Terms {
  /// The name of the place where a concept is defined.
  static func anchor(_ concept: String) -> String { "term-\(identifier(concept))" }

  /// The concepts of a chapter by the words that define them: as the text has them in italics.
  static func definitions(in chapter: Chapter) -> [String: String] {
    var names: [String: String] = [:]
    for concept in chapter.teaches {
      names[normal(concept.words)] = concept.name
      // What is taught in the singular may be defined in the plural, and the other way round.
      names[normal(concept.words + "s")] = names[normal(concept.words + "s")] ?? concept.name
    }
    return names
  }

  /// Words as they are compared: lower case, hyphens as spaces, no plural.
  static func normal(_ words: String) -> String {
    var text = words.lowercased().split(whereSeparator: { $0 == "-" || $0.isWhitespace })
      .joined(separator: " ")
    while text.hasSuffix(".") || text.hasSuffix(",") { text.removeLast() }
    if text.hasSuffix("s"), !text.hasSuffix("ss"), text.count > 3 { text.removeLast() }
    return text
  }
}
