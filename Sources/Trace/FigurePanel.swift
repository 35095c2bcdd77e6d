extension FigureOutput {
  /// One plot of a figure: where it lies on the picture and what its axes mean, so that the numbers
  /// under a pointer can be told.
  public struct Panel: Equatable, Sendable {
    /// The distance of the plot from the picture's left and upper side and its size, in pixels of the
    /// size at which the picture is shown.
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
    /// The axis to the right; nil where there are no numbers along the sides, as in a diagram.
    public var across: Axis?
    /// The axis upwards.
    public var upward: Axis?

    public init(
      x: Double, y: Double, width: Double, height: Double, across: Axis?, upward: Axis?
    ) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
      (self.across, self.upward) = (across, upward)
    }
  }

  /// One axis of a plot: how it turns numbers into places.
  public struct Axis: Equatable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      /// Equal differences take equal room.
      case linear
      /// Equal ratios take equal room.
      case logarithmic = "log"
      /// Equal differences of `asinh(number / 2 threshold)` take equal room.
      case symmetric = "symlog"
      /// Names side by side, the first at 0, the next at 1; otherwise as linear.
      case names
    }

    /// What the axis measures, with its unit; empty where the figure does not say.
    public var name: String
    public var kind: Kind
    /// The number at the left or lower end of the plot.
    public var from: Double
    /// The number at the right or upper end, below `from` on an axis that is reversed.
    public var to: Double
    /// Of a symmetric axis, the size at which it changes from linear to logarithmic.
    public var threshold: Double?
    /// Of an axis of names, these.
    public var names: [String]

    public init(
      name: String, kind: Kind, from: Double, to: Double, threshold: Double? = nil,
      names: [String] = []
    ) {
      self.name = name
      self.kind = kind
      (self.from, self.to) = (from, to)
      self.threshold = threshold
      self.names = names
    }
  }

  /// The most names of an axis that a record holds.
  public static let mostNames = 400
}

extension FigureOutput.Panel {
  var json: JSON {
    var members: [(String, JSON)] = [("area", .array([x, y, width, height].map(JSON.float)))]
    if let across { members.append(("x", across.json)) }
    if let upward { members.append(("y", upward.json)) }
    return .fields(members)
  }

  init(_ json: JSON, offset: Int) throws(Flaw) {
    let fields = try Fields(json, offset: offset, subject: "a panel")
    try fields.allow("area", "x", "y")
    let area = try fields.floats("area")
    guard area.count == 4, area.allSatisfy(\.isFinite), area[2] > 0, area[3] > 0 else {
      throw fields.flaw(
        "area", "a panel's area must be left, top, width and height, found \(area)")
    }
    self.init(
      x: area[0], y: area[1], width: area[2], height: area[3],
      across: try Self.axis("x", fields), upward: try Self.axis("y", fields))
  }

  private static func axis(_ key: String, _ fields: Fields) throws(Flaw) -> FigureOutput.Axis? {
    guard let (value, offset) = fields.value(key) else { return nil }
    return try FigureOutput.Axis(value, offset: offset)
  }

  /// Whether the plot begins on a picture of this size and is no larger.
  func lies(in size: FigureOutput.Size) -> Bool {
    (-1...Double(size.width)).contains(x) && (-1...Double(size.height)).contains(y)
      && width <= Double(size.width) && height <= Double(size.height)
  }
}

extension FigureOutput.Axis {
  var json: JSON {
    var members: [(String, JSON)] = [
      ("name", .string(name)), ("kind", .string(kind.rawValue)),
      ("ends", .array([from, to].map(JSON.float))),
    ]
    if let threshold { members.append(("threshold", .float(threshold))) }
    if !names.isEmpty { members.append(("names", .array(names.map(JSON.string)))) }
    return .fields(members)
  }

  init(_ json: JSON, offset: Int) throws(Flaw) {
    let fields = try Fields(json, offset: offset, subject: "an axis")
    try fields.allow("name", "kind", "ends", "threshold", "names")
    let kind = try fields.word("kind", as: Kind.self)
    let ends = try fields.floats("ends")
    guard ends.count == 2, ends.allSatisfy(\.isFinite), ends[0] != ends[1] else {
      throw fields.flaw("ends", "an axis must run from one number to another, found \(ends)")
    }
    guard kind != .logarithmic || ends.allSatisfy({ $0 > 0 }) else {
      throw fields.flaw(
        "ends", "a logarithmic axis must have both ends above zero, found \(ends)")
    }
    let threshold = fields.has("threshold") ? try fields.amount("threshold") : nil
    guard (kind == .symmetric) == (threshold != nil), threshold != 0 else {
      throw fields.flaw(
        "threshold", "a symmetric axis, and no other, must have a threshold above zero")
    }
    self.init(
      name: try fields.string("name"), kind: kind, from: ends[0], to: ends[1],
      threshold: threshold, names: try Self.names(fields, kind))
  }

  private static func names(_ fields: Fields, _ kind: Kind) throws(Flaw) -> [String] {
    guard fields.has("names") else { return [] }
    let (values, _) = try fields.list("names")
    guard kind == .names, values.count <= FigureOutput.mostNames else {
      throw fields.flaw(
        "names",
        "an axis of names, and no other, may have up to \(FigureOutput.mostNames) names, found "
          + "\(values.count) on a \(kind.rawValue) one")
    }
    var names: [String] = []
    for value in values {
      guard case .string(let name) = value else {
        throw fields.flaw("names", "the names of an axis must be strings, found \(value.kind)")
      }
      names.append(name)
    }
    return names
  }
}
