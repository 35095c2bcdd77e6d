/// A data set that is published elsewhere and too large to come with the book: its files, where
/// they are to be had, and what they have to be.
public struct PublishedSet: Sendable, Equatable {
  /// One file as it is published.
  public struct File: Sendable, Equatable {
    /// Its name in the folder of the set.
    public let name: String
    /// Its name below each mirror, where that is another one.
    public let address: String
    /// Its length in bytes; nil where the publisher does not state it.
    public let size: Int?
    /// Its SHA-256, in hexadecimal.
    public let sha256: String
    /// The files in it that are wanted, when it is an archive, `.zip` or compressed tar; they are
    /// kept and it is not.
    public let members: [Member]

    /// A file from what it has to be.
    public init(
      _ name: String, at address: String? = nil, size: Int?, sha256: String,
      members: [Member] = []
    ) {
      self.name = name
      self.address = address ?? name
      self.size = size
      self.sha256 = sha256
      self.members = members
    }
  }

  /// A file in an archive.
  public struct Member: Sendable, Equatable {
    /// The last part of its path in the archive, and its name in the folder of the set.
    public let name: String
    /// Its SHA-256, in hexadecimal.
    public let sha256: String

    /// A file from what it has to be.
    public init(_ name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
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

  /// The files that are there when the set is complete.
  public var finalFiles: [Member] {
    files.flatMap { $0.members.isEmpty ? [Member($0.name, sha256: $0.sha256)] : $0.members }
  }

  /// Their names.
  public var finalNames: [String] { finalFiles.map(\.name) }

  /// All sets the book can get, the pictures first, then tables, then texts and what models of text
  /// need, then sounds.
  public static let all = [
    mnist, cifar10,
    adult, calhousing, bike, ett,
    smsSpam, sst2, names, tinyShakespeare, gpt2BPE, stories260k,
    spokenDigits,
  ]
}
