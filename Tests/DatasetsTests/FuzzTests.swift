import Datasets
import Files
import TestSupport
import XCTest

/// No file, however damaged, stops the process: it is read, or refused with a sentence.
final class FuzzTests: XCTestCase {
  func testCSV() {
    let corpus = [
      "a,b,c\n1,2.5,x\n-3,1e9,\"y, \"\"z\"\"\"\n,NA,\n", "n\r\n1\r\n2\r\n",
      "\"a\",\"b\"\n\"\",\"\"\n",
      "ä,ö\ntrue,false\nTRUE,\n",
      "\"\"\"\u{301}\",\"\u{301},\"\n\"a\"\"\u{308}\"\"\",1\n",
      "x\n9223372036854775807\n1e308\n0.00000000000000000000001\n",
    ].map { Array($0.utf8) }
    var fuzzer = Fuzzer(seed: 4, corpus: corpus)
    var accepted = 0
    let count = fuzzer.run { bytes in
      guard let table = try? Table(csv: bytes, path: "x") else { return }
      accepted += 1
      let kinds = Dictionary(
        uniqueKeysWithValues: table.columns.map { ($0.name, $0.values.kind) })
      let format = Table.Format(
        missing: ["", "NA", "N/A", "NaN", "nan", "null", "?"], kinds: kinds)
      do {
        let again = try Table(csv: table.csv, format: format)
        XCTAssertEqual(again, table, String(decoding: bytes, as: UTF8.self).debugDescription)
      } catch {
        XCTFail("\(error) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
    XCTAssertGreaterThan(accepted, count / 20)
    XCTAssertLessThan(accepted, count)
  }

  func testIDX() {
    var fuzzer = Fuzzer(seed: 5, corpus: IDXTests.elements.map(\.bytes) + [IDXTests.images])
    var accepted = 0
    fuzzer.run { bytes in
      guard let array = try? IDX(bytes, path: "x") else { return }
      accepted += 1
      XCTAssertLessThanOrEqual(array.count, bytes.count)
      if let tensor = try? array.tensor() {
        XCTAssertEqual(tensor.shape.reduce(1, *), array.count)
      }
      // What a set of images does with the lengths of the axes.
      _ = array.shape.dropFirst().reduce(1, *)
      _ = try? array.labels(classes: 10)
    }
    XCTAssertGreaterThan(accepted, 0)
  }

  func testCIFAR10() {
    let record = [3] + (0..<3072).map { UInt8(truncatingIfNeeded: $0) }
    var fuzzer = Fuzzer(seed: 6, corpus: [record, record + record])
    fuzzer.run { bytes in
      guard let set = try? CIFAR10.parse(bytes, path: "x") else { return }
      XCTAssertEqual(set.count * 3073, bytes.count)
    }
  }

  func testTextFile() {
    let corpus = ["plain\r\ntext", "ünïcödé ✓ 𝛼\n", "\u{FEFF}x\ry"].map { Array($0.utf8) }
    var fuzzer = Fuzzer(seed: 7, corpus: corpus)
    fuzzer.run { bytes in
      do {
        let text = try TextFile.parse(bytes, path: "x")
        XCTAssertFalse(text.utf8.contains(UInt8(ascii: "\r")))
      } catch {
        XCTAssertTrue("\(error)".contains("the text is not UTF-8 from here on"))
      }
    }
  }

  func testVectorsOfWords() {
    let corpus = ["2 3 0.5\nthe 1 -2 3\nof 127 -127 0\n", "1 1 1\na 0\n"].map { Array($0.utf8) }
    var fuzzer = Fuzzer(seed: 9, corpus: corpus)
    var accepted = 0
    fuzzer.run { bytes in
      guard let (words, rows) = try? GloVe.parse(String(decoding: bytes, as: UTF8.self), path: "x")
      else { return }
      accepted += 1
      XCTAssertEqual(rows.shape[0], words.count)
    }
    XCTAssertGreaterThan(accepted, 0)
  }
}
