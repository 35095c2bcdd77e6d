import Foundation

/// A piece of code in a documentation comment that says what its lines come to:
///
///     let x = Tensor([[1, 2], [3, 4]])
///     x.sum(axes: [0])   // [4, 6]
///
/// A comment behind a line is a result where it begins as a value does: with a digit, a quotation
/// mark, a list of such, or one of the words true, false and nil. It is what `print` shows, up to
/// spaces and to the digits given. Every other comment is a remark.
struct DocumentationExample {
  /// From the project's folder.
  let file: String
  /// The line of the file at which the code begins.
  let line: Int
  let code: [Substring]

  /// The examples of a file's public declarations that say what they come to.
  static func all(in text: String, file: String) -> [DocumentationExample] {
    var examples: [DocumentationExample] = []
    // Those of the comment before the next declaration.
    var waiting: [DocumentationExample] = []
    var code: [Substring] = []
    var start = 0
    // The language of the fence that is open.
    var fence: Substring?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let comment = documentation(line)
      let isFence = comment?.hasPrefix("```") ?? false
      if let comment, !isFence, isCode(comment, fence, isBegun: !code.isEmpty) {
        if code.isEmpty { start = index + 1 }
        code.append(fence == nil ? comment.dropFirst(4) : comment)
        continue
      }
      if code.contains(where: { result(of: $0) != nil }) {
        waiting.append(DocumentationExample(file: file, line: start, code: code))
      }
      code = []
      if isFence { fence = fence == nil ? comment?.dropFirst(3) : nil }
      if comment == nil {
        fence = nil
        // Attributes stand between a comment and its declaration.
        if line.drop(while: { $0 == " " }).hasPrefix("@") { continue }
        if line.contains("public ") { examples += waiting }
        waiting = []
      }
    }
    return examples
  }

  private static func isCode(_ comment: Substring, _ fence: Substring?, isBegun: Bool) -> Bool {
    if let fence { return fence == "swift" }
    return comment.hasPrefix("    ") || comment.isEmpty && isBegun
  }

  /// The text of a line of a documentation comment; nil for every other line.
  private static func documentation(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " }
    guard text.hasPrefix("///") else { return nil }
    let rest = text.dropFirst(3)
    return rest.hasPrefix(" ") ? rest.dropFirst() : rest
  }

  /// A line's code and its result, where the comment behind it is one.
  static func result(of line: Substring) -> (code: Substring, result: Substring)? {
    guard let range = line.range(of: "  //") ?? line.range(of: " // ") else { return nil }
    let result = line[range.upperBound...].drop { $0 == " " || $0 == "/" }
    guard result.firstMatch(of: /^(-?[0-9]|"|\[+(-?[0-9]|"|true|false)|(true|false|nil)$)/) != nil
    else { return nil }
    return (line[..<range.lowerBound], result)
  }

  /// A function that checks each result. Its lines are those of the comment, for messages.
  func function(_ name: String) -> String {
    var lines = ["func \(name)() throws {", "#sourceLocation(file: \"\(file)\", line: \(line))"]
    for (offset, text) in code.enumerated() {
      guard let (code, result) = Self.result(of: text) else {
        lines.append(String(text))
        continue
      }
      let place = "\"\(file):\(line + offset)\""
      let expected = "#\"\(result)\"#"
      if let declared = code.firstMatch(of: /^(let|var) (\w+)/) {
        lines.append("\(code); comesTo(\(declared.2), \(expected), \(place))")
      } else if let printed = code.wholeMatch(of: /print\((.*)\)\s*/) {
        lines.append("comesTo(\(printed.1), \(expected), \(place))")
      } else {
        lines.append("comesTo(\(code), \(expected), \(place))")
      }
    }
    return (lines + ["#sourceLocation()", "}"]).joined(separator: "\n")
  }

  /// A program that runs the examples and prints a line for each result that is not so.
  static func program(_ examples: [DocumentationExample]) -> String {
    let names = examples.indices.map { "example\($0)" }
    let functions = zip(examples, names).map { $0.function($1) }
    return """
      import Foundation
      import Ladder

      \(checking)

      \(functions.joined(separator: "\n\n"))

      @main
      struct Examples {
        static func main() throws {
          \(names.map { "try \($0)()" }.joined(separator: "\n    "))
          print("checked \\(count)")
        }
      }
      """
  }

  /// Compares texts without their spaces, and numbers to the digits that are given.
  private static let checking = #"""
    nonisolated(unsafe) var count = 0

    func comesTo<T>(_ value: T, _ expected: String, _ place: String) {
      count += 1
      var shown = "\(value)"
      if let text = value as? String, expected.hasPrefix("\"") { shown = "\"\(text)\"" }
      let (found, wanted) = (pieces(shown), pieces(expected))
      let isSame = found.count == wanted.count && zip(found, wanted).allSatisfy(agree)
      if !isSame { print("\(place): \(expected) is \(shown)") }
    }

    func pieces(_ text: String) -> [String] {
      text.filter { !$0.isWhitespace }
        .matches(of: /-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?|[^-0-9]+|-/).map { String($0.output.0) }
    }

    func agree(_ found: String, _ wanted: String) -> Bool {
      guard let left = Double(found), let right = Double(wanted) else { return found == wanted }
      let digits = wanted.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count
      let share = digits.map { 0.501 * pow(10, -Double($0)) } ?? 1e-5 * max(1, abs(right))
      return abs(left - right) <= share
    }
    """#
}
