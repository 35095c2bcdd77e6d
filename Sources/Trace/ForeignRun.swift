import Files

/// Where and with what code of another language and its libraries was run, and for which texts.
///
/// A result holds for the texts it was made with: `chapter` and `code` are digests, and one that
/// differs from today's says that the result is of earlier code.
public struct ForeignRun: Equatable, Sendable {
  /// A library and its version: PyTorch, 2.9.0.
  public struct Library: Equatable, Sendable {
    public var name: String
    public var version: String

    public init(_ name: String, _ version: String) {
      self.name = name
      self.version = version
    }
  }

  /// The digest of the code of the chapter.
  public var chapter: String
  /// The digest of the foreign code.
  public var code: String
  /// The day, `2026-11-29`.
  public var date: String
  public var machine: String
  public var seconds: Double
  public var libraries: [Library]

  public init(
    chapter: String, code: String, date: String, machine: String, seconds: Double,
    libraries: [Library]
  ) {
    self.chapter = chapter
    self.code = code
    self.date = date
    self.machine = machine
    self.seconds = seconds
    self.libraries = libraries
  }

  /// The libraries in a sentence: `PyTorch 2.9.0 and NumPy 2.3.1`.
  public var words: String {
    let all = libraries.map { "\($0.name) \($0.version)" }
    guard all.count > 2 else { return all.joined(separator: " and ") }
    return all.dropLast().joined(separator: ", ") + " and " + all.last!
  }
}

extension ForeignRun {
  static let fieldNames = ["chapter", "code", "date", "machine", "seconds", "libraries"]

  var members: [(String, JSON?)] {
    [
      ("chapter", .string(chapter)), ("code", .string(code)), ("date", .string(date)),
      ("machine", .string(machine)), ("seconds", .float(seconds)),
      ("libraries", .object(libraries.map { JSON.Member($0.name, .string($0.version)) })),
    ]
  }

  init(from fields: Fields) throws(Flaw) {
    self.init(
      chapter: try fields.string("chapter"), code: try fields.string("code"),
      date: try fields.string("date"), machine: try fields.string("machine"),
      seconds: try fields.amount("seconds"), libraries: try Self.libraries(fields))
  }

  /// The member `libraries`: versions by name.
  static func libraries(_ fields: Fields) throws(Flaw) -> [Library] {
    guard let (json, offset) = fields.value("libraries"), case .object(let members) = json else {
      throw fields.flaw(
        "libraries", "\(fields.subject) needs an object of versions as its field \"libraries\"")
    }
    var libraries: [Library] = []
    for member in members {
      guard case .string(let version) = member.value else {
        throw Flaw(offset: offset, message: "the version of \(member.key) must be a string")
      }
      libraries.append(Library(member.key, version))
    }
    return libraries
  }
}
