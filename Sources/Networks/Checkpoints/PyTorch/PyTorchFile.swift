import Files
import Tensors

/// Weights in a file that PyTorch's `torch.save` wrote, read without running anything.
///
/// Such a file is a pickle, a program for Python that may do whatever its author wants, and files of
/// weights need next to nothing of it. What they need is followed here; every other instruction is
/// refused. Read are tables of tensors (`state_dict()`), in both forms: the older one, in which the
/// numbers follow the pickle, and the archives of today.
///
/// ```swift
/// let weights = try PyTorchFile.read("efficientnet-lite0-57934424.pth")
/// let bias = weights["_fc.bias"]   // of the shape [1000]
/// ```
public enum PyTorchFile {
  /// Reads a file. All numbers become single precision; double precision is rounded, and a tensor of
  /// whole numbers that single precision does not have is refused, unless its name is to be left out.
  public static func read(
    _ path: String, leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) throws(FileError) -> Safetensors.Contents {
    try decode(try FileBytes.read(path, limit: 1 << 34), path: path, leavingOut: isLeftOut)
  }

  /// The contents of a file's bytes; `path` is what errors call it.
  package static func decode(
    _ bytes: [UInt8], path: String, leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) throws(FileError) -> Safetensors.Contents {
    bytes.starts(with: [0x50, 0x4B])
      ? try archive(bytes, path, isLeftOut) : try stream(bytes, path, isLeftOut)
  }

