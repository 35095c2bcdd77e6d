import Files
import Foundation

/// Reads and writes whole files, with errors that name the file and say what to do.
package enum Disk {
  /// The bytes of a file; nil when there is none.
  package static func read(_ path: String) throws(BuildError) -> [UInt8]? {
    guard !isMissing(path) else { return nil }
    do throws(FileError) {
      return try FileBytes.read(path)
    } catch {
      // Another build may have taken it away in between.
      if isMissing(path) { return nil }
      throw BuildError(error.description)
    }
  }

  /// The text of a file; nil when there is none or it is not UTF-8.
  package static func text(_ path: String) throws(BuildError) -> String? {
    try read(path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The first bytes of a file, at most `count`; none when it is not there.
  package static func head(_ path: String, count: Int) -> [UInt8] {
    piece(of: path, count: count) { _ in 0 }
  }

  /// The last bytes of a file, at most `count`; none when it is not there.
  package static func tail(_ path: String, count: Int) -> [UInt8] {
    piece(of: path, count: count) { max(0, $0 - count) }
  }

  /// Writes a file whole: beside its place under another name first, so that whatever interrupts
  /// this, the old or the new text stands there. Does nothing when the file holds the bytes already.
  ///
  /// - Parameter name: What an error calls the file, where it is on its way to another place.
  package static func write(
    _ bytes: [UInt8], to path: String, as name: String? = nil
  ) throws(BuildError) {
    if (try? read(path)) == bytes { return }
    try makeFolder(folder(of: path))
    do throws(FileError) {
      // A page can be made again: nobody waits for the disk.
      try FileBytes.write(bytes, to: path, isLasting: false)
    } catch {
      throw cannotWrite(name ?? path, error.problem, at: path, advice: error.hint)
    }
  }

  /// Writes a text whole.
  package static func write(_ text: String, to path: String) throws(BuildError) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes a folder with those above it.
  package static func makeFolder(_ path: String) throws(BuildError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    let failure = errno
    if failure == ENOENT, path.contains("/"), path != "/" {
      try makeFolder(folder(of: path))
      if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    }
    let reason = systemMessage(errno == ENOENT ? failure : errno)
    throw cannotWrite(path, "could not be written: \(reason)", at: path)
  }

  /// Takes away a file or a folder with everything in it; it may be gone already.
  package static func remove(_ path: String) throws(BuildError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      if exists(path) { throw BuildError("\(path) could not be removed: \(error).") }
    }
  }

  /// Whether a file or folder stands there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path without symbolic links; as it is when nothing stands there.
  package static func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The names in a folder, in order; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
  }

  /// The files in a folder and those below it, as paths from the folder, in order. Hidden ones are
  /// left out.
  package static func all(in folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var files: [String] = []
    for case let name as String in walk where !name.split(separator: "/").last!.hasPrefix(".") {
      var information = stat()
      if stat("\(folder)/\(name)", &information) == 0, information.st_mode & S_IFMT == S_IFREG {
        files.append(name)
      }
    }
    return files.sorted()
  }

  /// The path of the folder that holds `path`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func piece(of path: String, count: Int, from start: (Int) -> Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(descriptor, &bytes, count, off_t(start(fileSize(path))))
    return Array(bytes.prefix(max(0, read)))
  }

  /// The sentence about `name`, which was to be written at `path`.
  private static func cannotWrite(
    _ name: String, _ problem: String, at path: String, advice: String? = nil
  ) -> BuildError {
    let isReadOnly = access(folder(of: path), W_OK) != 0 && errno != ENOENT
    let advice =
      isReadOnly
      ? "Where the checkout is read-only, copy it to a place where you may write, and build there"
      : advice
    return BuildError("\(name) \(problem)." + (advice.map { " \($0)." } ?? ""))
  }

  private static func isMissing(_ path: String) -> Bool {
    access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }
}
