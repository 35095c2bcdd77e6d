import Literate

/// The sources that chapters are linked with: those of `Ladder`, of the modules that it brings, and
/// of what those import in turn.
package struct LibrarySources {
  /// The modules of this project among them, those of system libraries too, in order.
  package let modules: [String]
  /// The fingerprint of each file, by its path in the checkout: of Swift what a compiler can tell,
  /// of anything else its bytes.
  package let files: [String: String]
  /// The types that the modules declare for others, each with its module.
  package let types: [String: String]

  /// Reads the sources, those that have changed since they were last read.
  package init(_ checkout: Checkout) throws(BuildError) {
    let sources = "\(checkout.root)/Sources"
    let swift = FileMemory(at: "\(checkout.work)/sources") { SourceSummary($0).line }
    let other = FileMemory(at: "\(checkout.work)/bundled")
    var files: [String: String] = [:]
    var types: [String: String] = [:]
    var found: Set<String> = []
    let listed = try checkout.packageManifest().library
    var waiting = ["Ladder"] + listed
    while !waiting.isEmpty {
      let wave = Set(waiting).subtracting(found).sorted()
      found.formUnion(wave)
      waiting = []
      var paths: [(module: String, path: String)] = []
      for module in wave {
        paths += Disk.all(in: "\(sources)/\(module)").map { (module, "Sources/\(module)/\($0)") }
      }
      paths.removeAll { $0.path.hasSuffix(".md") }
      let read = swift.values(
        of: paths.map(\.path).filter(Self.isSwift).map { "\(checkout.root)/\($0)" })
      let copied = other.values(
        of: paths.map(\.path).filter { !Self.isSwift($0) }.map { "\(checkout.root)/\($0)" })
      for (module, path) in paths {
        if let line = read["\(checkout.root)/\(path)"] {
          let summary = SourceSummary(line: line)
          files[path] = summary.fingerprint
          for type in summary.types where listed.contains(module) { types[type] = module }
          waiting += summary.imports.filter { Disk.exists("\(sources)/\($0)") }
        } else {
          files[path] = copied["\(checkout.root)/\(path)"]
        }
      }
    }
    modules = found.sorted()
    self.files = files
    self.types = types
  }

  private static func isSwift(_ path: String) -> Bool { path.hasSuffix(".swift") }
}

/// What is kept of a file of Swift.
struct SourceSummary {
  var fingerprint: String
  var imports: [String]
  var types: [String]

  init(_ bytes: [UInt8]) {
    let code = SwiftCode(bytes: bytes)
    fingerprint = Fingerprint.of(code.essence)
    imports = Set(code.imports).sorted()
    types = code.publicTypes
  }

  /// Reads what `line` wrote.
  init(line: String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    func list(_ index: Int) -> [String] {
      index < parts.count ? parts[index].split(separator: ",").map(String.init) : []
    }
    fingerprint = String(parts.first ?? "")
    imports = list(1)
    types = list(2)
  }

  /// All of it in one line.
  var line: String {
    "\(fingerprint) \(imports.joined(separator: ",")) \(types.joined(separator: ","))"
  }
}
