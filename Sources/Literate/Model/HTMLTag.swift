/// A tag of raw HTML in a chapter: `<img src="a.png" alt="It falls">`.
public struct HTMLTag: Sendable, Hashable {
  /// What a tag says: `alt="It falls"`.
  public struct Attribute: Sendable, Hashable {
    /// The name in lower case.
    public let name: String
    /// The value without quotes; empty where there is none.
    public let value: String
    /// The value in the file, without quotes.
    public let range: SourceRange
  }

  /// The element's name in lower case.
  public let name: String
  /// What the tag says, in order.
  public let attributes: [Attribute]
  /// From `<` to `>`.
  public let range: SourceRange

  /// The attribute of a name, or nil.
  public func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
}
