import Foundation

extension Command {
  package static let new = Command(
    "new", operands: "\"Title\"", summary: "begin a chapter, with its line in Package.swift",
    count: 1...1
  ) { invocation, workshop in
    let checkout = workshop.checkout
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let title = invocation.operands[0].trimmingCharacters(in: .whitespacesAndNewlines)
    let words = folderWords(title)
    guard !words.isEmpty, !title.contains(where: \.isNewline) else {
      throw UsageError("A chapter's title needs letters or digits: ./build.sh new \"Optimization\"")
    }
    let number = (checkout.chapters.last?.number ?? -1) + 1
    guard number < 100 else { throw BuildError("Chapters are numbered from 00 to 99.") }
    let name = "ch" + (number < 10 ? "0" : "") + "\(number)-\(words)"
    guard let manifest = try Disk.text(checkout.manifest).flatMap({ adding(name, to: $0) }) else {
      throw BuildError(
        "Package.swift has no list `let chapters = [ … ]` that \"\(name)\" could be added to.")
    }
    let folder = "\(checkout.chaptersFolder)/\(name)"
    try Disk.write(beginning(of: title), to: "\(folder)/chapter.md")
    try Disk.write(exercisesBeginning, to: "\(folder)/Exercises.swift")
    try Disk.write(manifest, to: checkout.manifest)
    workshop.terminal.line(
      "Chapters/\(name)/chapter.md is yours. Build it: ./build.sh ch\(name.dropFirst(2).prefix(2))")
    return .success
  }
}

/// The words of a title as they stand in a folder's name: `linear-algebra`.
package func folderWords(_ title: String) -> String {
  let plain = title.lowercased().folding(options: .diacriticInsensitive, locale: nil)
  let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  return words.joined(separator: "-")
}

/// The manifest with one more chapter in its list; nil when it has no such list.
package func adding(_ chapter: String, to manifest: String) -> String? {
  var lines = manifest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  guard let start = lines.firstIndex(where: { $0.hasPrefix("let chapters = [") }),
    let end = lines[start...].firstIndex(of: "]")
  else { return nil }
  if end > start + 1, !lines[end - 1].hasSuffix(",") { lines[end - 1] += "," }
  lines.insert("  \"\(chapter)\",", at: end)
  return lines.joined(separator: "\n")
}

private func beginning(of title: String) -> String {
  """
  # \(title)

  Begin with the problem: something concrete that goes wrong without this idea.

  ```swift id=first
  print("A chapter runs from its first block to its last.")
  ```

  """
}

private let exercisesBeginning = """
  // Your answers to the exercises of this chapter. This file is yours.
  import Ladder

  """
