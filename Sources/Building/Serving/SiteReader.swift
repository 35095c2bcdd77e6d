import Foundation

/// Reads files of one folder and of nothing outside it.
///
/// Every name on the way is opened by itself and without following links, so that not even a link
/// that somebody put into the folder leads out of it.
package struct SiteReader {
  package let folder: String

  package init(_ folder: String) {
    self.folder = folder
  }

  package enum Found: Equatable {
    case file([UInt8])
    case folder
    case nothing
  }

  package func read(_ names: [String]) -> Found {
    var descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return .nothing }
    defer { close(descriptor) }
    for name in names {
      // Without O_NONBLOCK a pipe in the folder would hold the server up.
      let next = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      guard next >= 0 else { return .nothing }
      close(descriptor)
      descriptor = next
    }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return .nothing }
    switch information.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return bytes(of: descriptor, count: Int(information.st_size))
    default: return .nothing
    }
  }

  private func bytes(of descriptor: Int32, count: Int) -> Found {
    var bytes = [UInt8](repeating: 0, count: count)
    var place = 0
    while place < count {
      let got = bytes.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress! + place, count - place)
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { break }
      place += got
    }
    return .file(Array(bytes.prefix(place)))
  }
}
