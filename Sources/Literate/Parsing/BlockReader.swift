/// Makes blocks of fences: reads info strings, gives names, collects what is wrong.
struct BlockReader {
  let source: SourceText
  let file: String
  private(set) var blocks: [Block] = []
  private(set) var problems: [Diagnostic] = []
  private var swiftCount = 0

  init(source: SourceText, file: String) {
    self.source = source
    self.file = file
  }

  /// Adds the next fence of the text.
  mutating func add(_ fence: Fence, isLiteral: Bool) {
    let language = fence.info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    var attributes: [Attribute] = []
    if language == "swift" { swiftCount += 1 }
    if let keys = InfoString.keys(of: language) {
      let info = InfoString(fence.infoOffsets, in: source, keys: keys)
      attributes = info.attributes
      for problem in info.problems {
        report(source.position(at: problem.offset), problem.message, problem.help)
      }
    }
    func value(_ key: Attribute.Key) -> Attribute? { attributes.first { $0.key == key.rawValue } }
    let role = value(.role).flatMap { choice($0, Block.Role.self, "role") } ?? .run
    let named = value(.id)?.value
    if let answers = value(.answers) { checkAnswers(answers) }
    blocks.append(
      Block(
        id: named ?? name(role: role, exercise: value(.for)?.value), isNamed: named != nil,
        index: blocks.count, infoString: fence.info, language: language, attributes: attributes,
        role: role, literal: fence.literal, columns: fence.columns, range: fence.range,
        isClosed: fence.isClosed, fenceLength: fence.length, isLiteral: isLiteral,
        tolerance: value(.tol).flatMap { tolerance($0) },
        budget: value(.budget).flatMap { budget($0) },
        failure: value(.fails).flatMap { choice($0, Block.Failure.self, "way to fail") }))
  }

  private mutating func report(_ position: SourcePosition, _ message: String, _ help: String?) {
    problems.append(
      Diagnostic(
        .error, file: file, line: position.line, column: position.column, message, help: help))
  }

  /// A name for a block whose author gave none.
  private func name(role: Block.Role, exercise: String?) -> String {
    guard let exercise else { return "block-\(swiftCount)" }
    let base = "\(exercise)-\(role.rawValue)"
    let same = blocks.count { $0.role == role && $0.exercise == exercise }
    return same == 0 ? base : "\(base)-\(same + 1)"
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ attribute: Attribute, _ type: Choice.Type, _ what: String
  ) -> Choice? where Choice.RawValue == String {
    guard let value = attribute.value, !value.isEmpty else { return nil }
    if let choice = Choice(rawValue: value) { return choice }
    let all = type.allCases.map(\.rawValue)
    let suggestion = nearest(to: value, in: all).map { "did you mean '\($0)'?" }
    report(
      attribute.range.lower, "unknown \(what) '\(value)'",
      suggestion ?? "there are \(all.joined(separator: ", "))")
    return nil
  }

  private mutating func tolerance(_ attribute: Attribute) -> Block.Tolerance? {
    guard let value = attribute.value, !value.isEmpty else { return nil }
    if value == "any" { return .any }
    if let number = Double(value), number.isFinite, number >= 0 { return .relative(number) }
    report(
      attribute.range.lower, "'\(value)' is no tolerance",
      "write a number such as tol=1e-3, or tol=any for clock times")
    return nil
  }

  private mutating func checkAnswers(_ attribute: Attribute) {
    let ids = (attribute.value ?? "").split(whereSeparator: { $0 == "," || $0 == " " })
    for id in ids where !Sayings.isID(id) {
      report(
        attribute.range.lower, "'\(id)' is no id of a saying",
        "ids are capital letters and digits, parted by commas: answers=C45,C46")
    }
  }

  private mutating func budget(_ attribute: Attribute) -> Double? {
    guard let value = attribute.value, !value.isEmpty else { return nil }
    for (unit, seconds) in [("ms", 1e-3), ("min", 60), ("s", 1)] where value.hasSuffix(unit) {
      if let number = Double(value.dropLast(unit.count)), number.isFinite, number > 0 {
        return number * seconds
      }
    }
    report(
      attribute.range.lower, "'\(value)' is no time",
      "write a number and its unit: budget=5s, budget=200ms or budget=2min")
    return nil
  }
}
