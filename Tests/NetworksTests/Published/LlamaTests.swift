import Autograd
import Files
import Foundation
import Networks
import TestSupport
import Tensors
import Text
import XCTest

final class LlamaTests: XCTestCase {
  /// What llama2.c says with the published weights.
  private struct Expected: Decodable {
    struct Step: Decodable {
      struct Best: Decodable {
        let token: Int
        let logit: Float

        init(from decoder: Decoder) throws {
          var pair = try decoder.unkeyedContainer()
          token = try pair.decode(Int.self)
          logit = try pair.decode(Float.self)
        }
      }
      let position: Int
      let input_token: Int
      let first4_logits: [Float]
      let top5: [Best]
    }
    let greedy_text: String
    let greedy_prompt: String
    let greedy_prompt_text: String
    let first_token_ids: [Int]
    let steps: [Step]
  }

  private func published() throws -> (Llama, LlamaTokenizer, Expected) {
    let recorded = DataFolder.path() + "/stories260k/expected.json"
    guard FileManager.default.fileExists(atPath: recorded) else {
      throw XCTSkip(
        "stories260K is not on this machine: LADDER_DATA names a folder in which the folder "
          + "stories260k holds its weights, its vocabulary and what it says")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: recorded))
    return (
      try .published(), try .published(), try JSONDecoder().decode(Expected.self, from: data)
    )
  }

  /// The logits recorded are rounded to four decimals.
  func testLogitsAreThoseRecorded() throws {
    let (model, _, expected) = try published()
    XCTAssertEqual(model.parameterCount, 260_032)
    let tokens = Array(expected.first_token_ids.prefix(expected.steps.count))
    XCTAssertFalse(tokens.isEmpty)
    let whole = model.logits(after: tokens)
    XCTAssertEqual(whole.shape, [tokens.count, 512])
    var caches = model.emptyCaches
    for step in expected.steps {
      XCTAssertEqual(step.input_token, tokens[step.position])
      let cached: Tensor = model.logits(after: [step.input_token], caches: &caches)[0]
      for logits: Tensor in [whole[step.position], cached] {
        for (found, recorded) in zip(logits.scalars, step.first4_logits) {
          XCTAssertEqual(found, recorded, accuracy: 1e-4)
        }
        for best in step.top5 {
          XCTAssertEqual(logits.scalars[best.token], best.logit, accuracy: 1e-4)
        }
        let ranked = logits.scalars.indices.sorted { logits.scalars[$0] > logits.scalars[$1] }
        XCTAssertEqual(Array(ranked.prefix(5)), step.top5.map(\.token))
      }
    }
  }

  func testGreedyTextIsThatRecorded() throws {
    let (model, tokenizer, expected) = try published()
    let tokens = model.greedy(after: [LlamaTokenizer.start], count: 256)
    XCTAssertEqual(Array(tokens.prefix(expected.first_token_ids.count)), expected.first_token_ids)
    XCTAssertEqual(tokenizer.text(of: tokens), expected.greedy_text)
    let prompt = tokenizer.encode(expected.greedy_prompt)
    let text = tokenizer.text(of: model.greedy(after: prompt, count: 256))
    XCTAssertTrue(text.hasPrefix(expected.greedy_prompt_text), text)
  }

  /// A small model as llama2.c writes it, with numbers that count up.
  private func file(_ header: [Int32], weights: Int) -> [UInt8] {
    header.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
      + (0..<weights).flatMap { place in
        withUnsafeBytes(of: (Float(place) / 1000).bitPattern.littleEndian) { Array($0) }
      }
  }

  // 5 tokens of width 4, a hidden width of 3, one block of 2 heads that share a head of keys, and 6
  // places: 20 + 4 + 16 + 8 + 8 + 16 + 4 + 3 * 12 + 4 + 12.
  private var tied: [UInt8] { file([4, 3, 1, 2, 1, 5, 6], weights: 128) }
  private var untied: [UInt8] { file([4, 3, 1, 2, 1, -5, 6], weights: 148) }

  func testWeightsStandWhereTheyBelong() throws {
    let model = try Llama.decode(tied, path: "x")
    XCTAssertEqual(model.parameterCount, 116)
    XCTAssertNil(model.head)
    XCTAssertEqual(model.embedding.weight.value[1], Tensor([0.004, 0.005, 0.006, 0.007]))
    let block = model.blocks[0]
    XCTAssertEqual(block.attentionNorm.weight.value[0], 0.020)
    // The file has a row for each output.
    XCTAssertEqual(block.attention.query.weight.value[0, 1], 0.028)
    XCTAssertEqual(block.attention.key.weight.value.shape, [4, 2])
    XCTAssertEqual(block.attention.key.weight.value[3, 1], 0.047)
    XCTAssertEqual(block.attention.value.weight.value[0, 0], 0.048)
    XCTAssertEqual(block.attention.output.weight.value[1, 0], 0.057)
    XCTAssertEqual(block.networkNorm.weight.value[3], 0.075)
    XCTAssertEqual(block.network.gate.weight.value[0, 1], 0.080)
    XCTAssertEqual(block.network.contract.weight.value[0, 1], 0.091)
    XCTAssertEqual(block.network.expand.weight.value[3, 2], 0.111)
    XCTAssertEqual(model.norm.weight.value[0], 0.112)
    let other = try Llama.decode(untied, path: "x")
    XCTAssertEqual(other.head?.weight.value[0, 1], 0.132)
    XCTAssertEqual(other([[1, 2], [3, 4]], on: Tape(.inference)).shape, [2, 2, 5])
  }

  /// A random model has gradients everywhere, and a cache changes nothing.
  func testARandomModel() {
    var random = Random(seed: 42)
    for isTied in [true, false] {
      let plan = Llama.Plan(
        width: 8, hidden: 12, blocks: 2, heads: 4, keyHeads: 2, tokens: 11, context: 7,
        isTied: isTied)
      let model = Llama(plan, using: &random)
      let tokens = [1, 5, 10, 3, 0]
      let whole = model.logits(after: tokens)
      var caches = model.emptyCaches
      let parts = [[1], [5, 10], [3, 0]].map { model.logits(after: $0, caches: &caches) }
      XCTAssert(
        Tensor.concatenated(parts, axis: 0).isClose(to: whole, relative: 1e-4, absolute: 1e-6))
      let logits = model([tokens, tokens.reversed()], on: Tape(.training))
      let gradients = (logits * logits).sum().gradients()
      for (name, parameter) in model.namedParameters {
        XCTAssertTrue(gradients[parameter].scalars.contains { $0 != 0 }, name)
      }
      // The last token needs no place, so there is one token more than places.
      XCTAssertEqual(model.greedy(after: [1, 2], count: 100, stops: []).count, 8)
      XCTAssertEqual(model.greedy(after: [1, 2], count: 3, stops: []).count, 5)
      XCTAssertEqual(model.greedy(after: [1, 2], count: 3, stops: Set(0..<11)), [1, 2])
    }
  }

  func testRefusals() {
    func refusal(_ bytes: [UInt8], _ sentence: String, line: UInt = #line) {
      expectSentence(sentence, try Llama.decode(bytes, path: "x"), line: line)
    }
    let advice = " It should be a model that llama2.c wrote, version 0."
    let other = " The file is incomplete or of another format; get it again."
    refusal(
      [1, 2],
      "x, byte 0: expected 4 bytes for the width, found 2. The file is incomplete; get it again.")
    refusal(
      file([4, 3, 0, 2, 1, 5, 6], weights: 128),
      "x, byte 8: the number of blocks is 0, and must be positive." + advice)
    refusal(
      file([4, 3, 1, 3, 1, 5, 6], weights: 128),
      "x, byte 12: a width of 4 cannot be cut into 3 heads of an even width." + advice)
    refusal(
      file([4, 3, 1, 4, 1, 5, 6], weights: 128),
      "x, byte 12: a width of 4 cannot be cut into 4 heads of an even width." + advice)
    refusal(
      file([8, 3, 1, 4, 3, 5, 6], weights: 128),
      "x, byte 16: 4 heads cannot share 3 heads of keys evenly." + advice)
    refusal(
      file([4, 3, 1, 2, 1, 5, 6], weights: 127),
      "x, byte 28: expected 128 weights of 4 bytes for this model, found 508 bytes." + other)
    refusal(
      tied + [0],
      "x, byte 28: expected 128 weights of 4 bytes for this model, found 513 bytes." + other)
    let most = Int32.max
    refusal(
      file([most - 1, most, most, 1, 1, most, most], weights: 0),
      "x, byte 28: expected too many weights of 4 bytes for this model, found 0 bytes." + other)
    var bytes = tied
    bytes.replaceSubrange(36..<40, with: [0, 0, 0x80, 0x7F])
    refusal(
      bytes,
      "x, byte 36: the embedding holds inf. Weights are finite; the file is damaged or of another "
        + "format.")
    expectSentence(
      "/none/x.bin: there is no such file. Its folder /none does not exist either.",
      try Llama.read("/none/x.bin"))
  }

  func testDamagedFiles() {
    var fuzzer = Fuzzer(seed: 43, corpus: [tied, untied])
    var accepted = 0
    let count = fuzzer.run { bytes in
      do {
        let model = try Llama.decode(bytes, path: "x")
        accepted += 1
        XCTAssertLessThan(4 * model.parameterCount, bytes.count)
        XCTAssertEqual(model.logits(after: [0]).shape, [1, model.embedding.weight.value.shape[0]])
      } catch {
        XCTAssertTrue("\(error)".hasPrefix("x, byte "), "\(error)")
      }
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertLessThan(accepted, count)
  }
}
