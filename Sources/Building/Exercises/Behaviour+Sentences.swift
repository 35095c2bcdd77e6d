import Trace

extension Behaviour {
  /// What went wrong, for a person, a sentence a line; nothing where the answer passes.
  ///
  /// - Parameter file: How the file of answers is called, for places in it.
  package func sentences(file: String) -> [String] {
    var lines = failures.prefix(1).flatMap(\.lines)
    if failures.count > 1 {
      lines.append("and \(failures.count - 1) more of its expectations were not met")
    }
    if let sentence = sentence(file: file) { lines.append(sentence) }
    return lines
  }

  /// How the checks were cut short, with the case at hand.
  private func sentence(file: String) -> String? {
    let during = lastCase.map { " (it was given \($0))" } ?? ""
    switch end {
    case .complete:
      return failures.isEmpty && met == 0 ? "its checks expected nothing of it" : nil
    case .todo: return "it still calls todo()"
    case .thrown(let message): return "it threw an error: \(message)" + during
    case .stopped(let reason, let line):
      let place = line.map { " at \(file):\($0)" } ?? ""
      let why = reason ?? "a rule of Swift was broken, such as an index out of range"
      return "it stopped the program\(place): \(why)" + during
    case .recursion: return "it calls itself without end, until the stack is full" + during
    case .overTime(let seconds):
      return "it did not come to an end within \(format(seconds)) s" + during
    case .overOutput(let bytes):
      return "it printed more than \(bytes >> 20) MB and was stopped" + during
    case .overMemory(let bytes):
      return "it took more than \(bytes >> 20) MB of memory and was stopped" + during
    case .exited(let status):
      return "it ended the program (exit \(status)) before its checks were through" + during
    }
  }
}

extension GradeFailure {
  /// The failure, for a person: what was checked, the case, expected and actual values.
  var lines: [String] {
    var lines = [message]
    if let input { lines.append("for        \(input)") }
    if let expected { lines.append("expected   \(expected)") }
    if let actual { lines.append("your answer gives \(actual)") }
    return lines
  }
}
