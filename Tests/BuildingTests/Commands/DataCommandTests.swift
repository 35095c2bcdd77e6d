import Building
import Downloads
import Files
import TestSupport
import XCTest

/// `./build.sh data`, with a server on this machine in place of the mirrors.
final class DataCommandTests: XCTestCase {
  private let contents = Array("0123456789".utf8)
  private let folder = TemporaryFolder()
  private var output = ""
  private var errors = ""

  private func set(_ mirrors: [String]) -> PublishedSet {
    PublishedSet(
      name: "ten-digits", folder: "digits", mirrors: mirrors,
      files: [.init("ten.txt", size: 10, sha256: SHA256.hexadecimal(of: contents))],
      origin: "Written here.")
  }

  private var workshop: Workshop {
    output = ""
    errors = ""
    let terminal = Terminal(
      output: { [unowned self] in output += $0 }, errors: { [unowned self] in errors += $0 })
    return Workshop(
      checkout: Checkout(root: folder.path), terminal: terminal, supervisor: Supervisor())
  }

  private func get(_ name: String?, from mirrors: [String]) throws -> ExitStatus {
    let downloader = Downloader(folder: folder.path, patience: 1, rounds: 1)
    return try workshop.getData(name, of: [set(mirrors)], with: downloader)
  }

  func testItGetsASetUnderAnySpellingAndSaysWhoMadeIt() throws {
    let missing = try LoopbackServer([{ _ in .init(status: "404 Not Found") }])
    let whole = try LoopbackServer([{ [contents] _ in .init(body: contents) }])
    defer { for server in [missing, whole] { server.stop() } }
    let mirrors = [missing.address, whole.address]
    XCTAssertEqual(try get(nil, from: mirrors), .success)
    XCTAssertTrue(output.contains("./build.sh data ten-digits gets it"), output)
    for name in ["ten-digits", "tendigits", "TEN-digits"] {
      XCTAssertEqual(try get(name, from: mirrors), .success, name)
      XCTAssertTrue(output.contains("complete in \(folder["digits"])"), output)
      XCTAssertTrue(output.contains("Written here."), output)
    }
    XCTAssertEqual(folder.text("digits/ten.txt"), "0123456789")
    XCTAssertEqual(whole.requests.count, 1, "what is there is not fetched again")
    XCTAssertEqual(try get(nil, from: mirrors), .success)
    XCTAssertTrue(output.contains("here, in \(folder["digits"])"), output)
  }

  func testItGoesOnWhereItWasStopped() throws {
    let server = try LoopbackServer([
      { [contents] _ in .init(body: contents, cutAfter: 4) },
      { [contents] request in
        .init(
          status: "206 Partial Content",
          headers: ["Content-Range: bytes \(request.start ?? 0)-9/10"],
          body: Array(contents[(request.start ?? 0)...]))
      },
    ])
    defer { server.stop() }
    XCTAssertThrowsError(try get("ten-digits", from: [server.address]))
    XCTAssertNil(folder.text("digits/ten.txt"), "half a file has no name of its own")
    XCTAssertEqual(try get("ten-digits", from: [server.address]), .success)
    XCTAssertEqual(server.requests.map(\.start), [nil, 4])
    XCTAssertEqual(folder.text("digits/ten.txt"), "0123456789")
  }

  func testFailuresAreSentences() throws {
    let forged = try LoopbackServer([{ _ in .init(body: Array("9876543210".utf8)) }])
    defer { forged.stop() }
    XCTAssertThrowsError(try get("ten-digits", from: [forged.address, "no address at all"])) {
      let sentence = "\($0)"
      XCTAssertTrue($0 is BuildError, sentence)
      for part in ["the data set ten-digits could not be got", "its checksum is", "Try again"] {
        XCTAssertTrue(sentence.contains(part), sentence)
      }
    }
    XCTAssertThrowsError(try get("ten-digit", from: [])) {
      XCTAssertEqual(
        "\($0)", "There is no data set `ten-digit`. Did you mean `ten-digits`?")
    }
    XCTAssertThrowsError(try get("penguins", from: [])) {
      XCTAssertEqual(
        "\($0)", "There is no data set `penguins`. There are ten-digits.")
    }
  }

  func testTheBooksSetsAreFoundUnderTheNamesPeopleType() throws {
    let downloader = Downloader(folder: folder.path, patience: 1, rounds: 0)
    for name in ["mnist", "MNIST", "cifar10", "cifar-10"] {
      XCTAssertThrowsError(try workshop.getData(name, with: downloader)) {
        XCTAssertTrue($0 is BuildError, "\($0)")
      }
    }
  }
}
