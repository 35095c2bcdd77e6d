extension Command {
  package static let same = Command(
    "same", operands: "[chNN …]",
    summary: "compare with PyTorch, NumPy and scikit-learn; do the headlines again",
    flags: [.only, .long], count: 0...100
  ) { invocation, workshop in
    var options = SameOptions()
    for word in invocation.operands {
      let chapter = try workshop.checkout.chapter(named: word)
      if !options.named.contains(chapter) { options.named.append(chapter) }
    }
    if let word = invocation.value(.only) {
      guard let part = SameOptions.Part(rawValue: word) else {
        throw UsageError("--only is followed by `blocks` or `again`, not `\(word)`.")
      }
      options.parts = [part]
    }
    options.runsLong = invocation.has(.long)
    return try workshop.runSame(options)
  }
}

extension Flag {
  fileprivate static let only = Flag(
    name: "--only", value: "PART", summary: "`blocks` of the text, or `again.py` beside it")
}
