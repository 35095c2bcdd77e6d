import TestSupport
import Tensors
import Text
import XCTest

/// N-grams against the formula, bags against scikit-learn (Tests/Golden/text.py), word vectors
/// against what they are defined by.
final class CountingTests: XCTestCase {
  func testProbabilitiesOfTheFormula() throws {
    let golden = try TextGolden.read()
    for (counting, wanted) in [
      (NgramModel.Counting.occurrences, golden.occurrences), (.places, golden.places),
    ] {
      let model = NgramModel(of: golden.numbers, order: 3, vocabulary: 10, counting: counting)
      for place in golden.numbers.indices {
        XCTAssertEqual(
          model.probability(of: golden.numbers[place], after: golden.numbers[..<place]),
          wanted[place], accuracy: 1e-12)
      }
    }
  }

  func testProbabilitiesAddUpToOne() {
    let tokens = [0, 1, 2, 1, 0, 3, 1, 2, 2, 0]
    let model = NgramModel(of: tokens, order: 3, vocabulary: 6)
    for context in [[], [0], [1, 2], [5], [5, 5], [3, 1]] {
      let sum = (0..<6).reduce(0) { $0 + model.probability(of: $1, after: context) }
      XCTAssertEqual(sum, 1, accuracy: 1e-12, "\(context)")
    }
    XCTAssertEqual(NgramModel(of: [], order: 2, vocabulary: 4).bits(of: [1, 2]), 4)
  }

  func testBagsOfScikitLearn() throws {
    let golden = try TextGolden.read()
    let texts = golden.texts.map { $0.split(separator: " ").map(String.init) }
    let bag = BagOfWords(fittedTo: Array(texts.prefix(3)))
    let rows = bag(texts)
    for (text, wanted) in golden.bags.enumerated() {
      for (column, word) in golden.words.enumerated() {
        XCTAssertEqual(
          rows[text, bag.vocabulary.number(of: word)!], wanted[column], accuracy: 1e-6, word)
      }
    }
  }

  func testWords() {
    XCTAssertEqual(
      Words.split("Mr. Darcy's ‘sister’, 16. it's O'Brien' été"),
      ["mr", "darcy's", "sister", "it's", "o'brien", "été"])
    XCTAssertEqual(Words.split(""), [])
    let vocabulary = Vocabulary(of: [["b", "a", "b"], ["c", "a"]], atLeast: 2)
    XCTAssertEqual(vocabulary.words, ["a", "b"])
    XCTAssertEqual(vocabulary.numbers(of: ["c", "b", "a"]), [1, 0])
  }

  func testCompanyIsCountedBothWays() {
    let texts = [["a", "b", "a", "c"], ["b", "b"]]
    let company = Company(of: texts, vocabulary: Vocabulary(of: texts), window: 2)
    // "b" is the most frequent.
    XCTAssertEqual(company.vocabulary.words, ["b", "a", "c"])
    XCTAssertEqual(company.counts, Tensor([[2, 2, 1], [2, 2, 1], [1, 1, 0]]))
  }

  func testVectorsComeNearToTheInformation() throws {
    var random = Random(seed: 4)
    let words = (0..<40).map { "w\($0)" }
    let texts = (0..<60).map { _ in (0..<50).map { _ in words.randomElement(using: &random)! } }
    let company = Company(of: texts, vocabulary: Vocabulary(of: texts), window: 3)
    let information = company.information(smoothing: 1)
    let (values, _) = try information.symmetricEigen()
    let strongest = values.abs().maximum().scalar
    let vectors = try company.vectors(width: 2, smoothing: 1)
    let length = vectors.rows[0..., 0..<1].norm().scalar
    XCTAssertEqual(length * length, strongest, accuracy: 1e-2 * strongest)
    XCTAssertThrowsError(try company.vectors(width: 40))
  }

  func testAnalogiesForbidTheQuestion() {
    let vectors = WordVectors(
      words: ["man", "woman", "king", "queen"],
      rows: Tensor([[1, 0, 0], [1, 0.2, 0], [0, 0, 1], [0, 0.2, 1]]))
    XCTAssertEqual(vectors.answers("man", isTo: "woman", as: "king"), ["queen"])
    XCTAssertEqual(vectors.answers("man", isTo: "woman", as: "nobody"), [])
    XCTAssertEqual(vectors.neighbours(of: "man", count: 1).map { $0.word }, ["woman"])
    XCTAssertTrue(vectors.likeness("man", "nobody").isNaN)
  }
}
