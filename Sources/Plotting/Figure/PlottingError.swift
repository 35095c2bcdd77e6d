/// What is wrong with a request for a figure, as a sentence for a person.
package struct PlottingError: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// The value of `body`, or the end of the program with the sentence that says why there is none.
func required<Value>(_ body: @autoclosure () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("\(error)") }
}

/// Fails when two lists that belong together have different lengths.
package func requireSameCount(
  _ what: String, _ first: (name: String, count: Int), _ second: (name: String, count: Int)
) throws {
  guard first.count == second.count else {
    throw PlottingError(
      "\(what): there are \(first.count) \(first.name) and \(second.count) \(second.name); "
        + "each needs its partner")
  }
}
