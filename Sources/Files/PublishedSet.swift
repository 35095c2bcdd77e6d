/// A data set that is published elsewhere and too large to come with the book: its files, where
/// they are to be had, and what they have to be.
public struct PublishedSet: Sendable, Equatable {
  /// One file as it is published.
  public struct File: Sendable, Equatable {
    /// Its name, below each mirror and in the folder of the set.
    public let name: String
    /// Its length in bytes.
    public let size: Int
    /// Its SHA-256, in hexadecimal.
    public let sha256: String
    /// The files in it that are wanted, when it is a tar archive; they are kept and it is not.
    public let members: [String]

    /// A file from what it has to be.
    public init(_ name: String, size: Int, sha256: String, members: [String] = []) {
      self.name = name
      self.size = size
      self.sha256 = sha256
      self.members = members
    }
  }

  /// The name readers type.
  public let name: String
  /// The folder its files stand in, below the data folder.
  public let folder: String
  /// The addresses below which the files are published, the first to be tried first.
  public let mirrors: [String]
  /// Its files.
  public let files: [File]
  /// Whom to cite and what the authors allow.
  public let origin: String

  /// A published set from its parts.
  public init(
    name: String, folder: String, mirrors: [String], files: [File], origin: String
  ) {
    self.name = name
    self.folder = folder
    self.mirrors = mirrors
    self.files = files
    self.origin = origin
  }

  /// The names of the files that are there when the set is complete.
  public var finalNames: [String] {
    files.flatMap { $0.members.isEmpty ? [$0.name] : $0.members }
  }

  /// All sets the book can get.
  public static let all = [mnist, cifar10]

  /// Handwritten digits, 11 MB.
  public static let mnist = PublishedSet(
    name: "mnist", folder: "mnist",
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist",
      "https://storage.googleapis.com/cvdf-datasets/mnist",
      "http://yann.lecun.com/exdb/mnist",
    ],
    files: [
      File(
        "train-images-idx3-ubyte.gz", size: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
      File(
        "train-labels-idx1-ubyte.gz", size: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
      File(
        "t10k-images-idx3-ubyte.gz", size: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
      File(
        "t10k-labels-idx1-ubyte.gz", size: 4_542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ],
    origin: "LeCun, Cortes, Burges: The MNIST database of handwritten digits. Licence not stated.")

  /// Colour photographs, 170 MB to get and 184 MB to keep.
  public static let cifar10 = PublishedSet(
    name: "cifar-10", folder: "cifar-10-batches-bin",
    mirrors: [
      "https://www.cs.toronto.edu/~kriz",
      "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10",
    ],
    files: [
      File(
        "cifar-10-binary.tar.gz", size: 170_052_171,
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        members: (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"])
    ],
    origin: "Krizhevsky: Learning multiple layers of features from tiny images, 2009. "
      + "Licence not stated.")
}
