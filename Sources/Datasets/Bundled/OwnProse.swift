import Files

/// The prose of this book, chapters 0 to 11, as it stood when chapter 16 was written: a frozen
/// snapshot without code, tables and formulas of their own line. It does not follow the book; whoever
/// renews it (`Tests/Golden/texts.py ladder`) moves the numbers of the chapters that read it.
public enum OwnProse {
  /// The text; a blank line ends a paragraph, and headings begin with `#`.
  public static func text() throws(FileError) -> String { try BundledText.load("ladder.txt.gz") }
}
