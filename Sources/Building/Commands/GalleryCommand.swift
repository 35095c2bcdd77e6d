import Foundation
import Site

extension Flag {
  package static let gallery = Flag(
    name: "--gallery", summary: "draw one figure of every kind and show them too")
}

extension Command {
  package static let gallery = Command(
    "gallery", operands: "[KIND …]", summary: "draw one figure of every kind (.build/gallery)",
    count: 0...100
  ) { invocation, workshop in
    try workshop.drawGallery(invocation.operands) ? .success : .failure
  }
}

extension Workshop {
  /// Compiles the program that draws the gallery, and runs it.
  func drawGallery(_ kinds: [String]) throws -> Bool {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    let arguments = ["build", "-c", "release", "--product", "gallery"]
    let isCompiled = try show("swift", arguments, log: "gallery-build.log") { text in
      text.split(separator: "\n").filter { $0.contains("error: ") }.joined(separator: "\n")
    }
    guard isCompiled else { return false }
    return try show(
      "\(checkout.products)/gallery", [galleryFolder] + kinds,
      log: "gallery.log"
    ) { $0.trimmingCharacters(in: .newlines) }
  }

  /// The gallery as it was last drawn.
  var drawnGallery: DrawnGallery? {
    guard let page = (try? Disk.text("\(galleryFolder)/index.html")) ?? nil else { return nil }
    // Kinds that were drawn before and are none any more are not on the page.
    let pictures = Disk.names(in: galleryFolder).filter {
      $0.hasSuffix(".png") && page.contains($0)
    }
    return DrawnGallery(page: page, pictures: pictures.map { ($0, "\(galleryFolder)/\($0)") })
  }

  private var galleryFolder: String { "\(checkout.root)/.build/gallery" }
}
