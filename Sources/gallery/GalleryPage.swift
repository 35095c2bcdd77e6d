import Ladder

/// The page that shows the figures, each with its text alternative, made from the data.
struct GalleryPage {
  private var sections = ""
  private(set) var count = 0

  mutating func add(_ name: String, _ figure: Figure, size: (width: Int, height: Int)) {
    count += 1
    sections += """
      <h2>\(name)</h2>
      <picture><source media="(prefers-color-scheme: dark)" srcset="\(name)-dark.png">
      <img src="\(name).png" width="\(size.width)" height="\(size.height)" loading="lazy"
        alt="A figure of the kind \(name); its description follows"></picture>
      <p>\(GalleryPage.escaped(figure.alternativeText))</p>

      """
  }

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>The gallery</title>
    <style>
    :root { color-scheme: light dark; }
    body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
    img { max-width: 100%; height: auto; }
    </style>
    <h1>The gallery</h1>
    <p>One figure of every kind that Plotting draws. Under each stands what it says of itself to those
    who cannot see it, made from its data.</p>
    \(sections)
    """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
