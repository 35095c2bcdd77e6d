import Literate
import Pages
import Trace

/// What the search of the site knows: places that can be found, and for each word the places where
/// it stands.
///
/// A place is a section, a term, an exercise, a saying, a claim or a name of the library. Words are sorted, so that a
/// prefix is a stretch of the list; each keeps only what differs from the word before it.
struct SearchIndex {
  enum Kind: String {
    case section = "s"
    case concept = "c"
    case exercise = "e"
    case saying = "q"
    case claim = "v"
    case name = "n"
  }

  private struct Place {
    var page: Int
    var anchor: String
    var title: String
    var kind: Kind
  }

  private var pages: [(file: String, title: String)] = []
  private var places: [Place] = []
  private var postings: [String: [Int]] = [:]

  // MARK: Gathering

  mutating func addPage(_ file: String, title: String) {
    pages.append((file, title))
  }

  /// Adds a place on the page added last.
  mutating func add(_ title: String, anchor: String, kind: Kind) {
    places.append(Place(page: pages.count - 1, anchor: anchor, title: title, kind: kind))
  }

  /// Adds the words of a text to the place added last.
  mutating func addWords(of text: ArraySlice<UInt8>) {
    let place = places.count - 1
    WordReader.words(of: text) { word in
      if postings[word]?.last != place { postings[word, default: []].append(place) }
    }
  }

  /// Adds a chapter with its sections, concepts and claims.
  mutating func add(_ state: ChapterState) {
    let chapter = state.chapter
    addPage(chapter.siteFile, title: "\(chapter.number) \(chapter.title)")
    let text = SearchIndex.searchable(chapter)
    let sections = chapter.headings.filter { $0.level <= 3 }
    for (index, heading) in sections.enumerated() {
      add(heading.text, anchor: heading.level == 1 ? "" : heading.anchor, kind: .section)
      let end =
        index + 1 < sections.count ? sections[index + 1].range.lower.offset : text.count
      let section = min(heading.range.lower.offset, end)..<end
      addWords(of: text[section])
      for block in chapter.blocks where section.contains(block.range.lower.offset) {
        if let caption = block.caption { addWords(of: Array(caption.utf8)[...]) }
      }
    }
    for (index, exercise) in chapter.exercises.enumerated() {
      add(
        "Exercise \(chapter.number).\(index + 1) \(chapter.title(of: exercise))",
        anchor: identifier(exercise.id), kind: .exercise)
    }
    for concept in chapter.teaches {
      add(concept.words, anchor: Terms.anchor(concept.name), kind: .concept)
    }
    for block in state.record?.blocks ?? [] {
      for (index, claim) in block.outputs(of: ClaimOutput.self).enumerated() {
        add(claim.text, anchor: identifier(claimAnchor(block.id, index + 1)), kind: .claim)
      }
    }
  }

  /// Adds the sayings that the ledger shows, each once.
  mutating func add(_ ledger: Ledger) {
    let sayings = ledger.sections.flatMap(\.rows).compactMap(\.saying)
    guard !sayings.isEmpty else { return }
    addPage("claims.html", title: Ledger.title)
    var seen: Set<String> = []
    for saying in sayings where seen.insert(saying.id).inserted {
      let words = saying.text.filter { !"*`\\$".contains($0) }
      add(words, anchor: ClaimsPageHTML.anchor(saying), kind: .saying)
    }
  }

  /// The chapter's text with blanks where there is nothing for a reader to find: hidden blocks,
  /// info strings, comments, addresses.
  static func searchable(_ chapter: Chapter) -> [UInt8] {
    var text = chapter.source.bytes
    func blank(_ range: Range<Int>) {
      for place in range.clamped(to: 0..<text.count) { text[place] = 0x20 }
    }
    for block in chapter.blocks {
      let line = chapter.source.offsets(ofLine: block.line)
      blank(block.isSwift && block.isHidden ? block.range.offsets : line)
    }
    for directive in chapter.directives { blank(directive.range.offsets) }
    for link in chapter.links + [] where !link.isImage {
      blank(link.range.upper.offset - link.destination.utf8.count - 1..<link.range.upper.offset)
    }
    for bound in chapter.numbers { blank(bound.range.offsets) }
    for formula in chapter.mathematics { blank(formula.range.offsets) }
    return text
  }

  // MARK: Writing

  /// The index as a script: a page from the file system may load a script, and nothing else.
  var script: String {
    var text = "window.ladderIndex={pages:["
    text += pages.map { "[\(quoted($0.file)),\(quoted($0.title))]" }.joined(separator: ",")
    text += "],\nplaces:["
    text += places.map { place in
      "[\(place.page),\(quoted(place.anchor)),\(quoted(place.title)),\"\(place.kind.rawValue)\"]"
    }.joined(separator: ",\n")
    // A word that stands nearly everywhere finds nothing.
    let limit = max(20, places.count { $0.kind == .section } * 6 / 10)
    let words = postings.filter { $0.value.count <= limit }
    let common = postings.filter { $0.value.count > limit }.keys.sorted()
    text += "],\ncommon:\(quoted(common.joined(separator: " "))),\nwords:\""
    var previous: [UInt8] = []
    var lines: [UInt8] = []
    for word in words.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let bytes = Array(word.utf8)
      var shared = zip(bytes, previous).prefix { $0 == $1 }.count
      // A cut inside a character of several bytes would break it.
      while shared > 0, shared < bytes.count, bytes[shared] & 0xC0 == 0x80 { shared -= 1 }
      shared =
        String(decoding: bytes[..<shared], as: UTF8.self).utf16.count == shared
        ? min(shared, 35) : 0
      lines += String(shared, radix: 36).utf8
      lines += bytes[shared...]
      lines.append(0x20)
      write(words[word]!, to: &lines)
      lines += "\\n".utf8
      previous = bytes
    }
    return text + String(decoding: lines, as: UTF8.self) + "\"};\n"
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The places as steps from one to the next, five bits a character, the sixth says that more
  /// follow.
  private func write(_ places: [Int], to bytes: inout [UInt8]) {
    var previous = 0
    for place in places {
      var step = place - previous
      previous = place
      repeat {
        let rest = step >> 5
        bytes.append(SearchIndex.digits[step & 31 | (rest > 0 ? 32 : 0)])
        step = rest
      } while step > 0
    }
  }

  /// A string as a script writes it.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<": result += "\\u003c"
      case "\u{2028}", "\u{2029}": result += " "
      case _ where character.value < 0x20: result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }
}
