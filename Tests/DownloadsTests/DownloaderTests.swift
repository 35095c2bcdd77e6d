import Downloads
import Files
import Foundation
import TestSupport
import XCTest

final class DownloaderTests: XCTestCase {
  typealias Answer = LoopbackServer.Answer

  private var folder = ""
  private let contents = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  override func setUp() { folder = NSTemporaryDirectory() + "ladder-download-\(UUID())" }
  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func set(_ mirrors: [String], sha256: String? = nil) -> PublishedSet {
    PublishedSet(
      name: "numbers", folder: "numbers", mirrors: mirrors,
      files: [
        PublishedSet.File(
          "squares.bin", size: contents.count,
          sha256: sha256 ?? SHA256.hexadecimal(of: contents))
      ], origin: "made here")
  }

  private var downloader: Downloader { Downloader(folder: folder, patience: 1, rounds: 2) }

  /// Answers as servers do that know ranges.
  private func whole(_ request: LoopbackServer.Request) -> Answer {
    guard let start = request.start else { return Answer(body: contents) }
    return Answer(
      status: "206 Partial Content",
      headers: ["Content-Range: bytes \(start)-\(contents.count - 1)/\(contents.count)"],
      body: Array(contents[start...]))
  }

  /// What stands in the set's folder.
  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/numbers").sorted()
  }

  func testAFileIsFetchedOnceAndLeftAlone() throws {
    let server = try LoopbackServer([whole])
    defer { server.stop() }
    let set = set([server.address])
    XCTAssertEqual(try downloader.get(set), folder + "/numbers")
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
    XCTAssertEqual(try names(), ["squares.bin"])
    try downloader.get(set)
    XCTAssertEqual(server.requests, [.init(path: "/squares.bin", start: nil)])
    XCTAssertEqual(
      try DataFolder.locate(set, environment: ["LADDER_DATA": folder]), folder + "/numbers")
  }

  func testADamagedFileIsFetchedAgain() throws {
    let server = try LoopbackServer([whole])
    defer { server.stop() }
    try FileManager.default.createDirectory(
      atPath: folder + "/numbers", withIntermediateDirectories: true)
    try FileBytes.write([1, 2, 3], to: folder + "/numbers/squares.bin")
    try downloader.get(set([server.address]))
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
  }

  func testAnInterruptedDownloadGoesOnWhereItStopped() throws {
    let server = try LoopbackServer([
      { [contents] _ in Answer(body: contents, cutAfter: 120_000) }, whole,
    ])
    defer { server.stop() }
    try downloader.get(set([server.address]))
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
    XCTAssertEqual(server.requests.map(\.start), [nil, 120_000])
  }

  func testAPartFromAnEarlierRunIsContinued() throws {
    let server = try LoopbackServer([whole])
    defer { server.stop() }
    try FileManager.default.createDirectory(
      atPath: folder + "/numbers", withIntermediateDirectories: true)
    try FileBytes.write(Array(contents[..<777]), to: folder + "/numbers/squares.bin.part")
    try downloader.get(set([server.address]))
    XCTAssertEqual(server.requests.map(\.start), [777])
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
  }

  func testAMirrorThatKnowsNoRangesStartsOver() throws {
    let server = try LoopbackServer([
      { [contents] _ in Answer(body: contents, cutAfter: 5_000) },
      { [contents] _ in Answer(body: contents) },
    ])
    defer { server.stop() }
    try downloader.get(set([server.address]))
    XCTAssertEqual(server.requests.map(\.start), [nil, 5_000])
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
  }

  func testTheNextMirrorIsTriedWhenOneFails() throws {
    let broken = try LoopbackServer([{ _ in Answer(status: "404 Not Found") }])
    let forged = try LoopbackServer([
      { [contents] _ in Answer(body: [UInt8](repeating: 7, count: contents.count)) }
    ])
    let good = try LoopbackServer([whole])
    defer { for server in [broken, forged, good] { server.stop() } }
    try downloader.get(set([broken.address, forged.address, good.address]))
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
    XCTAssertEqual(good.requests.map(\.start), [nil])
    XCTAssertEqual(try names(), ["squares.bin"])
  }

  func testWhatNoMirrorGivesIsSaidWithEachReason() throws {
    let broken = try LoopbackServer([{ _ in Answer(status: "503 Busy") }])
    let forged = try LoopbackServer([
      { [contents] _ in Answer(body: [UInt8](repeating: 7, count: contents.count)) }
    ])
    let large = try LoopbackServer([{ [contents] _ in Answer(body: contents + contents) }])
    defer { for server in [broken, forged, large] { server.stop() } }
    let set = set([broken.address, forged.address, large.address])
    XCTAssertThrowsError(try downloader.get(set)) { error in
      let sentence = "\(error)"
      for part in [
        "\(folder)/numbers/squares.bin: no mirror gave the file (",
        "\(broken.address)/squares.bin: it answered with status 503",
        "\(forged.address)/squares.bin: its checksum is ",
        "\(large.address)/squares.bin: it sent more than the 200000 bytes of the file",
        "Try again, it goes on where it stopped.",
      ] {
        XCTAssertTrue(sentence.contains(part), "\(part) in \(sentence)")
      }
    }
    XCTAssertFalse(try names().contains("squares.bin"))
  }

  func testASilentMirrorIsGivenUp() throws {
    let silent = try LoopbackServer([{ _ in Answer(isSilent: true) }])
    let good = try LoopbackServer([whole])
    defer { for server in [silent, good] { server.stop() } }
    let before = ContinuousClock.now
    try downloader.get(set([silent.address, good.address]))
    XCTAssertLessThan(ContinuousClock.now - before, .seconds(8))
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/squares.bin"), contents)
  }

  func testArchivesAreUnpackedAndDeleted() throws {
    let archive = tar(["deep/one.bin": Array("first".utf8), "deep/two.bin": [], "../three": [9]])
    let packed = gzipStored(archive)
    let server = try LoopbackServer([{ _ in Answer(body: packed) }])
    defer { server.stop() }
    let set = PublishedSet(
      name: "packed", folder: "numbers", mirrors: [server.address],
      files: [
        .init(
          "all.tar.gz", size: packed.count, sha256: SHA256.hexadecimal(of: packed),
          members: members)
      ], origin: "made here")
    try downloader.get(set)
    try downloader.get(set)
    XCTAssertEqual(try names(), ["one.bin", "two.bin"])
    XCTAssertEqual(try FileBytes.read(folder + "/numbers/one.bin"), Array("first".utf8))
    XCTAssertEqual(server.requests.count, 1)
  }

  private let members = [
    PublishedSet.Member("one.bin", sha256: SHA256.hexadecimal(of: Array("first".utf8))),
    PublishedSet.Member("two.bin", sha256: SHA256.hexadecimal(of: [])),
  ]

  /// Publishers call their files as they like, and some do not say how long they are.
  func testAZipUnderAnotherNameWhoseSizeIsNotKnown() throws {
    let packed = Zip.archive([
      ("deep/one.bin", Array("first".utf8)), ("two.bin", []), ("../three", [9]),
    ])
    let server = try LoopbackServer([
      { _ in Answer(body: packed, cutAfter: 20) }, { _ in Answer(body: packed) },
    ])
    defer { server.stop() }
    func set(_ members: [PublishedSet.Member]) -> PublishedSet {
      PublishedSet(
        name: "packed", folder: "numbers", mirrors: [server.address],
        files: [
          .init(
            "all.zip", at: "files/597+60", size: nil, sha256: SHA256.hexadecimal(of: packed),
            members: members)
        ], origin: "made here")
    }
    try downloader.get(set(members))
    XCTAssertEqual(try names(), ["one.bin", "two.bin"])
    XCTAssertEqual(server.requests.map(\.path), ["/files/597+60", "/files/597+60"])
    XCTAssertEqual(server.requests.map(\.start), [nil, nil])
    XCTAssertThrowsError(
      try Zip.extract(["four"], from: packed, path: "x")
    ) { XCTAssertEqual("\($0)", "x: the archive does not hold the file four.") }
  }

  func testProgressEndsAtTheSize() throws {
    let server = try LoopbackServer([whole])
    defer { server.stop() }
    let counts = Counts()
    try downloader.get(set([server.address])) { name, received, total in
      XCTAssertEqual(name, "squares.bin")
      XCTAssertEqual(total, 200_000)
      counts.add(received)
    }
    XCTAssertEqual(counts.all.last, 200_000)
    XCTAssertEqual(counts.all, counts.all.sorted())
  }
}

private final class Counts: @unchecked Sendable {
  private let lock = NSLock()
  private var counts: [Int] = []
  func add(_ count: Int) { lock.withLock { counts.append(count) } }
  var all: [Int] { lock.withLock { counts } }
}

/// A tar archive with these files, names in order.
func tar(_ files: [String: [UInt8]]) -> [UInt8] {
  var archive: [UInt8] = []
  for name in files.keys.sorted() {
    let contents = files[name]!
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) {
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(text.utf8))
    }
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, 0)
    put(octal(contents.count, 11), 124)
    put("        ", 148)
    put("0", 156)
    put("ustar", 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", 148)
    archive += header + contents
    archive += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }
  return archive + [UInt8](repeating: 0, count: 1024)
}

/// A gzip file whose one block is not compressed.
func gzipStored(_ bytes: [UInt8]) -> [UInt8] {
  precondition(bytes.count < 65536)
  func word(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + word(bytes.count, 2)
    + word(~bytes.count, 2) + bytes + word(Int(CRC32.of(bytes)), 4) + word(bytes.count, 4)
}
