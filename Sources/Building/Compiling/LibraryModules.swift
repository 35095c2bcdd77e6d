import Foundation

/// The library as SwiftPM has built it, for programs that the compiler is called for directly.
package struct LibraryModules {
  private let sources: String
  private let products: String

  package init(_ checkout: Checkout) {
    // The compiler takes one file under two paths for two files.
    sources = Disk.realPath("\(checkout.root)/Sources")
    products = Disk.realPath(checkout.products)
  }

  /// The modules of ours that a chapter stands on, through `import Ladder`, in order.
  package var names: [String] {
    get throws(BuildError) {
      var found: Set<String> = []
      var waiting = ["Ladder"]
      while let module = waiting.popLast() {
        if found.insert(module).inserted { waiting += try imports(of: module) }
      }
      return found.sorted()
    }
  }

  /// The files of object code to link, in order.
  package var objects: [String] {
    get throws(BuildError) {
      var objects: [String] = []
      for module in try names {
        let folder = "\(products)/\(module).build"
        // The list that SwiftPM compiled from; the folder may hold objects of deleted files.
        let list = try Disk.text("\(folder)/sources") ?? ""
        for source in list.split(whereSeparator: \.isNewline) {
          let name = source.split(separator: "/").last.map(String.init) ?? ""
          objects.append("\(folder)/\(name.trimmingCharacters(in: ["'", "\""])).o")
        }
      }
      return objects.sorted()
    }
  }

  /// What the compiler must be told to find the library and compile as SwiftPM does.
  package func compileFlags(packageFlags: [String]) -> [String] {
    var flags = [
      "-swift-version", "6", "-O", "-g", "-parse-as-library",
      "-I", Disk.realPath("\(products)/Modules"),
      "-module-cache-path", Disk.realPath("\(products)/ModuleCache"),
      "-Xcc", "-fno-omit-frame-pointer", "-Xcc", processorFlag,
    ]
    for name in Disk.names(in: "\(sources)") {
      let map = "\(sources)/\(name)/module.modulemap"
      if Disk.exists(map) { flags += ["-Xcc", "-fmodule-map-file=\(map)"] }
    }
    for flag in packageFlags where flag.hasPrefix("-I") { flags += ["-Xcc", flag] }
    return flags
  }

  private var processorFlag: String {
    #if arch(x86_64)
      "-march=native"
    #else
      "-mcpu=native"
    #endif
  }

  /// The modules of ours that a module's files import.
  private func imports(of module: String) throws(BuildError) -> [String] {
    let folder = "\(sources)/\(module)"
    var names: Set<String> = []
    for file in Disk.all(in: folder) where file.hasSuffix(".swift") {
      for line in try Disk.text("\(folder)/\(file)")?.split(whereSeparator: \.isNewline) ?? [] {
        guard let range = line.range(of: "import ") else { continue }
        let before = line[..<range.lowerBound].split(separator: " ")
        guard before.allSatisfy({ ["@_exported", "public", "package", "internal"].contains($0) })
        else { continue }
        let name = line[range.upperBound...].prefix { $0.isLetter || $0.isNumber }
        if Disk.exists("\(products)/\(name).build/sources") { names.insert(String(name)) }
      }
    }
    return names.sorted()
  }
}
