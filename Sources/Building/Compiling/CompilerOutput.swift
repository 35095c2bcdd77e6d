import Literate

/// What a compiler printed, as findings at places.
///
/// Only the headlines are read, `path:line:column: error: message`: they carry the place in
/// chapter.md, while the excerpt under them is of the generated file, which no reader knows.
package struct CompilerOutput {
  /// One finding, and the notes that follow it.
  package struct Finding: Equatable {
    package var path: String
    package var line: Int
    package var column: Int
    package var severity: Diagnostic.Severity
    package var message: String
    package var notes: [Finding]
  }

  /// The errors and warnings, each once, in the order of the output.
  package let findings: [Finding]
  /// Lines that say `error:` without a place: the linker's, and those of SwiftPM itself.
  package let placelessErrors: [String]
  /// The end of the output, where nothing else says what went wrong.
  package let end: String

  package init(_ text: String) {
    var findings: [Finding] = []
    var placeless: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if let finding = Self.finding(in: line) {
        if finding.severity == .note {
          if !findings.isEmpty { findings[findings.count - 1].notes.append(finding) }
        } else {
          findings.append(finding)
        }
      } else if let word = line.firstRange(of: "error: "),
        ["", "<unknown>:0: "].contains(line[..<word.lowerBound]), !line.contains("fatalError")
      {
        placeless.append(String(line[word.upperBound...]))
      }
    }
    // A module and its object code are made by two compilers, which both report.
    var seen: Set<String> = []
    self.findings = findings.filter {
      seen.insert("\($0.path):\($0.line):\($0.column):\($0.message)").inserted
    }
    // What concerns the whole package, SwiftPM says once for each product.
    var known: Set<String> = []
    placelessErrors = placeless.filter { known.insert($0).inserted }
    end = String(text.suffix(600))
  }

  private static func finding(in line: Substring) -> Finding? {
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      guard let word = line.firstRange(of: ": \(severity.rawValue): ") else { continue }
      let place = line[..<word.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      guard place.count >= 3, let column = Int(place[place.count - 1]),
        let number = Int(place[place.count - 2])
      else { continue }
      return Finding(
        path: place.dropLast(2).joined(separator: ":"), line: number, column: column,
        severity: severity, message: String(line[word.upperBound...]), notes: [])
    }
    return nil
  }
}

extension CompilerOutput.Finding {
  /// The finding as the reader of a chapter sees it. `file` is how the book names the path.
  func diagnostic(file: String) -> Diagnostic {
    // Where something is declared is nothing without the place, and that is in nobody's chapter.
    let telling = notes.map(\.message).filter { !$0.isEmpty && !$0.hasSuffix("declared here") }
    let help = telling.joined(separator: "; ")
    return Diagnostic(
      severity, file: file, line: line, column: column, message, help: help.isEmpty ? nil : help)
  }
}

extension Substring {
  fileprivate func firstRange(of word: String) -> Range<Index>? {
    guard let first = word.first else { return nil }
    var start = startIndex
    while let candidate = self[start...].firstIndex(of: first) {
      if self[candidate...].hasPrefix(word) {
        return candidate..<index(candidate, offsetBy: word.count)
      }
      start = index(after: candidate)
    }
    return nil
  }
}
