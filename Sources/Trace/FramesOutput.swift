/// A figure that changes in time: a strip of the telling moments, which is a figure like any other,
/// and a film of all of them for pages that can play it.
public struct FramesOutput: Equatable, Sendable {
  /// All frames in one picture: the first whole in the upper left corner, and of each further one the
  /// part that changed. Frame k is the first with the parts 1 to k laid over it in order; what did
  /// not change within a part is transparent there.
  public struct Film: Equatable, Sendable {
    /// A rectangle of the picture and the place in the frame where it belongs, in pixels of the file;
    /// without a size where nothing changed.
    public struct Part: Equatable, Sendable {
      public var x: Int
      public var y: Int
      public var width: Int
      public var height: Int
      public var left: Int
      public var top: Int

      public init(x: Int, y: Int, width: Int, height: Int, left: Int, top: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
        (self.left, self.top) = (left, top)
      }
    }

    /// The picture's file beside the trace.
    public var file: String
    public var digest: String
    /// The size of a frame in pixels of the file.
    public var width: Int
    public var height: Int
    /// The size at which a frame is shown, in pixels of the page.
    public var shown: FigureOutput.Size
    /// How long each frame is shown.
    public var seconds: Double
    /// What changed in the second frame, the third, and so on.
    public var parts: [Part]

    public init(
      file: String, digest: String, width: Int, height: Int, shown: FigureOutput.Size,
      seconds: Double, parts: [Part]
    ) {
      self.file = file
      self.digest = digest
      (self.width, self.height, self.shown) = (width, height, shown)
      self.seconds = seconds
      self.parts = parts
    }

    /// How many frames there are.
    public var count: Int { parts.count + 1 }
  }

  /// The telling moments side by side: its words, its plots and the numbers behind them, by which two
  /// runs are compared.
  public var strip: FigureOutput
  public var film: Film

  public init(strip: FigureOutput, film: Film) {
    self.strip = strip
    self.film = film
  }
}

extension FramesOutput: OutputKind {
  package static let word = "frames"
  package static let fieldNames = FigureOutput.fieldNames + ["film"]

  package var json: JSON {
    guard case .object(let members) = strip.json else { return strip.json }
    return .object(members + [JSON.Member("film", film.json)])
  }

  package init(from fields: Fields) throws(Flaw) {
    guard let (value, offset) = fields.value("film") else {
      throw fields.flaw(nil, "frames lack the field \"film\"")
    }
    self.init(
      strip: try FigureOutput(from: fields),
      film: try Film(try Fields(value, offset: offset, subject: "a film")))
  }
}

extension FramesOutput {
  package func terminalText(in folder: String) -> String {
    "\(film.count) frames saved as \(folder)/\(film.file), the telling ones as "
      + "\(folder)/\(strip.file)\n  \(strip.alternativeText)"
  }
}

extension FramesOutput.Film {
  var json: JSON {
    .fields([
      ("file", .string(file)), ("digest", .string(digest)),
      ("frame", .array([width, height].map(JSON.integer))),
      ("shown", .array([shown.width, shown.height].map(JSON.integer))),
      ("seconds", .float(seconds)),
      (
        "parts",
        .array(
          parts.map {
            .array([$0.x, $0.y, $0.width, $0.height, $0.left, $0.top].map(JSON.integer))
          })
      ),
    ])
  }

  init(_ fields: Fields) throws(Flaw) {
    try fields.allow("file", "digest", "frame", "shown", "seconds", "parts")
    let file = try fields.string("file")
    guard FigureOutput.isPlain(file) else {
      throw fields.flaw(
        "file",
        "a film's file must be a plain name such as \"path-film.png\", found \"\(file.prefix(60))\""
      )
    }
    let frame = try FigureOutput.Size(from: fields, "frame")
    let seconds = try fields.amount("seconds")
    guard seconds >= 0.02, seconds <= 10 else {
      throw fields.flaw("seconds", "a frame is shown for 0.02 to 10 seconds, found \(seconds)")
    }
    var parts: [Part] = []
    let (values, offset) = try fields.list("parts")
    guard (1...199).contains(values.count) else {
      throw fields.flaw("parts", "a film must have 2 to 200 frames, found \(values.count + 1)")
    }
    for value in values {
      guard let part = Part(value, in: frame) else {
        throw Flaw(
          offset: offset,
          message: "part \(parts.count + 1) of a film must be a rectangle within its frame of "
            + "\(frame.width) by \(frame.height) pixels and its place in the picture")
      }
      parts.append(part)
    }
    self.init(
      file: file, digest: try fields.string("digest"), width: frame.width, height: frame.height,
      shown: try FigureOutput.Size(from: fields, "shown"), seconds: seconds, parts: parts)
  }
}

extension FramesOutput.Film.Part {
  /// Six whole numbers: the place in the frame, the size, the place in the picture. Nil where they
  /// are not, or where the part leaves its frame.
  fileprivate init?(_ json: JSON, in frame: FigureOutput.Size) {
    guard case .array(let values) = json, values.count == 6 else { return nil }
    var numbers: [Int] = []
    for value in values {
      guard case .integer(let number) = value, (0...100_000).contains(number) else { return nil }
      numbers.append(number)
    }
    self.init(
      x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3], left: numbers[4],
      top: numbers[5])
    guard x + width <= frame.width, y + height <= frame.height, left + width <= frame.width else {
      return nil
    }
  }
}
