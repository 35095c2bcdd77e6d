import Tensors

/// Numbers that a figure can draw: an array of numbers, a range of integers, or a tensor, whose
/// scalars are taken row by row.
public protocol Plottable {
  /// The numbers, in order.
  var plotValues: [Double] { get }
}

/// A kind of number whose arrays a figure can draw.
public protocol PlottableNumber {
  /// All of `numbers` as doubles.
  static func plotValues(of numbers: [Self]) -> [Double]
}

extension Double: PlottableNumber {
  public static func plotValues(of numbers: [Double]) -> [Double] { numbers }
}

extension Float: PlottableNumber {
  public static func plotValues(of numbers: [Float]) -> [Double] {
    var values = [Double](repeating: 0, count: numbers.count)
    for index in 0..<numbers.count { values[index] = Double(numbers[index]) }
    return values
  }
}

extension Int: PlottableNumber {
  public static func plotValues(of numbers: [Int]) -> [Double] { numbers.map { Double($0) } }
}

extension Bool: PlottableNumber {
  public static func plotValues(of numbers: [Bool]) -> [Double] { numbers.map { $0 ? 1 : 0 } }
}

extension Array: Plottable where Element: PlottableNumber {
  public var plotValues: [Double] { Element.plotValues(of: self) }
}

extension ArraySlice: Plottable where Element: PlottableNumber {
  public var plotValues: [Double] { Element.plotValues(of: Array(self)) }
}

extension Range: Plottable where Bound == Int {
  public var plotValues: [Double] { map { Double($0) } }
}

extension ClosedRange: Plottable where Bound == Int {
  public var plotValues: [Double] { map { Double($0) } }
}

extension Tensor: Plottable {
  public var plotValues: [Double] { Float.plotValues(of: scalars) }
}
