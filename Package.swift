// swift-tools-version: 6.1
import PackageDescription

// One line a chapter. SwiftPM caches a manifest by its text, so the list stands here and is not
// read from the folder; `./build.sh new "Title"` adds a line.
let chapters = [
  "ch00-how-this-book-works",
  "ch01-tensors",
  "ch02-gradients",
  "ch03-backpropagation",
  "ch04-optimization",
  "ch05-generalization",
]

// Everything is compiled for the processor it is built on, and optimised in debug builds too, so
// that `swift run ch04` is usable. The flag reaches Swift's code generator through the clang
// importer. Library, chapters and tests share one build.
#if arch(x86_64)
  let processor = ["-Xcc", "-march=native"]
#else
  let processor = ["-Xcc", "-mcpu=native"]
#endif
let tuned: [SwiftSetting] = [.unsafeFlags(["-O"] + processor)]

/// A part of the library or of the tools: `Sources/<name>`.
func module(
  _ name: String, needs: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: needs, exclude: readme(name), resources: resources,
    swiftSettings: tuned)
}

/// A program: `Sources/<name>`.
func program(_ name: String, needs: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: needs, swiftSettings: tuned)
}

/// The tests of one module: `Tests/<name>Tests`.
func tests(_ name: String, needs: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: needs, path: "Tests/\(name)Tests", exclude: exclude,
    swiftSettings: tuned)
}

/// What a program that imports Ladder is compiled anew for. Ladder itself hardly ever changes, and a
/// program that depended on it alone kept the size of the library's values: a stored property more
/// made it crash.
let library: [Target.Dependency] = [
  "Ladder", "Tensors", "Autograd", "Networks", "Datasets", "Metrics", "Plotting", "Notebook",
]

/// A chapter's program, `swift run ch04`: its Swift is tangled from chapter.md by the plugin.
func chapter(_ folder: String) -> Target {
  .executableTarget(
    name: String(folder.prefix(4)), dependencies: library, path: "Chapters/\(folder)",
    exclude: ["chapter.md"], swiftSettings: tuned, plugins: ["Tangle"])
}

/// Modules whose folder holds a README for the next person.
func readme(_ name: String) -> [String] {
  ["Autograd": ["Ops/README.md"], "Networks": ["Optimizers/README.md"]][name] ?? []
}

let package = Package(
  name: "Ladder",
  // Tensors uses atomics of the Synchronization module.
  platforms: [.macOS(.v15)],
  targets: [
    // System libraries, from Debian packages or Homebrew.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),

    // Files of others: whole reads and writes, compression, checksums, pictures.
    module("Files", needs: []),
    module("Pictures", needs: ["CPNG"]),
    module("Downloads", needs: ["Files"]),

    // The numeric library: what the book teaches.
    module("Tensors", needs: ["COpenBLAS"]),
    module("Autograd", needs: ["Tensors"]),
    module("Networks", needs: ["Autograd", "Files"]),
    module("Datasets", needs: ["Tensors", "Files"], resources: [.copy("Tables")]),
    module("Metrics", needs: ["Tensors"]),
    module("Plotting", needs: ["Tensors", "CPNG"]),
    module("Notebook", needs: ["Trace", "Files", "Tensors", "Metrics", "Plotting", "Pictures"]),
    module(
      "Ladder",
      needs: ["Tensors", "Autograd", "Networks", "Datasets", "Metrics", "Plotting", "Notebook"]),

    // The book: from Markdown to Swift, from traces to pages.
    module("Trace", needs: []),
    module("Literate", needs: ["CMarkGFM"]),
    module("Pages", needs: ["Literate", "Trace"]),
    module("Weaving", needs: ["Pages", "Literate", "Trace"]),
    module("Site", needs: ["Pages", "Literate", "Trace"], resources: [.copy("Assets")]),
    module(
      "Building",
      needs: ["Site", "Weaving", "Pages", "Literate", "Trace", "Files", "Pictures", "Downloads"]),
    program("tangle", needs: ["Literate"]),
    program("book", needs: ["Building"]),
    .plugin(name: "Tangle", capability: .buildTool(), dependencies: ["tangle"]),

    program("bench", needs: library),
    program("gallery", needs: library + ["Pictures"]),

    // What numeric tests share: golden values, comparisons.
    .target(
      name: "TestSupport", dependencies: ["Tensors"], path: "Tests/Support", swiftSettings: tuned),
    // What fuzzers share: damaged input, the same for the same seed.
    .target(name: "Fuzz", path: "Tests/Fuzz", swiftSettings: tuned),
    // What tests of pages share: a chapter with one of everything, and its run.
    .target(
      name: "PageFixture", dependencies: ["Pages"], path: "Tests/PageFixture",
      swiftSettings: tuned),
    // What tests of memory share: a count of allocations and of page faults.
    .target(name: "Counting", path: "Tests/Counting"),
    tests("Tensors", needs: ["Tensors", "TestSupport"]),
    tests("Autograd", needs: ["Autograd", "TestSupport", "Counting"]),
    tests("Networks", needs: ["Networks", "Datasets", "Files", "TestSupport"]),
    tests("Files", needs: ["Files", "TestSupport"]),
    tests("Downloads", needs: ["Downloads", "Files", "TestSupport"]),
    tests("Datasets", needs: ["Datasets", "Files", "TestSupport"]),
    tests("Metrics", needs: ["Metrics", "TestSupport"]),
    tests("Plotting", needs: ["Plotting", "Pictures"]),
    tests("Trace", needs: ["Trace", "TestSupport"]),
    tests("Notebook", needs: ["Notebook", "Metrics", "Networks", "TestSupport"]),
    tests("Ladder", needs: library + ["Trace"]),
    // What a reader can write: compiled as outside the package, it imports Ladder alone.
    .testTarget(
      name: "OutsideTests", dependencies: library, path: "Tests/OutsideTests",
      exclude: ["README.md"], packageAccess: false, swiftSettings: tuned),
    tests("Literate", needs: ["Literate", "Fuzz"], exclude: ["Fixtures"]),
    tests("Pages", needs: ["Pages", "Weaving", "Site", "PageFixture", "TestSupport"]),
    tests("Weaving", needs: ["Weaving", "Pages", "PageFixture", "TestSupport"]),
    tests(
      "Site", needs: ["Site", "Pages", "Literate", "Trace"],
      exclude: ["Browser/audit.js", "Browser/reading.js", "Browser/katex.js"]),
    tests("Building", needs: ["Building", "Downloads", "Files", "TestSupport"]),
  ] + chapters.map(chapter),
  swiftLanguageModes: [.v6]
)