  /// What every file of the older form begins with: two pickles, of a number that says so and of its
  /// version.
  private static let beginning: [UInt8] =
    [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    + [0x80, 2, 0x4D, 0xE9, 3, 0x2E]

  /// The older form: what machine it comes from, the table, the keys of the storages in the order of
  /// their numbers, and each with how many it has.
  private static func stream(
    _ bytes: [UInt8], _ path: String, _ isLeftOut: (String) -> Bool
  ) throws(FileError) -> Safetensors.Contents {
    guard bytes.starts(with: beginning) else {
      throw FileError(
        path, at: .byte(0), "the file does not begin as those of torch.save do",
        hint: "It is no file of weights, or one of a version before 0.1.10")
    }
    var start = ByteReader(bytes, path: path)
    start.position = beginning.count
    var pickles = PickleReader(start)
    try checkMachine(try pickles.value(), path)
    let views = try views(in: try pickles.value(), path)
    let place = pickles.reader.position
    guard case .list(let keys, _) = try pickles.value() else {
      throw FileError(path, at: .byte(place), "expected the keys of the storages")
    }
    var reader = pickles.reader
    let storages = try storages(of: views, path)
    var found: [String: [Float]] = [:]
    for key in keys {
      guard case .text(let key) = key, let storage = storages[key], found[key] == nil else {
        throw FileError(path, at: .byte(place), "a storage is named that no tensor is a view of")
      }
      let place = reader.position
      let count = try reader.littleEndian(Int64.self, "the numbers of storage \(key)")
      guard count == storage.count, count <= reader.remaining.count else {
        throw FileError(
          path, at: .byte(place),
          "storage \(key) should have \(storage.count) numbers, and \(count) are announced with "
            + "\(reader.remaining.count) bytes left", hint: "The file is incomplete; get it again")
      }
      let part = try reader.bytes(storage.count * storage.element.size, "storage \(key)")
      let names = views.filter { $0.view.storage.key == key }.map(\.name)
      found[key] = names.allSatisfy(isLeftOut) ? [] : try storage.element.floats(part, path: path)
    }
    guard reader.remaining.isEmpty else {
      throw FileError(
        path, at: .byte(reader.position), "\(reader.remaining.count) bytes follow the last storage")
    }
    return try contents(views, found, path, isLeftOut)
  }

  /// The form of today: a zip archive with the table and a file for each storage.
  private static func archive(
    _ bytes: [UInt8], _ path: String, _ isLeftOut: (String) -> Bool
  ) throws(FileError) -> Safetensors.Contents {
    let files = try Zip.read(bytes, path: path)
    guard let table = files.first(where: { $0.name.hasSuffix("/data.pkl") }) else {
      throw FileError(path, "the archive holds no data.pkl", hint: "It is no file of torch.save")
    }
    let folder = table.name.dropLast("data.pkl".count)
    if let order = files.first(where: { $0.name == folder + "byteorder" }) {
      guard order.contents.elementsEqual("little".utf8) else {
        throw FileError(path, "the numbers have their highest byte first, which is not supported")
      }
    }
    var pickle = PickleReader(ByteReader(table.contents, path: "\(path): data.pkl"))
    let views = try views(in: try pickle.value(), path)
    var found: [String: [Float]] = [:]
    for (key, storage) in try storages(of: views, path) {
      guard let file = files.first(where: { $0.name == "\(folder)data/\(key)" }) else {
        throw FileError(path, "the archive holds no storage \(key)")
      }
      let (size, isTooMuch) = storage.count.multipliedReportingOverflow(by: storage.element.size)
      guard !isTooMuch, file.contents.count == size else {
        throw FileError(
          path,
          "storage \(key) should have \(storage.count) numbers, and has "
            + "\(file.contents.count) bytes")
      }
      let names = views.filter { $0.view.storage.key == key }.map(\.name)
      found[key] =
        names.allSatisfy(isLeftOut)
        ? [] : try storage.element.floats(file.contents[...], path: path)
    }
    return try contents(views, found, path, isLeftOut)
  }

  private static func checkMachine(_ value: PickleValue, _ path: String) throws(FileError) {
    guard case .table(let facts, _) = value else {
      throw FileError(path, "expected what machine the file comes from")
    }
    for case (.text("little_endian"), .truth(false)) in facts {
      throw FileError(path, "the numbers have their highest byte first, which is not supported")
    }
  }

  /// The tensors of a table, by name.
  private static func views(
    in value: PickleValue, _ path: String
  ) throws(FileError) -> [(name: String, view: PyTorchView)] {
    guard case .table(let entries, _) = value else {
      throw FileError(path, "the file holds no table of tensors", hint: Self.advice)
    }
    var names: Set<String> = []
    var views: [(name: String, view: PyTorchView)] = []
    for (key, value) in entries {
      guard case .text(let name) = key, case .tensor(let view) = value else {
        throw FileError(path, "the table holds something else than tensors", hint: Self.advice)
      }
      guard names.insert(name).inserted else {
        throw FileError(path, "the table holds two tensors called \"\(name)\"")
      }
      views.append((name, view))
    }
    return views
  }

  /// How often a number may be used, on average.
  private static let mostShared = 16

  private static let advice =
    "What can be read was saved by torch.save(model.state_dict(), path)"

  /// The storages that tensors are views of; all that is said about one must be the same.
  private static func storages(
    of views: [(name: String, view: PyTorchView)], _ path: String
  ) throws(FileError) -> [String: PyTorchStorage] {
    var storages: [String: PyTorchStorage] = [:]
    for (_, view) in views {
      let storage = view.storage
      if let known = storages[storage.key],
        known.count != storage.count || known.element != storage.element
      {
        throw FileError(path, "storage \(storage.key) is said to be two different ones")
      }
      storages[storage.key] = storage
    }
    return storages
  }

  private static func contents(
    _ views: [(name: String, view: PyTorchView)], _ numbers: [String: [Float]], _ path: String,
    _ isLeftOut: (String) -> Bool
  ) throws(FileError) -> Safetensors.Contents {
    // Tensors may share numbers, and a small file must not become a large model by that.
    let total = views.reduce(0) { $0 + $1.view.shape.reduce(1, *) }
    let stored = numbers.values.reduce(0) { $0 + $1.count }
    guard total <= mostShared * max(stored, 1 << 20) else {
      throw FileError(path, "\(views.count) tensors with \(total) numbers share \(stored)")
    }
    var tensors: [String: Tensor] = [:]
    for (name, view) in views where !isLeftOut(name) {
      guard let own = numbers[view.storage.key], own.count == view.storage.count else {
        throw FileError(path, "the numbers of tensor \"\(name)\" are not in the file")
      }
      tensors[name] = Tensor(shape: view.shape, scalars: view.scalars(of: own))
    }
    return Safetensors.Contents(
      names: views.map(\.name).filter { !isLeftOut($0) }, tensors: tensors, metadata: [:])
  }
}
