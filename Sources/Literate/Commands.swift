import Foundation

/// The Swift that a Markdown file yields: the command `tangle PATH`.
///
/// - Parameters:
///   - bytes: The file.
///   - path: The file as the person named it; places in the Swift refer to it.
public func tangle(markdown bytes: [UInt8], path: String) -> Tangled {
  let source = SourceText(bytes: bytes)
  let parts = path.split(separator: "/").map(String.init)
  let name = parts.last ?? path
  let isChapter = name == "chapter.md" && parts.count > 1
  let stem = name.split(separator: ".").first.map(String.init) ?? name
  let folder = isChapter ? parts[parts.count - 2] : stem
  let chapter = Chapter(folder: folder, source: source, file: isChapter ? nil : path)
  let tangled = chapter.tangled()
  return Tangled(
    swift: tangled.swift, problems: (chapter.problems + tangled.problems).inOrder.bounded)
}

/// Every fenced block of a Markdown file as JSON: the command `blocks PATH`.
///
/// A list of objects with `info` (the info string), `line` and `column` of the opening fence, both
/// from one, and `text` (the code, as CommonMark defines it).
public func blocksAsJSON(markdown bytes: [UInt8]) throws -> String {
  let source = SourceText(bytes: bytes)
  var fences: [FencedBlock] = []
  withMarkdown(source) { root in
    root.walk { node, isEntered in
      guard isEntered, let fence = Fence(node, in: source) else { return }
      fences.append(
        FencedBlock(
          info: fence.info, line: fence.range.lower.line, column: fence.range.lower.column,
          text: fence.literal))
    }
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(fences), as: UTF8.self)
}

/// A fenced block as `blocks` prints it.
private struct FencedBlock: Encodable {
  let info: String
  let line: Int
  let column: Int
  let text: String
}
