import Literate

extension Chapter {
  /// The digest of all code that the chapter's program is made of: a result that was made with
  /// another is of earlier code.
  package var codeDigest: String {
    var hash = Hash()
    for block in swiftBlocks where block.isPartOfProgram || block.chunk != nil {
      hash.add(block.literal)
    }
    return hash.text
  }
}

/// The digest of a text, of which a record keeps what it was made of.
package func digest(of text: String) -> String {
  var hash = Hash()
  hash.add(text)
  return hash.text
}
