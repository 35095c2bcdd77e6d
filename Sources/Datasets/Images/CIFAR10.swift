import Files
import Tensors

/// 60,000 colour photographs of 32 by 32 pixels in ten classes (Krizhevsky, 2009): five files of
/// 10,000 to learn from and one to test on.
///
/// `./build.sh data cifar-10` gets it; or unpack it into the folder `cifar-10-batches-bin` below the
/// one that `LADDER_DATA` names.
public enum CIFAR10 {
  /// The classes, in the order of their labels.
  public static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// One record: a label and the red, green and blue planes.
  private static let pixelCount = 32 * 32
  private static let recordLength = 1 + 3 * pixelCount

  /// The training and test images, shape `[32, 32, 3]`, pixels from 0 to 1. Each of the five
  /// training files takes 123 MB of memory; `files` says which are wanted.
  public static func load(
    files: ClosedRange<Int> = 1...5
  ) throws(FileError) -> (train: ClassificationSet, test: SealedTest<ClassificationSet>) {
    try load(from: DataFolder.locate(.cifar10), files: files)
  }

  /// The set in the six binary files of the folder at `path`.
  public static func load(
    from path: String, files: ClosedRange<Int> = 1...5
  ) throws(FileError) -> (train: ClassificationSet, test: SealedTest<ClassificationSet>) {
    var (pixels, labels): ([Float], [Int]) = ([], [])
    pixels.reserveCapacity(files.count * 10_000 * (recordLength - 1))
    for number in files {
      let file = try DataFolder.file("data_batch_\(number).bin", in: path)
      try append(try FileBytes.read(file), path: file, to: &pixels, &labels)
    }
    let file = try DataFolder.file("test_batch.bin", in: path)
    let test = try parse(try FileBytes.read(file), path: file)
    return (set(pixels, labels), SealedTest(test))
  }

  /// The images of one binary file; `path` is what errors call it.
  public static func parse(_ bytes: [UInt8], path: String) throws(FileError) -> ClassificationSet {
    var (pixels, labels): ([Float], [Int]) = ([], [])
    try append(bytes, path: path, to: &pixels, &labels)
    return set(pixels, labels)
  }

  private static func set(_ pixels: [Float], _ labels: [Int]) -> ClassificationSet {
    ClassificationSet(
      images: Tensor(shape: [labels.count, 32, 32, 3], scalars: pixels), labels: labels,
      classNames: classNames)
  }

  private static func append(
    _ bytes: [UInt8], path: String, to pixels: inout [Float], _ labels: inout [Int]
  ) throws(FileError) {
    let plain = GZip.isCompressed(bytes) ? try GZip.decompress(bytes, path: path) : bytes
    let count = plain.count / recordLength
    guard plain.count % recordLength == 0, count > 0 else {
      throw FileError(
        path, at: .byte(count * recordLength),
        "expected records of \(recordLength) bytes, found \(plain.count % recordLength) bytes after "
          + "\(count) of them", hint: "The file is incomplete or no binary batch of CIFAR-10")
    }
    for record in 0..<count where plain[record * recordLength] > 9 {
      throw FileError(
        path, at: .byte(record * recordLength),
        "image \(record) has the label \(plain[record * recordLength]), and there are 10 classes",
        hint: "This is no binary batch of CIFAR-10; CIFAR-100 has two labels a record")
    }
    var image = [Float](repeating: 0, count: 3 * pixelCount)
    for record in 0..<count {
      let start = record * recordLength
      labels.append(Int(plain[start]))
      interleave(plain[(start + 1)..<(start + recordLength)], into: &image)
      pixels += image
    }
  }

  /// Turns three planes of bytes into pixels of three numbers from 0 to 1.
  private static func interleave(_ planes: ArraySlice<UInt8>, into image: inout [Float]) {
    planes.withUnsafeBufferPointer { planes in
      image.withUnsafeMutableBufferPointer { image in
        for pixel in 0..<pixelCount {
          for channel in 0..<3 {
            image[pixel * 3 + channel] = Float(planes[channel * pixelCount + pixel]) / 255
          }
        }
      }
    }
  }
}
