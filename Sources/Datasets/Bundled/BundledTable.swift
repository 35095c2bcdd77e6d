import Files
import Foundation

/// The tables that come with the book, in Sources/Datasets/Tables.
enum BundledTable {
  /// The table in the file `name`, which ends in `.csv` or, compressed, in `.csv.gz`.
  static func load(
    _ name: String, format: Table.Format = Table.Format()
  ) throws(FileError) -> Table {
    guard let folder = Bundle.module.resourceURL else {
      throw FileError(
        name, "the tables bundled with the book were not found",
        hint: "Build the book where it is to run")
    }
    return try Table(
      contentsOf: folder.appendingPathComponent("Tables/\(name)").path, format: format)
  }
}
