import Foundation

/// The library as SwiftPM has built it, for programs that the compiler is called for directly.
package struct LibraryModules {
  private let sources: String
  private let products: String
  private let names: [String]

  package init(_ checkout: Checkout) throws(BuildError) {
    names = try LibrarySources(checkout).modules
    // The compiler takes one file under two paths for two files.
    sources = Disk.realPath("\(checkout.root)/Sources")
    products = Disk.realPath(checkout.products)
  }

  /// The files of object code to link, in order.
  package var objects: [String] {
    get throws(BuildError) {
      var objects: [String] = []
      for module in names {
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
}
