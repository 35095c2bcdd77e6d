import Files

/// A number (or text) under the name by which prose refers to it.
public struct NumberOutput: Equatable, Sendable {
  /// The name in its short form: `test-accuracy`.
  public var name: String
  public var value: Value

  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

extension NumberOutput: OutputKind {
  package static let word = "number"
  package static let fieldNames = ["name", "text", "integer", "float"]

  package var json: JSON {
    .fields([("name", .string(name)), (value.field.0, value.field.1)])
  }

  package init(from fields: Fields) throws(Flaw) {
    let name = try fields.string("name")
    guard !name.isEmpty, name == slug(name) else {
      throw fields.flaw("name", "\"\(name.prefix(60))\" is not the short form of a name")
    }
    self.init(name: name, value: try Value(from: fields))
  }

  package func terminalText(in folder: String) -> String { "\(name): \(value.string(nil))" }
}
