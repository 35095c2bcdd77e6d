extension AnswerSheet {
  /// A declaration of the reader's under a name that is taken.
  public struct Clash: Sendable {
    /// The declarations that go with it: itself, and those that use it.
    public let pieces: Set<Int>
    /// What to tell, at its line.
    public let finding: Diagnostic
  }

  /// The reader's own declarations that are called as something of the chapter or as a type of the
  /// library is. The chapter and the checks would take them for what they mean themselves.
  ///
  /// - Parameters:
  ///   - file: How findings name the file.
  ///   - library: The library's types, each with its module.
  public func clashes(
    file: String, chapter: Chapter, library: [String: String]
  ) -> [Clash] {
    let ofChapter = SwiftCode(chapter.declarations().swift).declaredNames
    // What an exercise asks for is called as it asks.
    let asked = chapter.exercises.reduce(into: Set<String>()) {
      $0.formUnion(SwiftCode($1.stub.literal).declaredNames)
    }
    var clashes: [Clash] = []
    for (index, piece) in pieces.enumerated() {
      for name in piece.names.subtracting(asked).sorted() where isPlain(name) {
        let owner: String
        if ofChapter.contains(name) {
          owner = "the chapter has a `\(name)` of its own"
        } else if let module = library[name], declaresType(name, in: piece) {
          owner = "`\(name)` is a type of the library, in \(module)"
        } else {
          continue
        }
        let place = self.place(of: name, in: piece)
        clashes.append(
          Clash(
            pieces: users(of: index, name),
            finding: Diagnostic(
              .error, file: file, line: place.line, column: place.column,
              "\(owner), and yours would be taken for it", help: "give yours another name")))
      }
    }
    return clashes
  }

  /// Whether it is a name, and neither an operator nor what an extension adds.
  private func isPlain(_ name: String) -> Bool {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private func declaresType(_ name: String, in piece: Piece) -> Bool {
    let words: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    return zip(piece.words, piece.words.dropFirst()).contains { words.contains($0) && $1 == name }
  }

  private func place(of name: String, in piece: Piece) -> SourcePosition {
    for line in piece.lines {
      let range = source.offsets(ofLine: line)
      let code = SwiftCode(bytes: Array(source.bytes[range]))
      if let token = code.tokens.first(where: { code.text($0) == name }) {
        return source.position(at: range.lowerBound + token.range.lowerBound)
      }
    }
    return source.position(line: piece.lines.lowerBound, column: 1)
  }

  /// A declaration, and those that would not mean the same without it.
  private func users(of first: Int, _ name: String) -> Set<Int> {
    var users: Set<Int> = [first]
    var names: Set<String> = [name]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, piece) in pieces.enumerated()
      where !users.contains(index) && !names.isDisjoint(with: piece.words) {
        users.insert(index)
        names.formUnion(piece.names)
        isGrowing = true
      }
    }
    return users
  }
}
