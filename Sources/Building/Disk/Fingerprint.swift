import Files

/// A short name for content: equal for equal content, and for no other.
package struct Fingerprint {
  private var checksum = SHA256()

  package init() {}

  /// Adds a part. Its length goes in too, so that parts cannot run into each other.
  package mutating func add(_ bytes: [UInt8]) {
    checksum.update(Array("\(bytes.count):".utf8))
    checksum.update(bytes)
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// The name: sixteen hexadecimal digits.
  package consuming func name() -> String { String(checksum.hexadecimal().prefix(16)) }

  /// The name of some bytes.
  package static func of(_ bytes: [UInt8]) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint.name()
  }

  /// The name of a text.
  package static func of(_ text: String) -> String { of(Array(text.utf8)) }
}
