import Files
import Tensors
import Trace

// What a chapter hands over, by name, to code that does the same in another library.
//
// An ordinary run passes over these calls. `./build.sh same` names a folder in `LADDER_HANDOVER`; then
// each value becomes a file there, which the chapter's blocks of Python read as `given["name"]`.

/// Hands a tensor over: `given["digits"]` is an array of NumPy's, of the same shape.
///
///     handOver("digits", train.features)
///     handOver("labels", train.labels)
///     handOver("learning rate", 0.1)
public func handOver(_ name: String, _ tensor: Tensor) {
  hand(name, "npy") { NumPyArray.encode(tensor.scalars, shape: tensor.shape) }
}

/// Hands whole numbers over, such as labels: an array of NumPy's.
public func handOver(_ name: String, _ integers: [Int]) {
  hand(name, "npy") { NumPyArray.encode(integers, shape: [integers.count]) }
}

/// Hands decimals over in double precision: an array of NumPy's.
public func handOver(_ name: String, _ numbers: [Double]) {
  hand(name, "npy") { NumPyArray.encode(numbers, shape: [numbers.count]) }
}

/// Hands a whole number over: an `int` of Python's.
public func handOver(_ name: String, _ integer: Int) {
  hand(name, "npy") { NumPyArray.encode([integer], shape: []) }
}

/// Hands a decimal over: a `float` of Python's.
public func handOver(_ name: String, _ number: some BinaryFloatingPoint) {
  hand(name, "npy") { NumPyArray.encode([Double(number)], shape: []) }
}

/// Hands a text over: a `str` of Python's.
public func handOver(_ name: String, _ text: String) {
  hand(name, "json") { Array(JSON.string(text).line.utf8) }
}

/// Hands texts over: a list of `str`.
public func handOver(_ name: String, _ texts: [String]) {
  hand(name, "json") { Array(JSON.array(texts.map(JSON.string)).line.utf8) }
}

private func hand(_ name: String, _ ending: String, _ bytes: () -> [UInt8]) {
  guard let handover = Session.current?.handover else { return }
  required(try handover.write(name, ending: ending, bytes()))
}

/// Whether the running chapter hands anything over.
package var isHandingOver: Bool { Session.current?.handover != nil }
