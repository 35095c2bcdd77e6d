import Files
import Foundation
import XCTest

final class FileBytesTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "ladder-files-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(atPath: folder)
  }

  func testWritesAndReads() throws {
    let path = folder + "/a.bin"
    for bytes: [UInt8] in [[], [1, 2, 3], [UInt8](repeating: 7, count: 100_000)] {
      try FileBytes.write(bytes, to: path)
      XCTAssertEqual(try FileBytes.read(path), bytes)
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["a.bin"])
  }

  func testAFailedWriteLeavesTheOldFile() throws {
    let path = folder + "/a.bin"
    try FileBytes.write([1], to: path)
    // Files may have so many bytes and no more: the write fails half way.
    var before = rlimit()
    #if os(Linux)
      let kind = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
      let kind = RLIMIT_FSIZE
    #endif
    XCTAssertEqual(getrlimit(kind, &before), 0)
    signal(SIGXFSZ, SIG_IGN)
    var limited = rlimit(rlim_cur: 1 << 20, rlim_max: before.rlim_max)
    XCTAssertEqual(setrlimit(kind, &limited), 0)
    let written = Result { try FileBytes.write([UInt8](repeating: 2, count: 3 << 20), to: path) }
    XCTAssertEqual(setrlimit(kind, &before), 0)
    XCTAssertThrowsError(try written.get()) {
      XCTAssertEqual(
        "\($0)",
        "\(path): could not be written: File too large. It passes this session's limit on the size "
          + "of a file; see `ulimit -f`.")
    }
    XCTAssertEqual(try FileBytes.read(path), [1])
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["a.bin"])

    try FileManager.default.createDirectory(
      atPath: folder + "/b", withIntermediateDirectories: true)
    XCTAssertThrowsError(try FileBytes.write([1], to: folder + "/b", isLasting: false)) {
      XCTAssertTrue("\($0)".hasPrefix("\(folder)/b: could not be written: "), "\($0)")
    }
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted(), ["a.bin", "b"])
  }

  func testWhatCannotBeReadIsSaid() throws {
    try FileBytes.write([1, 2, 3], to: folder + "/labels.gz")
    XCTAssertEqual(mkfifo(folder + "/pipe", 0o600), 0)
    let cases = [
      (
        folder + "/labels", 10,
        "\(folder)/labels: there is no such file. In the same folder stands labels.gz."
      ),
      (
        folder + "/no/labels", 10,
        "\(folder)/no/labels: there is no such file. Its folder \(folder)/no does not exist either."
      ),
      (folder, 10, "\(folder): expected a file, found a folder."),
      (
        folder + "/labels.gz", 2,
        "\(folder)/labels.gz: the file has 3 bytes, more than the 2 allowed here."
      ),
      (folder + "/pipe", 10, "\(folder)/pipe: expected a regular file, found a device or a pipe."),
      ("/dev/zero", 10, "/dev/zero: expected a regular file, found a device or a pipe."),
    ]
    for (path, limit, sentence) in cases {
      XCTAssertThrowsError(try FileBytes.read(path, limit: limit)) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
    XCTAssertThrowsError(try FileBytes.write([1], to: folder + "/no/file")) {
      XCTAssertEqual(
        "\($0)",
        "\(folder)/no/file: could not be written: No such file or directory. Check that its folder "
          + "exists and that you may write there.")
    }
  }
}
