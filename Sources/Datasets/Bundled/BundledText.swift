import Files
import Foundation

/// The texts that come with the book, in Sources/Datasets/Tables.
enum BundledText {
  /// The text of the compressed file `name`.
  static func load(_ name: String) throws(FileError) -> String {
    guard let folder = Bundle.module.resourceURL else {
      throw FileError(
        name, "the texts bundled with the book were not found",
        hint: "Build the book where it is to run")
    }
    let path = folder.appendingPathComponent("Tables/\(name)").path
    return try TextFile.parse(
      GZip.decompress(FileBytes.read(path), path: path, limit: 1 << 26), path: path)
  }
}
