import Foundation

/// Reads and writes whole files, with errors that name the file and say what to do.
package enum Disk {
  /// The bytes of a file; nil when there is none.
  package static func read(_ path: String) throws(BuildError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw BuildError("\(path) could not be read: \(systemMessage(errno)).")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(4096, fileSize(path) + 1))
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw BuildError("\(path) could not be read: \(systemMessage(errno)).")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
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
    let temporary = "\(path).\(getpid()).part"
    do throws(BuildError) {
      try makeFolder(folder(of: path))
      try writeDirectly(bytes, to: temporary, as: name ?? path)
      guard rename(temporary, path) == 0 else {
        throw BuildError("\(path) could not be written: \(systemMessage(errno)).")
      }
    } catch {
      unlink(temporary)
      throw error
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
    throw cannotWrite(path, errno == ENOENT ? failure : errno)
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

  private static func writeDirectly(
    _ bytes: [UInt8], to path: String, as name: String
  ) throws(BuildError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw cannotWrite(name, errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw cannotWrite(name, errno) }
      rest = rest.dropFirst(count)
    }
  }

  private static func cannotWrite(_ name: String, _ code: Int32) -> BuildError {
    switch code {
    case EROFS, EACCES, EPERM:
      return BuildError(
        "\(name) cannot be written: \(systemMessage(code)). Where the checkout is read-only, copy "
          + "it to a place where you may write, and build there.")
    case EFBIG:
      return BuildError(
        "\(name) could not be written: it passes this session's limit on the size of a file. "
          + "See `ulimit -f`.")
    case ENOSPC, EDQUOT:
      return BuildError("\(name) could not be written: \(systemMessage(code)). Make room first.")
    default:
      return BuildError("\(name) could not be written: \(systemMessage(code)).")
    }
  }
}
