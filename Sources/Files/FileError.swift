/// What is wrong with a file, as a sentence for the person who chose it: where, what was expected,
/// what was found, and what would help.
///
/// ```
/// houses.csv:17:9: "n/k" is not a number, and column "price" was declared to hold numbers. …
/// train-images-idx3-ubyte.gz, byte 4: expected 60000 images of 28x28, found 12 bytes. …
/// ```
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The place in a file that an error is about.
  public enum Position: Sendable, Equatable {
    /// The file as a whole.
    case file
    /// A byte, counted from 0.
    case byte(Int)
    /// A line and a column of text, both counted from 1.
    case text(line: Int, column: Int)
  }

  /// The file, as the caller named it.
  public let path: String
  /// Where in the file.
  public let position: Position
  /// What was expected there and what was found.
  public let problem: String
  /// What would be right, or what to try.
  public let hint: String?

  /// An error at a place in a file.
  public init(
    _ path: String, at position: Position = .file, _ problem: String, hint: String? = nil
  ) {
    self.path = path
    self.position = position
    self.problem = problem
    self.hint = hint
  }

  /// The sentence a person reads.
  public var description: String {
    let place =
      switch position {
      case .file: path
      case .byte(let offset): "\(path), byte \(offset)"
      case .text(let line, let column): "\(path):\(line):\(column)"
      }
    return "\(place): \(problem)." + (hint.map { " \($0)." } ?? "")
  }
}

extension FileError {
  /// The refusal of a number in an array that becomes a tensor.
  package static func notInSinglePrecision(
    _ path: String, byte: Int, isWhole: Bool
  ) -> FileError {
    isWhole
      ? FileError(
        path, at: .byte(byte),
        "a tensor holds single precision, which does not have the whole number found here",
        hint: "Whole numbers up to 16,777,216 can be read; store larger ones in another way")
      : FileError(
        path, at: .byte(byte),
        "a tensor holds single precision, which ends at 3.4e38, before the number found here",
        hint: "Divide the numbers by a constant before saving them")
  }
}
