/// Where a running chapter leaves what it puts out.
package struct RunFolder: Equatable, Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  package var output: String { "\(path)/stdout" }
  package var errors: String { "\(path)/stderr" }
  package var trace: String { "\(path)/trace.jsonl" }
}
