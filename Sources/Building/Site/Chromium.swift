import Foundation

/// The browser that prints pages, where one is installed.
package enum Chromium {
  /// The names under which it is known, and where a Mac keeps it.
  package static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]
  private static let applications = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]

  /// The path of the program; nil where there is none.
  ///
  /// - Parameter path: The folders in which programs are looked for, as `PATH` has them.
  package static func installed(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> String? {
    let folders = path.split(separator: ":")
    let places = names.flatMap { name in folders.map { "\($0)/\(name)" } } + applications
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// What to do where it is missing.
  package static let advice =
    "A PDF is printed by Chromium, which is not installed. `apt-get install chromium`, or on a Mac "
    + "`brew install --cask chromium`, and give the command again. Google Chrome does as well."

  /// The words that print a page into a file.
  static func printing(_ page: String, to file: String, profile: String) -> [String] {
    [
      "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(profile)",
      // A container's only user is often root, for whom the sandbox does not work.
      "--no-sandbox", "--virtual-time-budget=60000", "--no-pdf-header-footer",
      "--generate-pdf-document-outline", "--print-to-pdf=\(file)",
      URL(fileURLWithPath: page).absoluteString,
    ]
  }
}
