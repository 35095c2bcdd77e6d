import Foundation

/// Whole files as bytes: read with a limit, written so that nobody ever sees half of one.
public enum FileBytes {
  /// The bytes of the file at `path`.
  ///
  /// The size is checked before anything is allocated, so that a path that names a device or an
  /// enormous file is refused with a sentence.
  public static func read(_ path: String, limit: Int = 1 << 32) throws(FileError) -> [UInt8] {
    // Without waiting: a pipe would keep the reader until somebody writes to it.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno != ENOENT && errno != ENOTDIR else {
        throw FileError(path, "there is no such file", hint: nearby(path))
      }
      throw FileError(
        path, "the file cannot be opened: \(systemMessage())", hint: "Check its permissions")
    }
    defer { close(descriptor) }
    let size = try checkedSize(of: descriptor, path: path)
    guard size <= limit else {
      throw FileError(path, "the file has \(size) bytes, more than the \(limit) allowed here")
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let more = Foundation.read(descriptor, buffer.baseAddress! + count, size - count)
        if more == 0 || more < 0 && errno != EINTR { return }
        count += max(more, 0)
      }
    }
    guard bytes.count == size else {
      throw FileError(path, at: .byte(bytes.count), "the file ends before its \(size) bytes")
    }
    return bytes
  }

  /// Writes `bytes` to `path` at once: they go to a file beside it, which then takes its name.
  /// Whoever opens `path` sees the old contents or the new.
  ///
  /// - Parameter isLasting: Waits until the bytes are on the disk before the new file takes its
  ///   name, so that this holds also after a power failure. What can be made again need not wait.
  public static func write(
    _ bytes: [UInt8], to path: String, isLasting: Bool = true
  ) throws(FileError) {
    let temporary = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    do throws(FileError) {
      try writeDirectly(bytes, to: temporary, as: path, isLasting: isLasting)
      guard rename(temporary, path) == 0 else { throw cannotWrite(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// The length of an open file, which has to be a file.
  private static func checkedSize(of descriptor: Int32, path: String) throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(path, "the file cannot be read: \(systemMessage())")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int(status.st_size)
    case S_IFDIR: throw FileError(path, "expected a file, found a folder")
    default: throw FileError(path, "expected a regular file, found a device or a pipe")
    }
  }

  /// Writes a new file; `name` is what errors call it.
  private static func writeDirectly(
    _ bytes: [UInt8], to path: String, as name: String, isLasting: Bool
  ) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw cannotWrite(name) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let more = bytes.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      }
      if more < 0 && errno == EINTR { continue }
      guard more > 0 else { throw cannotWrite(name) }
      written += more
    }
    guard !isLasting || fsync(descriptor) == 0 else { throw cannotWrite(name) }
  }

  /// Why the last call of the system could not write, and what would help.
  private static func cannotWrite(_ path: String) -> FileError {
    let hint: String? =
      switch errno {
      case EFBIG: "It passes this session's limit on the size of a file; see `ulimit -f`"
      case ENOSPC, EDQUOT: "Make room first"
      case ENOENT, ENOTDIR, EACCES, EPERM, EROFS:
        "Check that its folder exists and that you may write there"
      default: nil
      }
    return FileError(path, "could not be written: \(systemMessage())", hint: hint)
  }

  private static func systemMessage() -> String { String(cString: strerror(errno)) }

  /// Names a file in the same folder that looks like the one that was meant.
  private static func nearby(_ path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return "Its folder \(folder) does not exist either"
    }
    let stem = url.deletingPathExtension().lastPathComponent.lowercased()
    let similar = names.filter { $0.lowercased().hasPrefix(stem) }.min()
    return similar.map { "In the same folder stands \($0)" }
  }
}
