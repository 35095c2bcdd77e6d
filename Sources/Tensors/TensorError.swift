/// What is wrong with the input of an operation, as a sentence for a person: what was being done,
/// what was found, what would be right.
///
/// Rules about shapes, axes and indices throw it, and tests read it there. The public operation
/// stops the program with the sentence, since a wrong shape is a mistake in the program and not in
/// its data. Linear algebra, where the numbers themselves decide, throws it to the caller.
public struct TensorError: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// Creates an error from its sentence.
  public init(_ sentence: String) {
    description = sentence
  }
}

/// The value of a rule that holds; stops the program with the rule's sentence where it does not.
///
///     let shape = required(try Shape.broadcast(a.shape, b.shape, in: "adding"))
@inlinable @inline(__always)
package func required<Value>(_ rule: @autoclosure () throws -> Value) -> Value {
  do {
    return try rule()
  } catch {
    fatalError("\(error)")
  }
}
