import Foundation

/// Whole files as bytes: read with a limit, written so that nobody ever sees half of one.
public enum FileBytes {
  /// The bytes of the file at `path`.
  ///
  /// The size is checked before anything is allocated, so that a path that names a device or an
  /// enormous file is refused with a sentence.
  public static func read(_ path: String, limit: Int = 1 << 32) throws(FileError) -> [UInt8] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError(path, "there is no such file", hint: nearby(path))
    }
    guard !isFolder.boolValue else {
      throw FileError(path, "expected a file, found a folder")
    }
    // Without waiting: a pipe would keep the reader until somebody writes to it.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FileError(
        path, "the file cannot be opened: \(String(cString: strerror(errno)))",
        hint: "Check its permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path, "expected a regular file, found a device or a pipe")
    }
    let size = Int(status.st_size)
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

  /// Writes `bytes` to `path` at once: they go to a file beside it, onto the disk, and then take
  /// its name. Whoever opens `path` sees the old contents or the new, also after a crash.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try replace(path) { handle in
      try bytes.withUnsafeBytes { try handle.write(contentsOf: Data($0)) }
    }
  }

  /// Lets `body` write a new file that takes the place of `path` when all of it is on the disk.
  /// When `body` throws, what stood at `path` before still stands there and nothing else is left.
  public static func replace(
    _ path: String, with body: (FileHandle) throws -> Void
  ) throws(FileError) {
    let temporary = "\(path).\(ProcessInfo.processInfo.globallyUniqueString).part"
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else {
      throw FileError(
        path, "the file cannot be written",
        hint: "Check that its folder exists and that you may write there")
    }
    do {
      defer { try? handle.close() }
      try body(handle)
      try handle.synchronize()
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw (error as? FileError)
        ?? FileError(path, "writing stopped: \(error.localizedDescription)")
    }
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: temporary)
      throw FileError(path, "the finished file could not take its name: \(reason)")
    }
  }

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
