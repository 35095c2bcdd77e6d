/// What of a chapter is read in one sitting: all but its exercises and what is "Also tested".
struct Sitting {
  private let chapter: Chapter
  /// The stretches of the text that stand outside, in order and apart from one another.
  private let outside: [Range<Int>]

  init(_ chapter: Chapter) {
    self.chapter = chapter
    outside = (chapter.sectionsOutside + chapter.exerciseStretches).joined
  }

  /// The passages of prose.
  var passages: [Passage] { chapter.passages.filter { contains($0.range) } }

  /// The blocks of Swift.
  var blocks: [Block] { chapter.swiftBlocks.filter { contains($0.range) } }

  private func contains(_ range: SourceRange) -> Bool {
    // The last stretch that begins at or before the range is the only one that can hold it.
    let offset = range.lower.offset
    var (low, high) = (0, outside.count)
    while low < high {
      let middle = (low + high) / 2
      if outside[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 || !outside[low - 1].contains(offset)
  }

  /// The most lines of blocks without prose between them, and the line at which they begin.
  func longestListing(of blocks: [Block]) -> (lines: Int, start: Int?) {
    var longest: (lines: Int, start: Int?) = (0, nil)
    var current: (lines: Int, start: Int?) = (0, nil)
    var passage = 0
    for block in blocks {
      let before = passage
      while passage < chapter.passages.count,
        chapter.passages[passage].range.lower < block.range.lower
      {
        passage += 1
      }
      if passage > before || current.start == nil { current = (0, block.line) }
      current.lines += block.lines.count - block.hiddenLines.count
      if current.lines > longest.lines { longest = current }
    }
    return longest
  }
}

extension Chapter {
  /// The sections of exercises and of what is also tested, up to the next heading of their rank.
  fileprivate var sectionsOutside: [Range<Int>] {
    headings.enumerated().compactMap { index, heading in
      guard ["exercises", "also tested"].contains(heading.text.lowercased()) else { return nil }
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      return heading.range.lower.offset..<(next?.range.lower.offset ?? source.bytes.count)
    }
  }

  /// The exercises, wherever they stand: each from its prompt to the next one or the next heading.
  fileprivate var exerciseStretches: [Range<Int>] {
    let starts = exercises.map { ($0.prompt?.lower ?? $0.stub.range.lower).offset }
    var heading = 0
    return starts.enumerated().map { index, start in
      while heading < headings.count, headings[heading].range.lower.offset <= start { heading += 1 }
      let end = heading < headings.count ? headings[heading].range.lower.offset : source.bytes.count
      let next = index + 1 < starts.count ? starts[index + 1] : end
      return start..<max(start, min(end, next))
    }
  }
}

extension [Range<Int>] {
  /// The same stretches in order, those that touch made one.
  fileprivate var joined: [Range<Int>] {
    sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, range in
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
  }
}
