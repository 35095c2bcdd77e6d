import Literate

extension Command {
  package static let tangle = Command(
    "tangle", operands: "PATH", summary: "print the Swift that a Markdown file yields", count: 1...1
  ) { invocation, workshop in
    let path = invocation.operands[0]
    let bytes = try markdown(at: path)
    let tangled = Literate.tangle(markdown: bytes, path: path)
    workshop.terminal.raw(tangled.swift)
    let source = SourceText(bytes: bytes)
    for finding in tangled.problems { workshop.terminal.error(finding.rendered(with: source)) }
    return tangled.isSound ? .success : .failure
  }

  package static let blocks = Command(
    "blocks", operands: "PATH", summary: "print every fenced block of a Markdown file as JSON",
    count: 1...1
  ) { invocation, workshop in
    let bytes = try markdown(at: invocation.operands[0])
    workshop.terminal.raw(try blocksAsJSON(markdown: bytes) + "\n")
    return .success
  }
}

private func markdown(at path: String) throws(BuildError) -> [UInt8] {
  guard let bytes = try Disk.read(path) else { throw BuildError("there is no file \(path).") }
  return bytes
}
