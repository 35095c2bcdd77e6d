import Tensors

/// The rules about the numbers that layers are made of. Each throws its sentence.
package enum LayerRule {
  /// Each of the numbers is at least so large.
  ///
  ///     required(try LayerRule.check("MaxPool2D", ["size": size, "stride": stride], atLeast: 1))
  package static func check(
    _ layer: String, _ numbers: KeyValuePairs<String, Int>, atLeast least: Int
  ) throws {
    for (name, number) in numbers where number < least {
      throw TensorError("\(layer): \(name) is \(number), and must be at least \(least)")
    }
  }

  /// What is added to a variance keeps a division finite, and takes nothing away.
  package static func check(_ layer: String, epsilon: Float) throws {
    guard epsilon >= 0, epsilon.isFinite else {
      throw TensorError("\(layer): epsilon is \(epsilon), and must be at least 0 and finite")
    }
  }

  /// A share lies between nothing and all.
  package static func check(_ layer: String, momentum: Float) throws {
    guard momentum >= 0, momentum <= 1 else {
      throw TensorError("\(layer): momentum is \(momentum), and a share is between 0 and 1")
    }
  }

  /// A table of places has lengths that can be counted.
  package static func check(_ layer: String, context: Int, width: Int) throws {
    _ = try Shape.count([context, width], in: "\(layer) of \(context) places by \(width)")
  }

  /// Which rows of a table, `[context, width]`, stand for the places of an input whose first place is
  /// number `start`.
  package static func places(
    _ layer: String, of input: [Int], known table: [Int], from start: Int = 0
  ) throws -> Range<Int> {
    guard input.count >= 2, input.last == table[1] else {
      throw TensorError(
        "\(layer): an input of shape \(input) does not have the axes [batch, places, \(table[1])]")
    }
    let places = input[input.count - 2]
    guard start >= 0, places <= table[0], start <= table[0] - places else {
      let from = start == 0 ? "" : " from place \(start) on"
      throw TensorError(
        "\(layer): \(table[0]) places are known, and the input has \(places)\(from)")
    }
    return start..<start + places
  }
}
