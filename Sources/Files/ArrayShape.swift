/// The lengths of the axes of an array, as the header of a file states them.
package enum ArrayShape {
  /// The bytes that the numbers of an array take, or nil where no array is like that: it has more
  /// than 64 axes, which is what NumPy reads, or more bytes than any memory.
  ///
  /// An axis of length 0 does not excuse the others. An array of `[0, 2⁶², 8]` has no numbers, but
  /// whoever asks for the size of one of its rows multiplies what cannot be multiplied.
  package static func byteCount(_ shape: [Int], elementSize: Int) -> Int? {
    guard shape.count <= 64 else { return nil }
    // Whatever the type in the file is, here it takes at least four bytes.
    var most = max(elementSize, 4)
    for length in shape where length != 0 {
      let (product, isTooMuch) = most.multipliedReportingOverflow(by: length)
      guard length > 0, !isTooMuch, product <= 1 << 48 else { return nil }
      most = product
    }
    return shape.contains(0) ? 0 : most / max(elementSize, 4) * elementSize
  }
}
