import Foundation

/// What is kept of the grading of a chapter, for as long as nothing that it depends on changes.
struct GradeMemory {
  private let folder: String

  init(of chapter: ChapterFolder) {
    folder = "\(chapter.work)/grades"
  }

  private struct Kept<Value: Codable>: Codable {
    var key: String
    var value: Value
  }

  /// The grades kept under a key.
  func grades(for key: String) -> [Grade]? { load("answers", key) }

  /// The grades of the last answers, whatever has changed since.
  var lastGrades: [Grade] {
    guard let bytes = (try? Disk.read(path("answers"))) ?? nil,
      let kept = try? JSONDecoder().decode(Kept<[Grade]>.self, from: Data(bytes))
    else { return [] }
    return kept.value
  }

  /// Keeps grades. One that the clock decided is not kept: the machine may have been busy.
  func keep(_ grades: [Grade], for key: String) throws {
    if grades.contains(where: \.isTimed) { return try Disk.remove(path("answers")) }
    try save("answers", key, grades)
  }

  /// What the chapter's wrong answers do, kept under a key.
  func wrongBehaviours(for key: String) -> [String: Behaviour]? { load("wrong", key) }

  func keep(wrongBehaviours: [String: Behaviour], for key: String) throws {
    try save("wrong", key, wrongBehaviours)
  }

  private func path(_ name: String) -> String { "\(folder)/\(name).json" }

  private func load<Value: Codable>(_ name: String, _ key: String) -> Value? {
    guard let bytes = (try? Disk.read(path(name))) ?? nil,
      let kept = try? JSONDecoder().decode(Kept<Value>.self, from: Data(bytes)), kept.key == key
    else { return nil }
    return kept.value
  }

  private func save<Value: Codable>(_ name: String, _ key: String, _ value: Value) throws {
    let data = try JSONEncoder().encode(Kept(key: key, value: value))
    try Disk.write([UInt8](data), to: path(name))
  }
}

extension Grade {
  fileprivate var isTimed: Bool {
    guard case .failing(let behaviour, _) = state else { return false }
    if case .overTime = behaviour.end { return true }
    return behaviour.failures.contains(where: \.isMeasured)
  }
}
