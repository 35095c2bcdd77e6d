extension Command {
  package static let watch = Command(
    "watch", operands: "chNN", summary: "run a chapter, or grade its exercises, at every save",
    count: 1...1
  ) { invocation, workshop in
    try Watch(try workshop.checkout.chapter(named: invocation.operands[0]), in: workshop).run()
    return .success
  }
}
