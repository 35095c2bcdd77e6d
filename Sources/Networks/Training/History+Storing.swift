import Files
import Tensors

/// How a checkpoint keeps what happened so far.
extension History {
  private static let prefix = "history/"

  /// Adds what happened to what a checkpoint will hold.
  func store(
    in tensors: inout [(name: String, tensor: Tensor)], _ metadata: inout [String: String]
  ) {
    tensors.append((name: Self.prefix + "losses", tensor: Tensor(losses)))
    tensors.append((name: Self.prefix + "epochs", tensor: Tensor(epochLosses)))
    for (name, values) in metrics.sorted(by: { $0.key < $1.key }) {
      tensors.append((name: "\(Self.prefix)metrics/\(name)", tensor: Tensor(values)))
    }
    if let stopReason { metadata["stopped"] = stopReason }
  }

  /// Reads what happened; nothing, where the file says nothing about it.
  init(stored contents: Safetensors.Contents) {
    self.init()
    losses = contents[Self.prefix + "losses"]?.scalars ?? []
    epochLosses = contents[Self.prefix + "epochs"]?.scalars ?? []
    stopReason = contents.metadata["stopped"]
    let metrics = Self.prefix + "metrics/"
    for name in contents.names where name.hasPrefix(metrics) {
      for value in contents[name]!.scalars { note(String(name.dropFirst(metrics.count)), value) }
    }
  }
}
