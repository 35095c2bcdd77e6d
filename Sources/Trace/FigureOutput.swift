/// A figure that a block showed: its picture, what it says in words, and the numbers behind it.
public struct FigureOutput: Equatable, Sendable {
  /// One line, set of points or grid of the figure.
  ///
  /// A series of many points is thinned before it is recorded, evenly and with both ends; `count`
  /// and `mean` are of all the points.
  public struct Series: Equatable, Sendable {
    /// What is drawn at the numbers: where on the plot they stand follows from it.
    public enum Kind: String, Sendable, CaseIterable {
      /// At each (x, y).
      case line, points, path, band
      /// From zero to y at x; across, from zero to y along the lower axis at x of the upright one.
      case bars
      case barsAcross = "bars across"
      /// A bar from zero to y in a bin with its middle at x.
      case histogram
      /// y row by row from above; x counts the cells.
      case cells
      /// y row by row from below over the plot; x counts the places.
      case field
      /// The pixels of a picture; x counts them.
      case picture
      /// A line across the plot.
      case rule
      /// From the first (x, y) to the second.
      case arrow
      /// What colours or sizes of points stand for.
      case measure
    }

    /// Nil in records of before there were kinds, and for numbers that no mark shows.
    public var kind: Kind?
    /// The number of the panel that it is drawn in.
    public var panel: Int
    public var name: String
    public var count: Int
    public var mean: Double
    public var x: [Double]
    public var y: [Double]

    public init(
      kind: Kind? = nil, panel: Int = 0, name: String, count: Int, mean: Double, x: [Double],
      y: [Double]
    ) {
      self.kind = kind
      self.panel = panel
      self.name = name
      self.count = count
      self.mean = mean
      self.x = x
      self.y = y
    }

    public static func == (left: Series, right: Series) -> Bool {
      left.kind == right.kind && left.panel == right.panel && left.name == right.name
        && left.count == right.count && same([left.mean], [right.mean]) && same(left.x, right.x)
        && same(left.y, right.y)
    }

    private static func same(_ left: [Double], _ right: [Double]) -> Bool {
      left.count == right.count
        && zip(left, right).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }
  }

  /// How large a picture is shown, in pixels of the page; its file has more of them.
  public struct Size: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }
  }

  /// The picture's file beside the trace: a plain name ending in `.png`.
  public var file: String
  /// What the picture shows, in words made from the figure itself; empty when it has none.
  public var alternativeText: String
  /// A digest of the picture, by which a changed picture of the same numbers is noticed.
  public var digest: String
  /// The size at which the picture is shown; nil in records of before there was one.
  public var size: Size?
  /// Where its plots lie and what their axes mean.
  public var panels: [Panel]
  public var series: [Series]

  public init(
    file: String, alternativeText: String, digest: String, size: Size? = nil,
    panels: [Panel] = [], series: [Series]
  ) {
    self.file = file
    self.alternativeText = alternativeText
    self.digest = digest
    self.size = size
    self.panels = panels
    self.series = series
  }
}

extension FigureOutput: OutputKind {
  package static let word = "figure"
  package static let fieldNames = ["file", "alt", "digest", "size", "panels", "series"]

  package var json: JSON {
    var members: [(String, JSON)] = [
      ("file", .string(file)), ("alt", .string(alternativeText)), ("digest", .string(digest)),
    ]
    if let size {
      members.append(("size", .array([.integer(size.width), .integer(size.height)])))
    }
    if !panels.isEmpty { members.append(("panels", .array(panels.map(\.json)))) }
    members.append(("series", .array(series.map(\.json))))
    return .fields(members)
  }

  package init(from fields: Fields) throws(Flaw) {
    let file = try fields.string("file")
    guard FigureOutput.isPlain(file) else {
      throw fields.flaw(
        "file",
        "a figure's file must be a plain name such as \"loss-1.png\", found \"\(file.prefix(60))\"")
    }
    let size = fields.has("size") ? try Size(from: fields, "size") : nil
    var panels: [Panel] = []
    if fields.has("panels") {
      let (values, offset) = try fields.list("panels")
      for value in values { panels.append(try Panel(value, offset: offset)) }
    }
    guard let size else {
      guard panels.isEmpty else {
        throw fields.flaw("panels", "a figure with panels must say its size")
      }
      self.init(
        file: file, alternativeText: try fields.string("alt"), digest: try fields.string("digest"),
        series: try Series.all(in: fields, panels: 1))
      return
    }
    if let stray = panels.firstIndex(where: { !$0.lies(in: size) }) {
      throw fields.flaw(
        "panels",
        "panel \(stray) must lie on the picture of \(size.width) by \(size.height) pixels")
    }
    self.init(
      file: file, alternativeText: try fields.string("alt"), digest: try fields.string("digest"),
      size: size, panels: panels, series: try Series.all(in: fields, panels: max(panels.count, 1)))
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

extension FigureOutput.Size {
  /// Reads a field of width and height.
  init(from fields: Fields, _ key: String) throws(Flaw) {
    let size = try fields.floats(key)
    guard size.count == 2, size.allSatisfy({ $0 >= 1 && $0 <= 20_000 && $0 == $0.rounded() }) else {
      throw fields.flaw(
        key, "the \(key) of \(fields.subject) must be its width and height, found \(size)")
    }
    self.init(width: Int(size[0]), height: Int(size[1]))
  }
}

extension FigureOutput.Series {
  var json: JSON {
    var members: [(String, JSON)] = []
    if let kind { members.append(("kind", .string(kind.rawValue))) }
    if panel != 0 { members.append(("panel", .integer(panel))) }
    members += [
      ("name", .string(name)), ("count", .integer(count)), ("mean", .float(mean)),
      ("x", .array(x.map(JSON.float))), ("y", .array(y.map(JSON.float))),
    ]
    return .fields(members)
  }

  /// Reads the field "series" of a figure with so many panels.
  static func all(in fields: Fields, panels: Int) throws(Flaw) -> [Self] {
    let (values, offset) = try fields.list("series")
    var series: [Self] = []
    for value in values {
      let entry = try Fields(value, offset: offset, subject: "a series")
      try entry.allow("kind", "panel", "name", "count", "mean", "x", "y")
      series.append(try Self(entry, panels: panels))
    }
    return series
  }

  private init(_ fields: Fields, panels: Int) throws(Flaw) {
    let x = try fields.floats("x")
    let y = try fields.floats("y")
    let count = try fields.count("count")
    guard x.count == y.count, count >= x.count else {
      throw fields.flaw(
        "x",
        "a series must have as many x as y and no more than its count of \(count), "
          + "found \(x.count) and \(y.count)")
    }
    let panel = fields.has("panel") ? try fields.count("panel") : 0
    guard panel < panels else {
      throw fields.flaw(
        "panel", "a series must be drawn in one of the figure's \(panels) panels, found \(panel)")
    }
    self.init(
      kind: fields.has("kind") ? try fields.word("kind", as: Kind.self) : nil, panel: panel,
      name: try fields.string("name"), count: count, mean: try fields.float("mean"), x: x, y: y)
  }
}
