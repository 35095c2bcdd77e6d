extension Command {
  package static let build = Command(
    "build", operands: "[chNN …]", summary: "build the book, or these chapters",
    flags: [.why, .force, .long, .jobs], count: 0...100
  ) { _, _ in .success }
}
