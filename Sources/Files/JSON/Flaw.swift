/// A fault at a byte of the text being read; the outermost reader, which has the text and its path,
/// turns the byte into a place for people.
package struct Flaw: Error, Equatable {
  package var offset: Int
  package var message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}
