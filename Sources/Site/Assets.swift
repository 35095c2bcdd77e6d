import Foundation

/// Style sheets and scripts of the site, all written for it: `Sources/Site/Assets`.
enum Assets {
  /// The files as they stand in the site.
  static var files: [SiteFile] {
    let folder = Bundle.module.resourcePath ?? "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/Assets")) ?? []
    return names.sorted().map { SiteFile("assets/\($0)", copy: "\(folder)/Assets/\($0)") }
  }
}
