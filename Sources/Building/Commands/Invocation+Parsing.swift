import Literate

extension Invocation {
  /// Understands the words after `./build.sh`. Without a command they name chapters to build.
  package init(
    _ words: [String], chapters: [String], commands: [Command] = Command.all
  ) throws(UsageError) {
    if words.contains("--help") || words.contains("-h") {
      let named = commands.first { $0.name == words.first }
      self.init(.help, operands: named.map { [$0.name] } ?? [])
      return
    }
    // A command is named by the first word or not at all.
    var rest = words
    let named = commands.first { $0.name == words.first }
    let command = named ?? .build
    if named != nil {
      rest.removeFirst()
    } else if let first = words.first, !first.hasPrefix("-"), !looksLikeChapter(first) {
      throw Self.unknown(first, chapters: chapters, commands: commands)
    }

    var operands: [String] = []
    var values: [String: String] = [:]
    while !rest.isEmpty {
      let word = rest.removeFirst()
      // What follows two hyphens is no flag, whatever it begins with.
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let flag = try Self.flag(parts[0], of: command)
      guard flag.value != nil else {
        guard parts.count == 1 else { throw UsageError("\(flag.name) takes no value.") }
        values[flag.name] = ""
        continue
      }
      guard let value = parts.count > 1 ? parts[1] : rest.isEmpty ? nil : rest.removeFirst() else {
        throw UsageError("\(flag.name) is followed by \(flag.value!).")
      }
      values[flag.name] = value
    }
    guard command.count.contains(operands.count) else {
      let line = ["./build.sh", command.name, command.operands].filter { !$0.isEmpty }
      throw UsageError("This is how it goes: " + line.joined(separator: " "))
    }
    self.init(command, operands: operands, values: values)
  }

  private static func flag(_ name: String, of command: Command) throws(UsageError) -> Flag {
    if let flag = command.flags.first(where: { $0.name == name }) { return flag }
    if let hint = nearest(to: name, in: command.flags.map(\.name)) {
      throw UsageError("There is no flag \(name). Did you mean \(hint)?")
    }
    guard !command.flags.isEmpty else {
      throw UsageError("`\(command.name)` takes no flags, and \(name) is one.")
    }
    let list = command.flags.map(\.name).joined(separator: ", ")
    throw UsageError("There is no flag \(name) here. `\(command.name)` takes \(list).")
  }

  private static func unknown(
    _ word: String, chapters: [String], commands: [Command]
  ) -> UsageError {
    let names = commands.map(\.name) + chapters
    // `4` and `04` are chapters to everyone but us.
    let numbered = Int(word).flatMap { number in
      chapters.first { Int($0.dropFirst(2).prefix(2)) == number }
    }
    guard let hint = numbered ?? nearest(to: word, in: names) else {
      return UsageError(
        "`\(word)` is neither a command nor a chapter. `./build.sh help` shows what there is.")
    }
    return UsageError("`\(word)` is neither a command nor a chapter. Did you mean `\(hint)`?")
  }
}

/// Whether the word is written as a chapter is: `ch04`, `ch4`, `ch04-optimization`.
func looksLikeChapter(_ word: String) -> Bool {
  word.hasPrefix("ch") && word.dropFirst(2).first?.isWholeNumber == true
}
