import Tensors

/// From what a network says at every place to a row of symbols: the reading that belongs to
/// connectionist temporal classification.
///
/// A path has one class a place, the blank among them; to read it, take repetitions as one and leave
/// out the blank.
///
///     Transcript.collapsed([0, 3, 3, 0, 3, 5])   // [3, 3, 5]
public enum Transcript {
  /// What a path spells.
  public static func collapsed(_ path: [Int], blank: Int = 0) -> [Int] {
    path.indices.filter { place in
      path[place] != blank && (place == 0 || path[place] != path[place - 1])
    }.map { path[$0] }
  }

  /// What the path of the likeliest class at every place spells; of equal ones the first class.
  ///
  /// It is not always the likeliest row of symbols: that may have many paths, none of them the best.
  ///
  ///     Transcript.greedy(Tensor([[2, 0], [2, 0], [0, 1]]), blank: 1)   // [0]
  public static func greedy(_ logits: Tensor, blank: Int = 0) -> [Int] {
    required(try check(logits.shape, blank: blank))
    return collapsed(logits.argmax(axis: 1), blank: blank)
  }

  package static func check(
    _ shape: [Int], blank: Int, width: Int? = nil
  ) throws(TensorError) {
    guard shape.count == 2, shape[1] > 0 else {
      throw TensorError(
        "reading a transcript: logits of shape \(shape) should be [places, classes]")
    }
    guard blank >= 0, blank < shape[1] else {
      throw TensorError(
        "reading a transcript: the blank is \(blank), and must be one of the \(shape[1]) classes, 0 to "
          + "\(shape[1] - 1)")
    }
    if let width, width < 1 {
      throw TensorError(
        "reading a transcript: a beam of width \(width) follows nothing; it should follow at least "
          + "one beginning")
    }
  }
}
