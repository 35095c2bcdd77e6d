import Foundation
import Literate

extension Command {
  package static let tangle = Command(
    "tangle", operands: "PATH", summary: "print the Swift that a Markdown file yields", count: 1...1
  ) { invocation, workshop in
    let (chapter, source) = try markdown(at: invocation.operands[0])
    let tangled = chapter.tangled()
    workshop.terminal.raw(tangled.swift)
    let findings = chapter.problems + tangled.problems
    for finding in findings { workshop.terminal.error(finding.rendered(with: source)) }
    return findings.contains { $0.severity == .error } ? .failure : .success
  }

  package static let blocks = Command(
    "blocks", operands: "PATH", summary: "print every fenced block of a Markdown file as JSON",
    count: 1...1
  ) { invocation, workshop in
    let (chapter, _) = try markdown(at: invocation.operands[0])
    workshop.terminal.raw(try json(of: chapter.blocks))
    return .success
  }
}

/// Any Markdown file, read as a chapter.
private func markdown(at path: String) throws(BuildError) -> (Chapter, SourceText) {
  guard let bytes = try Disk.read(path) else { throw BuildError("There is no file \(path).") }
  let source = SourceText(bytes: bytes)
  let parts = path.split(separator: "/").map(String.init)
  let folder = parts.count > 1 ? parts[parts.count - 2] : "chapter"
  return (Chapter(folder: folder, source: source, file: path), source)
}

/// A fenced block as `blocks` prints it.
private struct FencedBlock: Encodable {
  var info: String
  var line: Int
  var column: Int
  var literal: String
}

private func json(of blocks: [Block]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  let fenced = blocks.map {
    FencedBlock(info: $0.infoString, line: $0.line, column: $0.column, literal: $0.literal)
  }
  return String(decoding: try encoder.encode(fenced), as: UTF8.self) + "\n"
}
