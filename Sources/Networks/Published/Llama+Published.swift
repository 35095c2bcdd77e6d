import Autograd
import Files
import Tensors

extension Llama {
  /// The model of 260,032 parameters that Karpathy trained on TinyStories, from the folder
  /// `stories260k` below the one that `LADDER_DATA` names.
  public static func published() throws(FileError) -> Llama {
    try read(DataFolder.path() + "/stories260k/stories260K.bin")
  }

  /// The model of a file in the format of `llama2.c`.
  public static func read(_ path: String) throws(FileError) -> Llama {
    try decode(try FileBytes.read(path), path: path)
  }

  /// The same from the bytes of such a file: seven whole numbers, then the weights in single
  /// precision, one kind after the other, for all blocks at once.
  package static func decode(_ bytes: [UInt8], path: String) throws(FileError) -> Llama {
    var reader = ByteReader(bytes, path: path)
    let plan = try Plan(llama2c: &reader)
    // The file is as long as the model says, so nothing is allocated that it does not hold.
    var random = Random(seed: 0)
    let model = Llama(plan, using: &random)
    func read(
      _ parameter: Parameter, _ what: String, turned: Bool = false
    ) throws(FileError) {
      let shape = parameter.value.shape
      let start = reader.position
      let raw = try reader.bytes(4 * parameter.value.count, what)
      let scalars = raw.withUnsafeBytes { raw in
        (0..<raw.count / 4).map {
          Float(
            bitPattern: UInt32(
              littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
      }
      if let place = scalars.firstIndex(where: { !$0.isFinite }) {
        throw FileError(
          path, at: .byte(start + 4 * place), "\(what) holds \(scalars[place])",
          hint: "Weights are finite; the file is damaged or of another format")
      }
      parameter.value =
        turned
        ? Tensor(shape: shape.reversed(), scalars: scalars).transposed()
        : Tensor(shape: shape, scalars: scalars)
    }
    func readAll(
      _ what: String, turned: Bool = true, _ parameter: (LlamaBlock) -> Parameter
    ) throws(FileError) {
      for (place, block) in model.blocks.enumerated() {
        try read(parameter(block), "\(what) of block \(place)", turned: turned)
      }
    }
    try read(model.embedding.weight, "the embedding")
    try readAll("the norm before attention", turned: false) { $0.attentionNorm.weight }
    try readAll("the weight of queries") { $0.attention.query.weight }
    try readAll("the weight of keys") { $0.attention.key.weight }
    try readAll("the weight of values") { $0.attention.value.weight }
    try readAll("the weight of attention's output") { $0.attention.output.weight }
    try readAll("the norm before the network", turned: false) { $0.networkNorm.weight }
    try readAll("the weight of the gate") { $0.network.gate.weight }
    try readAll("the weight that contracts") { $0.network.contract.weight }
    try readAll("the weight that expands") { $0.network.expand.weight }
    try read(model.norm.weight, "the last norm")
    // Cosines and sines, which the model computes by itself.
    _ = try reader.bytes(4 * plan.context * (plan.width / plan.heads), "the angles of places")
    if let head = model.head { try read(head.weight, "the head", turned: true) }
    return model
  }
}

extension Llama.Plan {
  /// Reads the seven numbers at the beginning of a file, and checks that the file is as long as they
  /// say. A negative number of tokens marks a head of its own.
  fileprivate init(llama2c reader: inout ByteReader) throws(FileError) {
    let names = [
      "the width", "the hidden width", "the number of blocks", "the number of heads",
      "the number of key heads", "the number of tokens", "the number of places",
    ]
    var numbers: [Int] = []
    for (place, name) in names.enumerated() {
      let number = Int(try reader.littleEndian(Int32.self, name))
      guard number > 0 || (place == 5 && number < 0) else {
        throw FileError(
          reader.path, at: .byte(4 * place), "\(name) is \(number), and must be positive",
          hint: Self.advice)
      }
      numbers.append(number)
    }
    self.init(
      width: numbers[0], hidden: numbers[1], blocks: numbers[2], heads: numbers[3],
      keyHeads: numbers[4], tokens: abs(numbers[5]), context: numbers[6], isTied: numbers[5] > 0)
    guard width % heads == 0, (width / heads) % 2 == 0 else {
      throw FileError(
        reader.path, at: .byte(12),
        "a width of \(width) cannot be cut into \(heads) heads of an even width", hint: Self.advice)
    }
    guard heads % keyHeads == 0 else {
      throw FileError(
        reader.path, at: .byte(16), "\(heads) heads cannot share \(keyHeads) heads of keys evenly",
        hint: Self.advice)
    }
    let left = reader.remaining.count
    guard let count = weightCount, count == left / 4, left % 4 == 0 else {
      throw FileError(
        reader.path, at: .byte(28),
        "expected \(weightCount.map { "\($0)" } ?? "too many") weights of 4 bytes for this model, "
          + "found \(left) bytes",
        hint: "The file is incomplete or of another format; get it again")
    }
  }

  private static let advice = "It should be a model that llama2.c wrote, version 0"

  /// How many numbers a file holds behind its header, or nil where they are more than can be counted.
  private var weightCount: Int? {
    let keyWidth = width / heads * keyHeads
    let terms = [
      [isTied ? 1 : 2, tokens, width], [2, blocks, width], [2, blocks, width, width],
      [2, blocks, width, keyWidth], [3, blocks, width, hidden], [width],
      [context, width / heads],
    ]
    var sum = 0
    for term in terms {
      var product = 1
      for factor in term {
        let (next, overflows) = product.multipliedReportingOverflow(by: factor)
        if overflows { return nil }
        product = next
      }
      let (next, overflows) = sum.addingReportingOverflow(product)
      if overflows { return nil }
      sum = next
    }
    return sum
  }
}
