import Autograd
import Files
import Tensors

extension MiniLM {
  /// The published model, from the folder `minilm-l6-v2` below the one that `LADDER_DATA` names.
  public static func published() throws(FileError) -> MiniLM {
    try published(in: DataFolder.path() + "/minilm-l6-v2")
  }

  /// The same from another folder that holds `model.safetensors`.
  public static func published(in folder: String) throws(FileError) -> MiniLM {
    let path = folder + "/model.safetensors"
    let contents = try Safetensors.read(path, leavingOut: { $0 == "embeddings.position_ids" })
    var random = Random(seed: 0)
    let model = MiniLM(using: &random)
    try model.take(contents, of: path)
    return model
  }

  /// Gives the model the weights of a file in the names and the layout of Hugging Face's BERT.
  package func take(_ contents: Safetensors.Contents, of path: String) throws(FileError) {
    let advice = "It was written for another network"
    var known: Set<String> = [
      "pooler.dense.weight", "pooler.dense.bias",
    ]
    // Everything is looked up before anything is changed.
    var changes: [(Parameter, Tensor)] = []
    for (parameter, name, isTurned) in publishedNames {
      guard let stored = contents[name] else {
        throw FileError(path, "the file has no tensor \"\(name)\"", hint: advice)
      }
      let tensor = isTurned && stored.rank == 2 ? stored.transposed() : stored
      guard tensor.shape == parameter.value.shape else {
        throw FileError(
          path,
          "tensor \"\(name)\" has the shape \(stored.shape), which becomes \(tensor.shape), and in "
            + "the network it is \(parameter.value.shape)", hint: advice)
      }
      known.insert(name)
      changes.append((parameter, tensor))
    }
    if let name = contents.names.first(where: { !known.contains($0) }) {
      throw FileError(path, "the network has nothing for tensor \"\(name)\"", hint: advice)
    }
    for (parameter, value) in changes { parameter.value = value }
  }

  /// What each parameter is called where it was published, and whether its rows are its columns there.
  private var publishedNames: [(Parameter, String, isTurned: Bool)] {
    var names: [(Parameter, String, isTurned: Bool)] = [
      (pieces.weight, "embeddings.word_embeddings.weight", false),
      (places.weight, "embeddings.position_embeddings.weight", false),
      (kinds.weight, "embeddings.token_type_embeddings.weight", false),
      (norm.weight, "embeddings.LayerNorm.weight", false),
      (norm.bias, "embeddings.LayerNorm.bias", false),
    ]
    for (place, block) in blocks.enumerated() {
      let path = "encoder.layer.\(place)."
      let (attention, first, second) = (block.attention, block.attentionNorm, block.networkNorm)
      for (layer, name) in [
        (attention.query, "attention.self.query"), (attention.key, "attention.self.key"),
        (attention.value, "attention.self.value"), (attention.output, "attention.output.dense"),
        (block.expand, "intermediate.dense"), (block.contract, "output.dense"),
      ] {
        names.append((layer.weight, "\(path)\(name).weight", true))
        if let bias = layer.bias { names.append((bias, "\(path)\(name).bias", false)) }
      }
      for (norm, name) in [(first, "attention.output.LayerNorm"), (second, "output.LayerNorm")] {
        names.append((norm.weight, "\(path)\(name).weight", false))
        names.append((norm.bias, "\(path)\(name).bias", false))
      }
    }
    return names
  }
}
