import Foundation

/// The state of the library, as far as a chapter can tell.
///
/// A change in Sources/ alone does not make chapters run again: a comment, or the weaver, changes no
/// number. What counts is the object code, and that is only looked at when Sources/ has changed.
package struct LibraryFingerprint: Codable, Equatable {
  /// The fingerprints of the files in Sources/ and of the manifest, by path.
  package private(set) var files: [String: String]
  /// The fingerprint of the object code that was made of them.
  package private(set) var objects: String
  /// The files that had changed when the object code last did.
  package private(set) var changed: [String]

  /// The fingerprints of the sources in a checkout as they are now.
  package static func sources(of checkout: Checkout) throws(BuildError) -> [String: String] {
    var files: [String: String] = [:]
    for name in Disk.all(in: "\(checkout.root)/Sources") {
      let path = "Sources/\(name)"
      files[path] = Fingerprint.of(try Disk.read("\(checkout.root)/\(path)") ?? [])
    }
    files["Package.swift"] = Fingerprint.of(try manifestWithoutChapters(of: checkout))
    return files
  }

  /// What was known after the last build; nil before the first.
  package static func known(in checkout: Checkout) -> LibraryFingerprint? {
    guard let bytes = (try? Disk.read(path(in: checkout))) ?? nil else { return nil }
    return try? JSONDecoder().decode(LibraryFingerprint.self, from: Data(bytes))
  }

  /// What is known now that the library is built from `sources`; kept for the next build.
  package static func renewed(
    in checkout: Checkout, sources: [String: String], known: LibraryFingerprint?
  ) throws -> LibraryFingerprint {
    if let known, known.files == sources { return known }
    let objects = try objectCode(of: checkout)
    var changed = known?.changed ?? []
    if let known, known.objects != objects {
      let paths = Set(sources.keys).union(known.files.keys)
      changed = paths.filter { sources[$0] != known.files[$0] }.sorted()
    }
    let renewed = LibraryFingerprint(files: sources, objects: objects, changed: changed)
    try Disk.write([UInt8](try JSONEncoder().encode(renewed)), to: path(in: checkout))
    return renewed
  }

  /// The code and the data that chapters are linked with.
  private static func objectCode(of checkout: Checkout) throws(BuildError) -> String {
    let library = LibraryModules(checkout)
    var fingerprint = Fingerprint()
    for object in try library.objects {
      for part in ObjectFile.loadedParts(of: try Disk.read(object) ?? []) { fingerprint.add(part) }
    }
    // Bundled tables are read while a chapter runs.
    for module in try library.names {
      let folder = "\(checkout.root)/Sources/\(module)"
      for file in Disk.all(in: folder) where !file.hasSuffix(".swift") && !file.hasSuffix(".md") {
        fingerprint.add(file)
        fingerprint.add(try Disk.read("\(folder)/\(file)") ?? [])
      }
    }
    return fingerprint.name()
  }

  /// Package.swift without its list of chapters: a new chapter changes no other.
  private static func manifestWithoutChapters(of checkout: Checkout) throws(BuildError) -> String {
    let lines = (try Disk.text(checkout.manifest) ?? "").split(separator: "\n")
    return lines.filter { !$0.hasPrefix("  \"ch") }.joined(separator: "\n")
  }

  private static func path(in checkout: Checkout) -> String { "\(checkout.work)/library.json" }
}
