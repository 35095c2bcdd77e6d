/// Work on several cores, cut into pieces that do not depend on how many cores there are.
package enum Parallel {
  /// Calls `body` with ranges that together make up `0..<count`, each `size` long but the last.
  @inline(__always)
  package static func pieces(of count: Int, size: Int, _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < count {
      body(start..<min(start + size, count))
      start += size
    }
  }
}
