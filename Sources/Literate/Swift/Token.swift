/// A piece of Swift code. The tokens of a text cover it without gaps or overlaps.
public struct Token: Sendable, Hashable {
  /// What a piece of code is, as far as it can be told without a compiler.
  public enum Kind: Sendable, Hashable {
    /// A reserved word, or a word with a meaning where it stands (`async`, `some`).
    case keyword
    /// A name that begins in lower case, or an operand such as `$0`.
    case identifier
    /// A name that begins in upper case.
    case typeName
    /// `@main`, `@discardableResult`: the sign and the name.
    case attribute
    /// `#if`, `#sourceLocation`, `#file`, and the names of macros.
    case directive
    case number
    /// Quotes and the text between them; interpolations interrupt it.
    case string
    /// `\n`, `\u{41}` within a string.
    case escape
    /// `\(` and the `)` that ends it.
    case interpolation
    case regularExpression
    case comment
    /// A comment that documents what follows: `///` or `/**`.
    case documentation
    case `operator`
    /// Brackets, braces, commas, colons, semicolons, dots.
    case punctuation
    /// Spaces and tabs.
    case space
    /// One line end outside strings and comments.
    case newline
    /// What no Swift text contains outside strings: a lone backslash, a control character.
    case unknown
  }

  /// What it is.
  public let kind: Kind
  /// Where it stands, in bytes of the code.
  public let range: Range<Int>

  /// Whether the piece is neither blank nor a comment.
  public var isSignificant: Bool {
    switch kind {
    case .space, .newline, .comment, .documentation: return false
    default: return true
    }
  }
}

/// Swift code cut into tokens.
public struct SwiftCode: Sendable {
  /// The code.
  public let bytes: [UInt8]
  /// Its pieces, in order.
  public let tokens: [Token]
  /// What is left open at the end: unclosed comments and strings, by where they start.
  public let unclosed: [Unclosed]

  /// A comment or string that the end of the code (or, for a short string, of its line) cuts off.
  public struct Unclosed: Sendable, Hashable {
    /// `"string"`, `"comment"` or `"interpolation"`, for messages.
    public let what: String
    /// Where it starts, in bytes of the code.
    public let offset: Int
  }

  /// Cuts a text into tokens. Any text will do; what is no Swift becomes `unknown`.
  public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// Cuts UTF-8 into tokens.
  public init(bytes: [UInt8]) {
    var lexer = Lexer(bytes)
    lexer.run()
    self.bytes = bytes
    tokens = lexer.tokens
    unclosed = lexer.unclosed
  }

  /// The text of a token.
  public func text(_ token: Token) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  /// Whether a token's text is one ASCII character.
  func isPunctuation(_ token: Token, _ character: Unicode.Scalar) -> Bool {
    token.kind == .punctuation && bytes[token.range.lowerBound] == UInt8(ascii: character)
  }
}
