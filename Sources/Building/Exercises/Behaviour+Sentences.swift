import Trace

extension Behaviour {
  /// What went wrong, for a person, as rows with a label each; nothing where the answer passes.
  ///
  /// - Parameters:
  ///   - file: How the file of answers is called, for places in it.
  ///   - reason: Why the answer is wrong, where that is known.
  package func rows(file: String, reason: String? = nil) -> [(label: String, text: String)] {
    var rows: [(label: String, text: String)] = []
    if let first = failures.first {
      rows.append(("", first.message))
      if let input = first.input { rows.append(("for", input)) }
      if let expected = first.expected { rows.append(("expected", expected)) }
      if let actual = first.actual { rows.append(("actual", actual)) }
    }
    if let sentence = interruption(file: file) { rows.append(("", sentence)) }
    if let reason { rows.append(("why", reason)) }
    if failures.count > 1 {
      let rest = failures.count - 1
      rows.append(("", "(and \(rest) more \(rest == 1 ? "expectation" : "expectations") not met)"))
    }
    return rows
  }

  /// The same in one line.
  package func sentence(file: String) -> String {
    rows(file: file).map { label, text in label.isEmpty ? text : "\(label) \(text)" }
      .joined(separator: "; ")
  }

  private func place(_ line: Int?, in file: String) -> String {
    line.map { " at \(file):\($0)" } ?? ""
  }

  /// How the checks were cut short, with the case at hand.
  private func interruption(file: String) -> String? {
    let during = lastCase.map { " (it was given \($0))" } ?? ""
    switch end {
    case .complete:
      return failures.isEmpty && met == 0 ? "its checks expected nothing of it" : nil
    case .todo: return "it still calls todo()"
    case .thrown(let message, let line):
      return "it threw an error\(place(line, in: file)): \(message)" + during
    case .stopped(let reason, let line):
      let why = reason ?? "a rule of Swift was broken, such as an index out of range"
      return "it stopped the program\(place(line, in: file)): \(why)" + during
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
