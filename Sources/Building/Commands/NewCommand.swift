import Foundation

extension Command {
  package static let new = Command(
    "new", operands: "\"Title\"", summary: "begin a chapter, with its line in Package.swift",
    flags: [.folder, .part], count: 1...1
  ) { invocation, workshop in
    let checkout = workshop.checkout
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    let title = invocation.operands[0].trimmingCharacters(in: .whitespacesAndNewlines)
    guard !title.isEmpty, !title.contains(where: \.isNewline) else {
      throw UsageError("A chapter has a title of one line: ./build.sh new \"Optimization\"")
    }
    let words = folderWords(invocation.value(.folder) ?? title)
    guard !words.isEmpty else {
      throw UsageError(
        "The chapter's folder is named with Latin letters and digits, and the title has none. Say "
          + "how to call it: ./build.sh new \"\(title)\" --folder optimization")
    }
    let number = (checkout.chapters.last?.number ?? -1) + 1
    guard number < 100 else { throw BuildError("Chapters are numbered from 00 to 99.") }
    let name = "ch" + (number < 10 ? "0" : "") + "\(number)-\(words)"
    guard let manifest = try checkout.packageManifest().adding(name, to: invocation.value(.part))
    else {
      throw BuildError("Package.swift has no list `parts` that \"\(name)\" could be added to.")
    }
    let folder = "\(checkout.chaptersFolder)/\(name)"
    try Disk.write(beginning(of: title), to: "\(folder)/chapter.md")
    try Disk.write(exercisesBeginning, to: "\(folder)/Exercises.swift")
    try Disk.write(ChapterFolder.programText, to: "\(folder)/Program.swift")
    try Disk.write(manifest, to: checkout.manifest)
    workshop.terminal.line(
      "Chapters/\(name)/chapter.md is yours. Build it: ./build.sh ch\(name.dropFirst(2).prefix(2))")
    return .success
  }
}

extension Flag {
  package static let folder = Flag(
    name: "--folder", value: "WORDS",
    summary: "what to call the folder, where the title does not do")
  package static let part = Flag(
    name: "--part", value: "NAME",
    summary: "the part of the book that it belongs to (default: the last; a new one comes after it)"
  )
}

/// The words of a title as they stand in a folder's name: `linear-algebra`. Of a long title the
/// first, as many as file systems and readers can be asked to bear.
package func folderWords(_ title: String) -> String {
  let plain = title.lowercased().folding(options: .diacriticInsensitive, locale: nil)
  let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  var name = words.first.map { String($0.prefix(longestFolderName)) } ?? ""
  for word in words.dropFirst() {
    guard name.count + word.count < longestFolderName else { break }
    name += "-" + word
  }
  return name
}

private let longestFolderName = 60

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
