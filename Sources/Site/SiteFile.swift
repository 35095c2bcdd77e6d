import Pages

/// A file of the site.
public struct SiteFile: Sendable {
  /// Where its bytes come from.
  public enum Contents: Sendable {
    case bytes([UInt8])
    /// A file outside the site, to be copied as it is.
    case copy(of: String)
    /// A file that stands in the site's folder already, as it would be made now.
    case standing
  }

  /// The path in the site's folder.
  public var path: String
  public var contents: Contents

  init(_ path: String, _ html: HTMLText) {
    self.path = path
    contents = .bytes(html.bytes)
  }

  init(_ path: String, text: String) {
    self.path = path
    contents = .bytes(Array(text.utf8))
  }

  init(standing path: String) {
    self.path = path
    contents = .standing
  }

  public init(_ path: String, copy source: String) {
    self.path = path
    contents = .copy(of: source)
  }
}
