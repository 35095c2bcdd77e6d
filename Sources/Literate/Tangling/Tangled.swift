import Foundation

/// Swift made from Markdown, and what stood in the way.
public struct Tangled: Sendable, Hashable {
  /// The text of a Swift file. Its lines and columns are, to the compiler, those of the Markdown.
  public let swift: String
  /// What is wrong with the blocks. With an error among them the Swift is not what was meant.
  public let problems: [Diagnostic]

  /// Whether the Swift is what the author meant.
  public var isSound: Bool { !problems.contains { $0.severity == .error } }

  /// Writes the Swift to a file unless the file holds it already, so that a build that looks at
  /// dates has nothing to do after an edit of the prose.
  ///
  /// - Returns: Whether the file was written.
  @discardableResult
  public func writeIfChanged(to file: URL) throws -> Bool {
    let new = Data(swift.utf8)
    if let old = try? Data(contentsOf: file), old == new { return false }
    try new.write(to: file, options: .atomic)
    return true
  }
}
