/// What kept the build from doing its work, as a sentence for a person.
package struct BuildError: Error, Equatable, CustomStringConvertible {
  /// What was being done, what was found, and what would be right.
  package var message: String

  package init(_ message: String) {
    self.message = message
  }

  package var description: String { message }
}

/// A command line that could not be understood: the exit status is 2.
package struct UsageError: Error, Equatable, CustomStringConvertible {
  package var message: String

  package init(_ message: String) {
    self.message = message
  }

  package var description: String { message }
}
