import Files

/// A figure that a block showed: its picture, what it says in words, and the numbers behind it.
public struct FigureOutput: Equatable, Sendable {
  /// One line, set of points or grid of the figure.
  ///
  /// A series of many points is thinned before it is recorded, evenly and with both ends; `count`
  /// and `mean` are of all the points.
  public struct Series: Equatable, Sendable {
    public var name: String
    public var count: Int
    public var mean: Double
    public var x: [Double]
    public var y: [Double]

    public init(name: String, count: Int, mean: Double, x: [Double], y: [Double]) {
      self.name = name
      self.count = count
      self.mean = mean
      self.x = x
      self.y = y
    }

    public static func == (left: Series, right: Series) -> Bool {
      left.name == right.name && left.count == right.count && same([left.mean], [right.mean])
        && same(left.x, right.x) && same(left.y, right.y)
    }

    private static func same(_ left: [Double], _ right: [Double]) -> Bool {
      left.count == right.count
        && zip(left, right).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }
  }

  /// The picture's file beside the trace: a plain name ending in `.png`.
  public var file: String
  /// What the picture shows, in words made from the figure itself; empty when it has none.
  public var alternativeText: String
  /// A digest of the picture, by which a changed picture of the same numbers is noticed.
  public var digest: String
  public var series: [Series]

  public init(file: String, alternativeText: String, digest: String, series: [Series]) {
    self.file = file
    self.alternativeText = alternativeText
    self.digest = digest
    self.series = series
  }
}

extension FigureOutput: OutputKind {
  package static let word = "figure"
  package static let fieldNames = ["file", "alt", "digest", "series"]

  package var json: JSON {
    .fields([
      ("file", .string(file)), ("alt", .string(alternativeText)), ("digest", .string(digest)),
      (
        "series",
        .array(
          series.map { series in
            .fields([
              ("name", .string(series.name)), ("count", .integer(series.count)),
              ("mean", .float(series.mean)), ("x", .array(series.x.map(JSON.float))),
              ("y", .array(series.y.map(JSON.float))),
            ])
          })
      ),
    ])
  }

  package init(from fields: Fields) throws(Flaw) {
    let file = try fields.string("file")
    guard FigureOutput.isPlain(file) else {
      throw fields.flaw(
        "file",
        "a figure's file must be a plain name such as \"loss-1.png\", found \"\(file.prefix(60))\"")
    }
    var series: [Series] = []
    let (values, offset) = try fields.list("series")
    for value in values {
      let entry = try Fields(value, offset: offset, subject: "a series")
      try entry.allow("name", "count", "mean", "x", "y")
      let x = try entry.floats("x")
      let y = try entry.floats("y")
      let count = try entry.count("count")
      guard x.count == y.count, count >= x.count else {
        throw entry.flaw(
          "x",
          "a series must have as many x as y and no more than its count of \(count), "
            + "found \(x.count) and \(y.count)")
      }
      series.append(
        Series(
          name: try entry.string("name"), count: count, mean: try entry.float("mean"), x: x, y: y))
    }
    self.init(
      file: file, alternativeText: try fields.string("alt"), digest: try fields.string("digest"),
      series: series)
  }

  package func terminalText(in folder: String) -> String {
    let words = alternativeText.isEmpty ? "" : "\n  " + alternativeText
    return "Figure saved as \(folder)/\(file)" + words
  }

  /// Letters, digits, hyphens and underscores, then `.png`: a name that cannot leave its folder.
  public static func isPlain(_ name: String) -> Bool {
    guard name.hasSuffix(".png"), name.utf8.count <= 120 else { return false }
    let stem = name.dropLast(4)
    return !stem.isEmpty
      && stem.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
