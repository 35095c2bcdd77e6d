import Files
import Foundation

/// The tables that come with the book, in Sources/Datasets/Tables.
enum BundledTable {
  static func load(_ name: String) throws(FileError) -> Table {
    guard let folder = Bundle.module.resourceURL else {
      throw FileError(
        "\(name).csv", "the tables bundled with the book were not found",
        hint: "Build the book where it is to run")
    }
    return try Table(contentsOf: folder.appendingPathComponent("Tables/\(name).csv").path)
  }
}
