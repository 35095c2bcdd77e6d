extension Findings {
  /// Numbers in the prose: what the code found must come from the code.
  mutating func checkNumbers() {
    for number in chapter.numbers {
      if !isName(number.name) {
        error(
          number.range.lower, "'\(number.name)' is no name of a recorded number",
          "record(\"test accuracy\", …) is reached as #=test-accuracy")
      }
      if let format = number.format {
        if !isFormat(format) {
          error(
            number.range.lower, "'\(format)' does not say how to write one number",
            "use %d, %.3f, %.2e, %g or the like, with text around it if you wish")
        }
      } else {
        error(
          number.range.lower, "the number does not say how it is written",
          "add a format after the name: (#=\(number.name) \"%.3f\")")
      }
    }
    for prose in chapter.prose where !prose.isLiteral {
      checkTyped(
        prose.range.offsets, "is typed into the prose",
        "put <!-- literal --> into the paragraph where it is no result")
    }
    for block in chapter.swiftBlocks where !block.isLiteral {
      for key in [Attribute.Key.cap, .alt, .fold] {
        guard let words = block.attributes.first(where: { $0.key == key.rawValue }) else {
          continue
        }
        let value = words.range.offsets.dropFirst(key.rawValue.utf8.count + 1)
        for part in chapter.source.withoutCode(value) {
          checkTyped(
            part, "is typed into \(key.rawValue)=",
            "put <!-- literal --> above the block where it is no result")
        }
      }
    }
  }

  /// Decimals between two offsets: the code could have found them.
  private mutating func checkTyped(_ offsets: Range<Int>, _ what: String, _ way: String) {
    for found in TypedNumbers(chapter.source, in: offsets).decimals {
      let typed = chapter.source.text(in: found)
      warning(
        chapter.source.position(at: found.lowerBound), "'\(typed)' \(what)",
        what.hasSuffix("=")
          ? "say it in the text with a number bound to the code; \(way)"
          : "a result is bound to the code, [\(typed)](#=name \"%.3f\"); \(way)")
    }
  }
}

extension SourceText {
  /// What stands outside backticks, which hold code and mathematics.
  fileprivate func withoutCode(_ offsets: Range<Int>) -> [Range<Int>] {
    bytes[offsets].split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
      .enumerated().filter { $0.offset.isMultiple(of: 2) }
      .map { $0.element.startIndex..<$0.element.endIndex }
  }
}

/// Whether a format holds exactly one conversion of a number, as C's printf writes them.
private func isFormat(_ format: String) -> Bool {
  var bytes = Array(format.utf8)[...]
  var conversions = 0
  while let percent = bytes.firstIndex(of: UInt8(ascii: "%")) {
    bytes = bytes[(percent + 1)...]
    if bytes.first == UInt8(ascii: "%") {
      bytes = bytes.dropFirst()
      continue
    }
    bytes = bytes.drop { "-+ 0#'".utf8.contains($0) }.drop(while: isDigit)
    if bytes.first == UInt8(ascii: ".") { bytes = bytes.dropFirst().drop(while: isDigit) }
    guard let conversion = bytes.first, "dfeEgGs".utf8.contains(conversion) else { return false }
    bytes = bytes.dropFirst()
    conversions += 1
  }
  return conversions == 1
}
