import Foundation

/// Finds the lines of addresses that the runtime printed bare.
///
/// A conflict of accesses ends in the C library, from which the report of a crash finds no way back
/// to the chapter. The runtime prints the callers as offsets, and the toolchain's symbolizer knows
/// their lines.
package struct Symbolizer {
  private let supervisor: Supervisor
  private let executable: String

  package init(_ executable: String, supervisor: Supervisor) {
    self.executable = executable
    self.supervisor = supervisor
  }

  /// The first caller in a file, such as a chapter's text, among those that the text lists.
  package func place(in errors: String, file: String = "chapter.md") -> Backtrace.Place? {
    let name = executable.split(separator: "/").last.map(String.init) ?? ""
    let offsets = Self.offsets(in: errors, of: name)
    let folder = Disk.folder(of: executable)
    let output = "\(folder)/symbols.\(getpid())"
    defer { unlink(output) }
    guard !offsets.isEmpty else { return nil }
    let addresses = offsets.map { "0x" + String($0 - 1, radix: 16) }
    let program = Program(
      "llvm-symbolizer", ["-e", executable] + addresses, folder: folder, output: output,
      errors: "/dev/null")
    let limits = Limits(seconds: 10)
    guard let ending = try? supervisor.run(program, limits: limits), ending.isSuccess else {
      return nil
    }
    let text = ((try? Disk.text(output)) ?? nil) ?? ""
    return text.split(whereSeparator: \.isNewline).lazy.compactMap {
      Backtrace.place(in: $0, file: file)
    }.first
  }

  /// The offsets in lines such as `2    ch06    0x000055b23e92e91a <unavailable> + 207130`. They are
  /// of return addresses.
  package static func offsets(in errors: String, of name: String) -> [Int] {
    errors.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      guard words.count >= 5, Int(words[0]) != nil, words[1] == name, words[words.count - 2] == "+",
        words[2].hasPrefix("0x"), let offset = Int(words[words.count - 1]), offset > 0,
        words.contains("<unavailable>")
      else { return nil }
      return offset
    }
  }
}
