extension Findings {
  /// Blocks that look like ours and are none: `Swift`, `swfit`, `{swift}`, or keys of ours behind
  /// another language. They would silently not be compiled.
  mutating func checkLanguage(_ block: Block) {
    guard InfoString.keys(of: block.language) == nil else { return }
    let keys = ownKeys(of: block)
    let isSame = keys.contains(SameBlock.key)
    if let meant = language(meantBy: block.language, among: isSame ? ["python"] : ["swift"]) {
      error(
        block.range.lower,
        "'\(block.language)' is not '\(meant)', so the block would not be "
          + (isSame ? "run" : "compiled"),
        "did you mean '\(meant)'? The first word is exactly that; what follows it stands after a "
          + "space")
    } else if let key = keys.first {
      error(
        block.range.lower, "'\(key)' means nothing to a block of '\(block.language)'",
        isSame
          ? "a block that says the same in Python begins with ```python"
          : "a block that is compiled begins with ```swift; in others there are no keys")
    }
  }

  /// The language that somebody had in mind who wrote a word with marks or a slip of the pen.
  private func language(meantBy word: String, among languages: [String]) -> String? {
    let letters = String(word.lowercased().filter { $0.isASCII && $0.isLetter })
    if let language = languages.first(where: { $0 == letters }) { return language }
    // `swift5` and `swift,ignore`, but not the name of something that begins like that.
    if word.lowercased().hasPrefix("swift"), word.dropFirst(5).first?.isLetter != true {
      return "swift"
    }
    guard let meant = nearest(to: letters, in: languages), letters.count + 1 >= meant.count,
      letters.count <= meant.count + 1
    else { return nil }
    return meant
  }

  /// The keys of ours in the info string of a block that is not ours.
  private func ownKeys(of block: Block) -> [String] {
    block.infoString.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard let sign = word.firstIndex(of: "=") else { return nil }
      let key = String(word[..<sign])
      return key == SameBlock.key || Attribute.Key(rawValue: key) != nil ? key : nil
    }
  }
}
