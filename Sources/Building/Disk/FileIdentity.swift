import Foundation

/// What tells one state of a file from another without reading it.
struct FileIdentity: Codable, Equatable, CustomStringConvertible {
  var inode: UInt64
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  /// Nil when there is no such file.
  init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    inode = UInt64(information.st_ino)
    size = Int(information.st_size)
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = Int(time.tv_nsec)
  }

  var description: String { "\(inode) \(size) \(seconds).\(nanoseconds)" }
}
