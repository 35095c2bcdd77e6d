import Foundation

/// Keeps two builds of one checkout from working at once.
///
/// The system gives the lock up when its holder ends, however it ends, so a killed build leaves
/// nothing that the next one would have to heal.
package final class Lock {
  private let descriptor: Int32

  /// Takes the lock. When another build holds it, calls `waiting` once with that build's process
  /// number and waits until it is done.
  package init(
    at path: String, interrupts: Interrupts = .none, waiting: (_ holder: String?) -> Void
  ) throws {
    try Disk.makeFolder(Disk.folder(of: path))
    var told = false
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw BuildError(
          "\(path) cannot be written: \(systemMessage(errno)). Where the checkout is read-only, "
            + "copy it to a place where you may write, and build there.")
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        // `clean` may have taken the file away while we waited for it.
        if Self.isFile(descriptor, at: path) {
          self.descriptor = descriptor
          writeHolder()
          return
        }
        close(descriptor)
        continue
      }
      close(descriptor)
      if !told {
        waiting(readSmallFile(path).flatMap { $0.isEmpty ? nil : $0 })
        told = true
      }
      try interrupts.check()
      usleep(20_000)
    }
  }

  deinit { close(descriptor) }

  private func writeHolder() {
    let name = Array("\(getpid())".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, name, name.count, 0)
  }

  private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var mine = stat()
    var theirs = stat()
    return fstat(descriptor, &mine) == 0 && stat(path, &theirs) == 0
      && mine.st_ino == theirs.st_ino && mine.st_dev == theirs.st_dev
  }
}
