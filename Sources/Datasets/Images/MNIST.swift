import Files

/// 70,000 handwritten digits of 28 by 28 pixels, from census employees and school children
/// (LeCun, Cortes and Burges), in the published halves of 60,000 and 10,000.
///
/// `./build.sh data mnist` gets it; or unpack it into the folder `mnist` below the one that
/// `LADDER_DATA` names.
public enum MNIST {
  /// The digits, in the order of their labels.
  public static let classNames = (0...9).map { "\($0)" }

  /// The training and test images, shape `[28, 28, 1]`, pixels from 0 to 1.
  public static func load() throws(FileError) -> (
    train: ClassificationSet, test: SealedTest<ClassificationSet>
  ) {
    try load(from: DataFolder.locate(.mnist))
  }

  /// The set in the four files of the folder at `path`, compressed or not. Fashion-MNIST, KMNIST
  /// and other sets with the same file names load as well.
  public static func load(
    from path: String, classNames: [String] = classNames
  ) throws(FileError) -> (train: ClassificationSet, test: SealedTest<ClassificationSet>) {
    func part(_ prefix: String) throws(FileError) -> ClassificationSet {
      try ClassificationSet(
        images: try DataFolder.file("\(prefix)-images-idx3-ubyte", in: path),
        labels: try DataFolder.file("\(prefix)-labels-idx1-ubyte", in: path),
        classNames: classNames)
    }
    return (try part("train"), SealedTest(try part("t10k")))
  }
}
