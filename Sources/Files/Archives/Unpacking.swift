/// How much a packed file may unpack to. A file of a few hundred kilobytes can be made that unpacks
/// to gigabytes; one of data hardly ever gets a hundred times as large.
enum Unpacking {
  /// The most bytes that a file of `packed` bytes may unpack to.
  static func limit(packed: Int) -> Int { max(floor, 100 * packed) }

  /// What errors advise where there is more.
  static let hint =
    "A file may unpack to a hundred times its size, or to \(floor) bytes where that is more. "
    + "Where it comes from somebody you trust, unpack it by other means first"

  private static let floor = 64 << 20
}
