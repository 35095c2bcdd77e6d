/// Sizes of lettering in a figure, in points. None is below 9, the size of the text around it on the
/// page.
package enum TypeSize {
  package static let title = 12.5
  package static let panelTitle = 10.5
  package static let label = 9.5
  package static let tick = 9.0
  package static let caption = 9.0
  package static let note = 9.0
}

/// Breaks and shortens text to the room there is.
package enum Typesetting {
  package static func width(_ text: String, _ size: Double, _ weight: Weight = .regular) -> Double {
    Lettering.width(text, size: size, weight: weight)
  }

  /// The text, or as much of its beginning as fits, with an ellipsis.
  package static func shortened(
    _ text: String, to width: Double, size: Double, weight: Weight = .regular
  ) -> String {
    let start = text.prefix(mostCharacters(width, size))
    guard start.count < text.count || Typesetting.width(text, size, weight) > width else {
      return text
    }
    let characters = Array(text.prefix(mostCharacters(width, size)))
    var (low, high) = (0, characters.count)
    while low < high {
      let middle = (low + high + 1) / 2
      let candidate = String(characters[..<middle]).trimmed + "…"
      if Typesetting.width(candidate, size, weight) <= width {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low == 0 ? "" : String(characters[..<low]).trimmed + "…"
  }

  /// More characters than this never fit, however narrow, and measuring them takes time; markup,
  /// which takes no room, is allowed for.
  private static func mostCharacters(_ width: Double, _ size: Double) -> Int {
    Int(min(max(width / (size * 0.2), 0), 1000)) + 40
  }

  /// The text in lines no wider than `width`, broken between words; at most `limit` lines, of which
  /// the last is shortened where there is more.
  package static func lines(
    _ text: String, width: Double, size: Double, weight: Weight = .regular, limit: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    let words = text.prefix(mostCharacters(width, size) * limit).split(whereSeparator: {
      $0 == " " || $0.isNewline
    })
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || Typesetting.width(longer, size, weight) <= width {
        line = longer
        continue
      }
      if lines.count == limit - 1 {
        line += " " + words[index...].joined(separator: " ")
        break
      }
      lines.append(line)
      line = String(word)
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { shortened($0, to: width, size: size, weight: weight) }.filter { !$0.isEmpty }
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
