import Files

/// Whether 32,561 people in the United States earned more than 50,000 dollars in 1994, with their age,
/// schooling, work and family: the training part as it is published (Becker and Kohavi 1996).
///
/// `./build.sh data adult` gets it; or unpack it into the folder `adult` below the one that
/// `LADDER_DATA` names.
///
/// ```swift
/// let people = try Adult.table()
/// people["occupation"].missingCount   // 1843
/// ```
public enum Adult {
  /// What the columns are called; the file has no header. `fnlwgt` is how many people a row stands for.
  public static let columnNames = [
    "age", "workclass", "fnlwgt", "education", "education_num", "marital_status", "occupation",
    "relationship", "race", "sex", "capital_gain", "capital_loss", "hours_per_week",
    "native_country", "income",
  ]

  /// The table, in the order of the file; gaps, which the file writes as question marks, are gaps.
  public static func table() throws(FileError) -> Table {
    try table(from: DataFolder.locate(.adult))
  }

  /// The table of the file `adult.data` in the folder at `path`.
  public static func table(from path: String) throws(FileError) -> Table {
    let file = try DataFolder.file("adult.data", in: path)
    // Values are parted by a comma and a space, and the file ends with an empty line.
    let lines = try TextFile.read(file).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.drop { $0 == " " } }.joined(separator: ",")
    }
    let text = ([columnNames.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    return try Table(csv: Array(text.utf8), path: file)
  }
}
