import Literate

/// Where an output stands: what its page says beside it.
package struct OutputPlace: Sendable {
  /// The folder of the chapter, such as `ch04-optimization`.
  package var folder: String
  package var block: String
  /// Which of the block's outputs of its kind it is, from 1.
  package var ordinal: Int
  /// The name of the place that begins with this output: `fig-loss`.
  package var anchor: String?
  /// The number and the caption, where they stand with this output.
  package var caption: Caption?
  /// What the block's `alt=` says of it.
  package var alternativeText: String?
  /// How a claim's verdict fares with other seeds, where they have been tried.
  package var standing: Standing?

  /// The address of a picture from the Markdown page.
  package func picture(_ file: String) -> String { "../Figures/\(folder)/\(file)" }
}

/// A number with the words that stand beside it.
package struct Caption: Sendable {
  /// "Figure 4.2"
  package var name: String
  /// The block's caption, in Markdown.
  package var words: String?
  /// The place to which the number leads.
  package var anchor: String

  package init(_ name: String, words: String? = nil, anchor: String) {
    self.name = name
    self.words = words
    self.anchor = anchor
  }

  package var markdown: String { "**\(name).**" + (words.map { " " + $0 } ?? "") }

  package func html(in setting: HTMLSetting) -> String {
    let text = words.map { " " + setting.line($0) } ?? ""
    return "<strong>\(escaped(name)).</strong>\(text)" + anchorLink(anchor, name.lowercased())
  }
}

/// What HTML needs to know of the site around it.
package struct HTMLSetting: Sendable {
  /// A line of Markdown, such as a caption, as HTML.
  package var line: @Sendable (String) -> String
  /// The pixels of the chapter's pictures, by file.
  package var pictures: [String: (width: Int, height: Int)]
  /// How the numbers of figures are shown; nil where they are not.
  package var numbers: NumbersSetting?

  package init(
    pictures: [String: (width: Int, height: Int)] = [:], numbers: NumbersSetting? = nil,
    line: @escaping @Sendable (String) -> String
  ) {
    self.line = line
    self.pictures = pictures
    self.numbers = numbers
  }

  /// The attributes that give a picture its place before it is loaded.
  package func size(of file: String) -> String {
    pictures[file].map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? ""
  }
}
