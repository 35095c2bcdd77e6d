/// The report that Swift's runtime writes when a program traps, and the program's own last words.
package struct Backtrace: Equatable {
  /// A place in a chapter, or in a reader's answers.
  package struct Place: Equatable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The innermost frame that lies in the file of that name.
  package let place: Place?
  /// What went wrong, in the runtime's words or those of `fatalError`; nil where nothing was said.
  package let reason: String?

  /// Reads what a child wrote to its standard error, to find the frames in files of a name.
  package init(_ text: String, file: String = "chapter.md") {
    var place: Place?
    var spoken: String?
    var spokenLine: Int?
    var reported: String?
    var inReport = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("*** Signal ") { inReport = true }
      if inReport {
        if place == nil { place = Self.place(in: line, file: file) }
        if let reason = Self.reportedReason(in: line) { reported = reported ?? reason }
      } else if let reason = Self.spokenReason(in: line) {
        spoken = reason
        spokenLine = Self.line(of: file, before: "Fatal error: ", in: line)
      }
    }
    // `fatalError` in a chapter says its own line, also where the optimiser has blurred the frame.
    if let spokenLine, place?.line != spokenLine { place = Place(line: spokenLine, column: 1) }
    self.place = place
    reason = spoken ?? reported
  }

  /// `… in ch04 at /…/Chapters/ch04-optimization/chapter.md:12:33`
  static func place(in line: Substring, file: String = "chapter.md") -> Place? {
    let parts = line.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix(file + ":"), parts.count > 1 else { return nil }
    let numbers = last.dropFirst(file.count + 1).split(separator: ":")
    guard let first = numbers.first, let line = Int(first) else { return nil }
    let column = numbers.count > 1 ? Int(numbers[1]) : nil
    return Place(line: line, column: max(1, column ?? 1))
  }

  /// The 16 of `ch04/chapter.md:16: Fatal error: my text`.
  private static func line(of file: String, before word: String, in line: Substring) -> Int? {
    guard let end = line.ranges(of: word).first?.lowerBound else { return nil }
    let place = line[..<end].split(separator: ":")
    guard let path = place.first, path.hasSuffix("/" + file), place.count > 1 else { return nil }
    return Int(place[1])
  }

  /// `ch04/chapter.md:16: Fatal error: my text`
  private static func spokenReason(in line: Substring) -> String? {
    if line.hasPrefix("Could not cast value of type ") {
      // `'Swift.Int' (0x7f42769da698) to 'Swift.String' (0x7f42769d7ca0).`
      return String(line.replacing(/\s\(0x[0-9a-f]+\)/, with: "").replacing(/\.$/, with: ""))
    }
    for word in ["Fatal error: ", "Simultaneous accesses to "] {
      guard let start = line.ranges(of: word).first else { continue }
      let text = word == "Fatal error: " ? line[start.upperBound...] : line[start.lowerBound...]
      return String(text)
    }
    return nil
  }

  /// `*** Swift runtime failure: arithmetic overflow ***`
  private static func reportedReason(in line: Substring) -> String? {
    if let name = line.between("Swift runtime failure: ", "***")
      ?? line.between("Swift runtime failure: ", " in ")
    {
      return name
    }
    guard let crash = line.between("*** Program crashed: ", "***") else { return nil }
    if crash.hasPrefix("Illegal instruction") || crash.hasPrefix("System trap") { return nil }
    if crash.hasPrefix("Bad pointer dereference") {
      return "memory that does not belong to the program was used, most likely because a function "
        + "calls itself without end"
    }
    return crash
  }
}

extension Substring {
  fileprivate func between(_ left: String, _ right: String) -> String? {
    guard let start = ranges(of: left).first?.upperBound else { return nil }
    let rest = self[start...]
    let end = rest.ranges(of: right).first?.lowerBound ?? rest.endIndex
    var text = rest[..<end]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
