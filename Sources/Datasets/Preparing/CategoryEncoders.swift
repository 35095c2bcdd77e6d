/// What an encoder does with a category that no training row has.
public enum UnseenCategories: Sendable, Equatable {
  /// It is an error.
  case refused
  /// It is none of the categories: zeros in all columns, or a gap.
  case ignored
}

/// Turns each category of a column into a column of its own that is 1 where a row has it and else 0.
/// The columns are called `NAME=CATEGORY`, in the order of the categories.
public struct OneHotEncoder: PreparingStep {
  private let columns: [String]
  private let unseen: UnseenCategories

  /// Encodes `columns`.
  public init(_ columns: String..., unseen: UnseenCategories = .ignored) {
    self.columns = columns
    self.unseen = unseen
  }

  public func fitted(to train: Table) throws(TableError) -> FittedOneHotEncoder {
    FittedOneHotEncoder(lists: try CategoryList.lists(of: columns, in: train), unseen: unseen)
  }
}

/// A one-hot encoder that knows its categories.
public struct FittedOneHotEncoder: FittedStep {
  let lists: [CategoryList]
  let unseen: UnseenCategories

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for list in lists {
      let places = try list.places(in: table, unseen)
      let columns = list.categories.enumerated().map { place, category in
        Table.Column(
          "\(list.name)=\(category)", .integers(places.map { $0 == place ? 1 : 0 }))
      }
      table = try table.replacing(list.name, with: columns)
    }
    return table
  }
}

/// Turns the categories of a column into their places in an order: 0, 1, 2 and so on. A model takes
/// these for amounts, so the order has to mean something, or the model has to be a tree.
public struct OrdinalEncoder: PreparingStep {
  private let columns: [String]
  private let order: [String]?
  private let unseen: UnseenCategories

  /// Encodes `columns`, by `order` or else by the order of the names (of the values, for numbers).
  public init(
    _ columns: String..., order: [String]? = nil, unseen: UnseenCategories = .refused
  ) {
    self.columns = columns
    self.order = order
    self.unseen = unseen
  }

  public func fitted(to train: Table) throws(TableError) -> FittedOrdinalEncoder {
    var lists = try CategoryList.lists(of: columns, in: train)
    if let order {
      lists = lists.map { CategoryList(name: $0.name, categories: order) }
      for list in lists { _ = try list.places(in: train, .refused) }
    }
    return FittedOrdinalEncoder(lists: lists, unseen: unseen)
  }
}

/// An ordinal encoder that knows its categories.
public struct FittedOrdinalEncoder: FittedStep {
  let lists: [CategoryList]
  let unseen: UnseenCategories

  public func callAsFunction(_ table: Table) throws(TableError) -> Table {
    var table = table
    for list in lists {
      let column = Table.Column(list.name, .integers(try list.places(in: table, unseen)))
      table = try table.replacing(list.name, with: [column])
    }
    return table
  }
}

/// The categories of a column, in their order.
struct CategoryList: Sendable {
  let name: String
  let categories: [String]

  /// The categories that training rows have.
  static func lists(
    of columns: [String], in train: Table
  ) throws(TableError) -> [CategoryList] {
    var lists: [CategoryList] = []
    for name in columns {
      let column = try train.needed(name)
      _ = try column.categories()
      lists.append(CategoryList(name: name, categories: Table.distinct(column)))
    }
    return lists
  }

  /// The place of each row's category; nil for one that is not in the list.
  func places(in table: Table, _ unseen: UnseenCategories) throws(TableError) -> [Int?] {
    let numbers = Dictionary(
      categories.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var places: [Int?] = []
    for (row, category) in try table.needed(name).categories().enumerated() {
      let place = numbers[category]
      guard place != nil || unseen == .ignored else {
        throw TableError(
          "Row \(row) of column \"\(name)\" says \"\(category)\", which no training row says. Pool "
            + "rare categories first, or let the encoder ignore what it has not seen.")
      }
      places.append(place)
    }
    return places
  }
}
