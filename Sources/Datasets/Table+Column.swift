extension Table {
  /// One column: a name and values of one type, any of which may be missing.
  public struct Column: Sendable, Equatable {
    /// The name in the header.
    public let name: String
    /// The values, top to bottom.
    public let values: Values

    /// A column from its name and values.
    public init(_ name: String, _ values: Values) {
      self.name = name
      self.values = values
    }
  }

  /// The types a column can have.
  public enum Kind: String, Sendable, Equatable {
    /// Whole numbers.
    case integers
    /// Decimal numbers.
    case numbers
    /// `true` and `false`.
    case flags
    /// Anything else.
    case text
  }

  /// The values of a column; `nil` where the file has none.
  public enum Values: Sendable, Equatable {
    /// Whole numbers.
    case integers([Int?])
    /// Decimal numbers.
    case numbers([Double?])
    /// `true` and `false`.
    case flags([Bool?])
    /// Anything else.
    case text([String?])

    /// The number of values, missing ones included.
    public var count: Int {
      switch self {
      case .integers(let values): values.count
      case .numbers(let values): values.count
      case .flags(let values): values.count
      case .text(let values): values.count
      }
    }

    /// The type of the values.
    public var kind: Kind {
      switch self {
      case .integers: .integers
      case .numbers: .numbers
      case .flags: .flags
      case .text: .text
      }
    }

    /// Whether there is no value in `row`.
    public func isMissing(_ row: Int) -> Bool {
      switch self {
      case .integers(let values): values[row] == nil
      case .numbers(let values): values[row] == nil
      case .flags(let values): values[row] == nil
      case .text(let values): values[row] == nil
      }
    }

    /// The values of these rows, in this order.
    func rows(_ numbers: [Int]) -> Values {
      switch self {
      case .integers(let values): .integers(numbers.map { values[$0] })
      case .numbers(let values): .numbers(numbers.map { values[$0] })
      case .flags(let values): .flags(numbers.map { values[$0] })
      case .text(let values): .text(numbers.map { values[$0] })
      }
    }
  }
}

extension Table.Column {
  /// Which values are missing, row by row.
  public var isMissing: [Bool] { (0..<values.count).map { values.isMissing($0) } }

  /// How many values are missing.
  public var missingCount: Int { (0..<values.count).count { values.isMissing($0) } }

  /// The values as numbers: whole numbers converted, flags as 0 and 1. Text has none.
  public var numbers: [Double?] {
    switch values {
    case .integers(let values): values.map { $0.map(Double.init) }
    case .numbers(let values): values
    case .flags(let values): values.map { $0.map { $0 ? 1 : 0 } }
    case .text(let values): values.map { _ in nil }
    }
  }

  /// The values as they would be written.
  public var text: [String?] {
    switch values {
    case .integers(let values): values.map { $0.map(String.init) }
    case .numbers(let values): values.map { $0.map { "\($0)" } }
    case .flags(let values): values.map { $0.map { "\($0)" } }
    case .text(let values): values
    }
  }

  /// The column with `value` wherever a number is missing. The result is a column of numbers.
  public func fillingMissing(with value: Double) -> Table.Column {
    Table.Column(name, .numbers(numbers.map { $0 ?? value }))
  }
}
