import Files

/// A note below what a block put out, in small type.
public struct FootnoteOutput: Equatable, Sendable {
  public var text: String

  public init(_ text: String) { self.text = text }
}

extension FootnoteOutput: OutputKind {
  package static let word = "footnote"
  package static let fieldNames = ["text"]

  package var json: JSON { .fields([("text", .string(text))]) }

  package init(from fields: Fields) throws(Flaw) { self.init(try fields.string("text")) }

  package func terminalText(in folder: String) -> String { "Note: \(text)" }
}
