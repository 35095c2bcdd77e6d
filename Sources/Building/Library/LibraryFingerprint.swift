import Foundation

/// The state of the library, as far as a chapter can tell.
///
/// What counts are the sources and not the object code: a default argument, and what is inlined or
/// emitted into the client, is compiled into the chapter and leaves no trace in the library's own.
/// Comments, and how much white space there is, do not count.
package struct LibraryFingerprint: Equatable {
  /// The fingerprint of each file, by its path in the checkout.
  package let files: [String: String]
  /// The fingerprint of all of them.
  package let name: String

  /// The library as its sources are now.
  package init(of sources: LibrarySources) {
    self.init(files: sources.files)
  }

  private init(files: [String: String]) {
    self.files = files
    var fingerprint = Fingerprint()
    for (path, contents) in files.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(path)
      fingerprint.add(contents)
    }
    name = fingerprint.name()
  }

  /// The files in which the library differs from what it was under another name, in order; nil where
  /// that is not known any more.
  package func changes(since older: String, in checkout: Checkout) -> [String]? {
    guard let text = (try? Disk.text("\(Self.folder(in: checkout))/\(older)")) ?? nil else {
      return nil
    }
    var before: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      if parts.count == 2 { before[String(parts[1])] = String(parts[0]) }
    }
    return Set(before.keys).union(files.keys).filter { before[$0] != files[$0] }.sorted()
  }

  /// Keeps the list of files, so that a later build can say what has changed. The last ten are kept.
  package func keep(in checkout: Checkout) throws(BuildError) {
    let folder = Self.folder(in: checkout)
    let path = "\(folder)/\(name)"
    guard !Disk.exists(path) else { return }
    let lines = files.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)\n" }
    try Disk.write(lines.joined(), to: path)
    let byAge = Disk.names(in: folder).map { "\(folder)/\($0)" }
      .sorted { modified($0) < modified($1) }
    for old in byAge.dropLast(10) { try Disk.remove(old) }
  }

  /// Notes that the library has been compiled as it is.
  package func noteCompiled(in checkout: Checkout) throws(BuildError) {
    try Disk.write(name, to: Self.compiled(in: checkout))
  }

  /// Whether it was this that was compiled last.
  package func isCompiled(in checkout: Checkout) -> Bool {
    (try? Disk.text(Self.compiled(in: checkout))) == name
  }

  private func modified(_ path: String) -> Int { FileIdentity(path)?.seconds ?? 0 }

  private static func folder(in checkout: Checkout) -> String { "\(checkout.work)/library" }
  private static func compiled(in checkout: Checkout) -> String { "\(checkout.work)/compiled" }
}
