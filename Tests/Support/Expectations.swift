import Tensors
import XCTest

/// Expects two tensors to have the same shape and close scalars; names the worst place otherwise.
public func expectClose(
  _ found: Tensor, _ expected: Tensor, relative: Float = 1e-5, absolute: Float = 1e-6,
  _ what: @autoclosure () -> String = "", file: StaticString = #filePath, line: UInt = #line
) {
  let closeness = found.closeness(to: expected, relative: relative, absolute: absolute)
  if !closeness.isClose {
    XCTFail("\(what()) \(closeness)", file: file, line: line)
  }
}

/// Expects a rule to refuse its input with just this sentence.
public func expectSentence<Value>(
  _ sentence: String, _ rule: @autoclosure () throws -> Value, file: StaticString = #filePath,
  line: UInt = #line
) {
  do {
    let value = try rule()
    XCTFail("accepted, with \(value), but expected: \(sentence)", file: file, line: line)
  } catch {
    XCTAssertEqual("\(error)", sentence, file: file, line: line)
  }
}
