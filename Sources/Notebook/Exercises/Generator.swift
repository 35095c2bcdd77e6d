import Tensors

/// Makes random inputs for a check, and smaller ones of an input that failed.
///
/// Checks say for what an answer must hold instead of listing cases: see
/// ``forAll(_:seed:count:_:)``.
public struct Generator<Value> {
  let make: (inout Random) -> Value
  /// Simpler inputs to try, the simplest first.
  let shrink: (Value) -> [Value]

  /// Creates a generator from a rule and, where inputs can be made simpler, a way to do so.
  public init(
    _ make: @escaping (inout Random) -> Value, shrink: @escaping (Value) -> [Value] = { _ in [] }
  ) {
    self.make = make
    self.shrink = shrink
  }
}

extension Generator where Value == Int {
  /// Whole numbers in a range; simpler is nearer to 0, or to the bound next to it.
  public static func integers(_ range: ClosedRange<Int>) -> Generator {
    let simplest = min(max(0, range.lowerBound), range.upperBound)
    return Generator {
      Int.random(in: range, using: &$0)
    } shrink: { value in
      guard value != simplest else { return [] }
      let halfway = simplest + (value - simplest) / 2
      let next = value + (value > simplest ? -1 : 1)
      return unique([simplest, halfway, next].filter { $0 != value })
    }
  }
}

extension Generator where Value == Float {
  /// Numbers in a range; simpler is rounder.
  public static func floats(_ range: ClosedRange<Float>) -> Generator {
    Generator {
      Float.random(in: range, using: &$0)
    } shrink: { value in
      let rounder = [0, value.rounded(.towardZero), (value * 10).rounded(.towardZero) / 10]
      return rounder.filter { range.contains($0) && abs($0) < abs(value) }
    }
  }
}

extension Generator where Value == [Int] {
  /// Shapes of tensors; simpler has fewer axes and shorter ones.
  public static func shapes(
    rank: ClosedRange<Int> = 1...3, sizes: ClosedRange<Int> = 1...5
  ) -> Generator {
    Generator.lists(of: .integers(sizes), count: rank)
  }
}

extension Generator {
  /// Lists of values; simpler is shorter, or has simpler values.
  public static func lists<Element>(
    of element: Generator<Element>, count: ClosedRange<Int>
  ) -> Generator where Value == [Element] {
    Generator { random in
      (0..<Int.random(in: count, using: &random)).map { _ in element.make(&random) }
    } shrink: { list in
      var simpler: [[Element]] = []
      if list.count > count.lowerBound {
        for position in list.indices {
          var shorter = list
          shorter.remove(at: position)
          simpler.append(shorter)
        }
      }
      for position in list.indices {
        for value in element.shrink(list[position]) {
          var changed = list
          changed[position] = value
          simpler.append(changed)
        }
      }
      return simpler
    }
  }

  /// Pairs of values, each made simpler by itself.
  public static func pairs<First, Second>(
    _ first: Generator<First>, _ second: Generator<Second>
  ) -> Generator where Value == (First, Second) {
    Generator {
      (first.make(&$0), second.make(&$0))
    } shrink: { pair in
      first.shrink(pair.0).map { ($0, pair.1) } + second.shrink(pair.1).map { (pair.0, $0) }
    }
  }
}

private func unique(_ values: [Int]) -> [Int] {
  var seen: Set<Int> = []
  return values.filter { seen.insert($0).inserted }
}
