// The build plugin's tool: tangle [--declarations] CHAPTER.md OUTPUT.swift
import Foundation
import Literate

let onlyDeclarations = CommandLine.arguments.dropFirst().first == "--declarations"
let arguments = CommandLine.arguments.filter { $0 != "--declarations" }
guard arguments.count == 3 else {
  complain("usage: tangle [--declarations] chapter.md output.swift")
  exit(2)
}
do {
  let input = URL(fileURLWithPath: arguments[1])
  let source = SourceText(bytes: Array(try Data(contentsOf: input)))
  let folder = input.deletingLastPathComponent().lastPathComponent
  let chapter = Chapter(folder: folder, source: source)
  let tangled = onlyDeclarations ? chapter.declarations() : chapter.tangled()
  let findings = (chapter.problems + tangled.problems).filter { $0.severity == .error }
  for finding in findings.bounded { complain(finding.rendered(with: source)) }
  guard findings.isEmpty else { exit(1) }
  try tangled.writeIfChanged(to: URL(fileURLWithPath: arguments[2]))
} catch {
  complain("could not tangle \(arguments[1]): \(error.localizedDescription)")
  exit(1)
}

func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}
