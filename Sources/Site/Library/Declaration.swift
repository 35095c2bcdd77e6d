/// A public declaration of the library, as its page shows it.
struct Declaration: Sendable {
  enum Kind: Sendable { case type, member }

  var name: String
  var kind: Kind
  /// The type it belongs to, or nil at file scope.
  var container: String?
  /// The file in the checkout.
  var file: String
  var line: Int
  /// The documentation comment without its slashes: Markdown.
  var documentation: String
  /// The declaration up to its body.
  var signature: String
  /// All of it.
  var source: String

  /// The module, which is the folder under Sources/.
  var module: String { file.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}
