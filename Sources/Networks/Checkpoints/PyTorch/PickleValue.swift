import Files

/// What the few instructions of a pickle that are followed can make.
///
/// A pickle is a program for a machine that can import and call anything. Here nothing is called:
/// the names of functions are only compared with those that stand in every file of weights, and all
/// else is refused.
enum PickleValue {
  case nothing
  case truth(Bool)
  case whole(Int)
  case text(String)
  /// The name of something of Python's: `torch FloatStorage`.
  case name(String)
  /// Several values, and how deep they are nested.
  case list([PickleValue], depth: Int)
  case table([(key: PickleValue, value: PickleValue)], depth: Int)
  case storage(PyTorchStorage)
  case tensor(PyTorchView)
  /// Where a list begins.
  case mark

  /// How deep values stand in each other: 0 for those that hold no others.
  var depth: Int {
    switch self {
    case .list(_, let depth), .table(_, let depth): depth
    default: 0
    }
  }

  /// The deepest that is made. Ordinary files have four levels.
  static let deepest = 16
}

/// A run of numbers of which tensors are views.
struct PyTorchStorage {
  let key: String
  let element: ElementType
  let count: Int
}

/// A tensor as a pickle says it: which numbers of a storage, in which order.
struct PyTorchView {
  let storage: PyTorchStorage
  let offset: Int
  let shape: [Int]
  let strides: [Int]
}
