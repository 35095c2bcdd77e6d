import Files
import Tensors

/// Vectors of 50 numbers for the 10,000 most frequent words of six billion words of news and
/// encyclopedia (Pennington, Socher and Manning 2014; public domain by PDDL 1.0). Each number was
/// rounded to one of 255 steps.
public enum GloVe {
  /// The words, the most frequent first, and their vectors `[10000, 50]`.
  public static func load() throws(FileError) -> (words: [String], rows: Tensor) {
    let path = "glove.txt.gz"
    return try parse(try BundledText.load(path), path: path)
  }

  /// Reads such a file.
  package static func parse(
    _ text: String, path: String
  ) throws(FileError) -> (words: [String], rows: Tensor) {
    let lines = text.split(separator: "\n")
    let head = lines.first?.split(separator: " ") ?? []
    guard head.count == 3, let count = Int(head[0]), let width = Int(head[1]),
      let scale = Float(head[2]), count == lines.count - 1, width > 0, scale.isFinite
    else {
      throw FileError(
        path, at: .text(line: 1, column: 1),
        "the first line says how many words follow, how many numbers each has and their scale")
    }
    var words: [String] = []
    var scalars: [Float] = []
    scalars.reserveCapacity(min(text.utf8.count / 2, count * min(width, 1_000)))
    for (index, line) in lines.dropFirst().enumerated() {
      let parts = line.split(separator: " ")
      let numbers = parts.dropFirst().compactMap { Int8($0) }
      guard parts.count == width + 1, numbers.count == width else {
        throw FileError(
          path, at: .text(line: index + 2, column: 1),
          "a line is a word and \(width) whole numbers from -127 to 127")
      }
      words.append(String(parts[0]))
      for number in numbers { scalars.append(Float(number) * scale) }
    }
    return (words, Tensor(shape: [count, width], scalars: scalars))
  }
}
