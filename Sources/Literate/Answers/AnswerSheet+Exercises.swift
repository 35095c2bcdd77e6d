extension AnswerSheet {
  /// What the file holds for an exercise.
  public enum Answer: Sendable, Hashable {
    /// The stub, as the book gives it.
    case untouched
    /// The stub with its `todo()` taken away and nothing in its place.
    case empty
    /// Not all that the stub declares: these names are missing.
    case missing([String])
    /// Something of the reader's own.
    case written
  }

  /// What the file holds for an exercise.
  public func answer(to exercise: Exercise) -> Answer {
    let stub = SwiftCode(exercise.stub.literal)
    let wanted = stub.membersOrNames
    let mine = pieces.filter { !$0.names.isDisjoint(with: wanted) }
    let missing = wanted.subtracting(mine.reduce(into: []) { $0.formUnion($1.names) })
    guard missing.isEmpty else { return .missing(missing.sorted()) }
    let words = mine.flatMap(\.words)
    if words == stub.words { return .untouched }
    return words == stub.words.withoutTodo ? .empty : .written
  }

  /// The exercises that the declaration at a line belongs to; none where it is the reader's own.
  public func exercises(atLine line: Int, of chapter: Chapter) -> [Exercise] {
    guard let piece = piece(atLine: line) else { return [] }
    return chapter.exercises.filter { exercise in
      !pieces[piece].names.isDisjoint(with: SwiftCode(exercise.stub.literal).membersOrNames)
    }
  }

  /// The declaration at a line, by its place among all.
  public func piece(atLine line: Int) -> Int? {
    // What is missing at the end of a declaration is reported where the next one begins.
    pieces.lastIndex { $0.lines.lowerBound <= line }
  }

  /// The lines that a declaration takes up.
  public func lines(ofPiece index: Int) -> Range<Int> { pieces[index].lines }

  /// The file as it is compiled: some answers replaced by stubs, some declarations left out, and
  /// all others at their lines.
  ///
  /// - Parameter file: How messages shall name the file.
  public func text(
    file: String, chapter: Chapter, replacing replaced: Set<String>, leavingOut left: Set<Int>
  ) -> String {
    var text = "import Ladder\n#sourceLocation(file: \(quoted(file)), line: 1)\n"
    let stubs = chapter.exercises.filter { replaced.contains($0.id) }
    let names = stubs.reduce(into: Set<String>()) {
      $0.formUnion(SwiftCode($1.stub.literal).membersOrNames)
    }
    for (index, piece) in pieces.enumerated() {
      let isOut = left.contains(index) || !piece.names.isDisjoint(with: names)
      for line in piece.lines { text += isOut ? "\n" : source.line(line) + "\n" }
    }
    text += "#sourceLocation()\n"
    for stub in stubs { text += stub.stub.literal }
    return text
  }

  /// How the reader declares what the exercise asks for, where it is not as the stub does.
  public func changedHeading(of exercise: Exercise) -> (stub: String, own: String)? {
    let stub = SwiftCode(exercise.stub.literal)
    let wanted = stub.membersOrNames
    guard let piece = pieces.first(where: { !$0.names.isDisjoint(with: wanted) }) else {
      return nil
    }
    let lower = source.offsets(ofLine: piece.lines.lowerBound).lowerBound
    let upper = source.offsets(ofLine: piece.lines.upperBound).lowerBound
    let own = SwiftCode(bytes: Array(source.bytes[lower..<upper]))
    return own.heading.words == stub.heading.words ? nil : (stub.heading.text, own.heading.text)
  }
}

extension SwiftCode {
  /// What is declared; of an extension that adds members, those and not itself.
  fileprivate var membersOrNames: Set<String> {
    let names = declaredNames
    let members = names.filter { !$0.hasPrefix("extension ") }
    return members.isEmpty ? names : members
  }

  /// The first declaration up to its braces, in one line.
  fileprivate var heading: (text: String, words: [String]) {
    let parts = tokens.prefix { !isPunctuation($0, "{") }
    let first = parts.firstIndex(where: \.isSignificant) ?? parts.endIndex
    let text = parts[first...].map { $0.isSignificant ? self.text($0) : " " }.joined()
    let line = text.split(separator: " ").joined(separator: " ")
    return (line, parts.filter(\.isSignificant).map { self.text($0) })
  }
}

extension [String] {
  /// The words without calls of `todo()`.
  fileprivate var withoutTodo: [String] {
    var rest = self[...]
    var kept: [String] = []
    while let word = rest.first {
      let isCall = rest.starts(with: ["todo", "(", ")"])
      if !isCall { kept.append(word) }
      rest = rest.dropFirst(isCall ? 3 : 1)
    }
    return kept
  }
}
