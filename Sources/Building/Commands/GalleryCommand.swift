import Foundation

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
  fileprivate func drawGallery(_ kinds: [String]) throws -> Bool {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    let arguments = ["build", "-c", "release", "--product", "gallery"]
    let isCompiled = try show("swift", arguments, log: "gallery-build.log") { text in
      text.split(separator: "\n").filter { $0.contains("error: ") }.joined(separator: "\n")
    }
    guard isCompiled else { return false }
    return try show(
      "\(checkout.products)/gallery", ["\(checkout.root)/.build/gallery"] + kinds,
      log: "gallery.log"
    ) { $0.trimmingCharacters(in: .newlines) }
  }
}
