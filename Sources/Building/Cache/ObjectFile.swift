/// A file of object code, as far as two of them are compared.
package enum ObjectFile {
  /// The sections that become part of a program, and their relocations: everything but what is for
  /// debuggers and for the compiler itself, where a comment leaves its trace. The whole file where the format
  /// is not 64-bit ELF.
  package static func loadedParts(of bytes: [UInt8]) -> [[UInt8]] {
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), bytes.count >= 64 else {
      return [bytes]
    }
    let table = integer(at: 0x28, length: 8, in: bytes)
    let size = integer(at: 0x3A, length: 2, in: bytes)
    let count = integer(at: 0x3C, length: 2, in: bytes)
    let nameIndex = integer(at: 0x3E, length: 2, in: bytes)
    guard size >= 64, table >= 0, table <= bytes.count, count <= (bytes.count - table) / size,
      nameIndex < count
    else { return [bytes] }

    func field(_ section: Int, _ offset: Int, _ length: Int = 8) -> Int {
      integer(at: table + section * size + offset, length: length, in: bytes)
    }
    func contents(_ section: Int) -> ArraySlice<UInt8>? {
      let start = field(section, 0x18)
      let length = field(section, 0x20)
      guard start >= 0, length >= 0, start <= bytes.count, length <= bytes.count - start else {
        return nil
      }
      return bytes[start..<start + length]
    }
    let withoutContents = 8
    guard let names = contents(nameIndex) else { return [bytes] }
    var parts: [[UInt8]] = []
    for section in 0..<count where field(section, 4, 4) != withoutContents {
      let name = names.dropFirst(field(section, 0, 4)).prefix { $0 != 0 }
      guard !isForTools(String(decoding: name, as: UTF8.self)) else { continue }
      guard let content = contents(section) else { return [bytes] }
      parts.append(Array(name) + [0] + content)
    }
    return parts
  }

  private static func isForTools(_ name: String) -> Bool {
    name.contains("debug") || name == ".shstrtab" || name.contains("swift_ast")
      || name == ".swift_modhash"
  }

  /// A little-endian integer, or -1 where the file ends before it.
  private static func integer(at offset: Int, length: Int, in bytes: [UInt8]) -> Int {
    guard offset >= 0, offset <= bytes.count - length else { return -1 }
    let value = bytes[offset..<offset + length].reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    return Int(truncatingIfNeeded: value)
  }
}
