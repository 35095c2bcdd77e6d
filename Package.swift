// swift-tools-version: 6.1
import PackageDescription

// The parts of the book, and one line a chapter. SwiftPM caches a manifest by its text, so the list
// stands here and is not read from the folder; `./build.sh new "Title"` adds a line.
let parts: KeyValuePairs<String, [String]> = [
  "Before you start": [
    "ch00-how-this-book-works"
  ],
  "The ladder": [
    "ch01-tensors",
    "ch02-gradients",
    "ch03-backpropagation",
    "ch04-optimization",
    "ch05-generalization",
  ],
  "Not fooling yourself": [
    "ch06-linear-algebra",
    "ch07-probability-and-statistics",
    "ch08-data-before-models",
    "ch09-losses",
    "ch10-metrics-and-calibration",
    "ch11-classical-models",
    "ch12-trees-and-boosting",
  ],
  "Deep learning": [
    "ch13-a-digit-classifier",
    "ch14-convolution",
    "ch16-tokens-and-embeddings",
    "ch17-recurrence",
    "ch18-listening",
    "ch19-attention",
    "ch20-a-gpt",
    "ch22-time-series",
    "ch23-latent-variables",
    "ch25-reinforcement-learning",
  ],
]
let chapters = parts.flatMap(\.value)

// The library that `import Ladder` brings, from the bottom up. A new module is a line here and a
// line in Sources/Ladder/Ladder.swift: what chapters are linked with and run anew for, its tests and
// its pages on the site all follow from this list.
let library = [
  Module("Tensors", needs: ["COpenBLAS"], testedWith: ["TestSupport"]),
  Module("Autograd", needs: ["Tensors"], testedWith: ["TestSupport", "Counting"]),
  Module(
    "Networks", needs: ["Autograd", "Files"],
    testedWith: ["Datasets", "Files", "Text", "TestSupport"]),
  Module("Sound", needs: ["Tensors", "Files"], testedWith: ["Files", "TestSupport"]),
  Module(
    "Datasets", needs: ["Tensors", "Files", "Sound"], testedWith: ["Files", "TestSupport"],
    resources: [.copy("Tables")]),
  Module("Text", needs: ["Tensors", "Files"], testedWith: ["Datasets", "Files", "TestSupport"]),
  Module("Metrics", needs: ["Tensors"], testedWith: ["TestSupport"]),
  Module("Classical", needs: ["Tensors"], testedWith: ["TestSupport"]),
  Module("Environments", needs: ["Tensors"], testedWith: ["TestSupport"]),
  Module("Plotting", needs: ["Tensors", "CPNG"], testedWith: ["Pictures"]),
  Module(
    "Notebook", needs: ["Trace", "Files", "Tensors", "Metrics", "Plotting", "Pictures"],
    testedWith: ["Metrics", "Networks", "TestSupport"]),
]

/// A module of the library, and what its tests need besides.
struct Module {
  var name: String
  var needs: [Target.Dependency]
  var testedWith: [Target.Dependency]
  var resources: [Resource]

  init(
    _ name: String, needs: [Target.Dependency], testedWith: [Target.Dependency] = [],
    resources: [Resource] = []
  ) {
    self.name = name
    self.needs = needs
    self.testedWith = testedWith
    self.resources = resources
  }

  /// The module and its tests.
  var targets: [Target] {
    [
      module(name, needs: needs, resources: resources),
      tests(name, needs: [.init(stringLiteral: name)] + testedWith),
    ]
  }
}

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
let modules: [Target.Dependency] = library.map { .init(stringLiteral: $0.name) }
let everything = modules + ["Ladder"]

/// A chapter's program, `swift run ch04`: its Swift is tangled from chapter.md by the plugin. The
/// reader's answers are no part of it, whatever they are called and whether they compile.
func chapter(_ folder: String) -> Target {
  .executableTarget(
    name: String(folder.prefix(4)), dependencies: everything, path: "Chapters/\(folder)",
    // SwiftPM leaves out a target without a file of its own.
    exclude: ["Exercises.swift"], sources: ["Program.swift"], swiftSettings: tuned,
    plugins: ["Tangle"])
}

/// The reader's answers, with what the chapter declares: for an editor, which completes and
/// type-checks them. Nothing runs it, and `swift build` leaves it out as it does all tests.
func answers(_ folder: String) -> Target {
  .testTarget(
    name: "\(folder.prefix(4))Exercises", dependencies: everything, path: "Chapters/\(folder)",
    exclude: ["Program.swift"], sources: ["Exercises.swift"],
    swiftSettings: [.unsafeFlags(["-Onone"] + processor)],
    plugins: ["Tangle"])
}

/// The project's own tests do without the readers' files.
let hasAnswers = Context.environment["LADDER_ANSWERS"] != "0"

/// Modules whose folder holds a README for the next person.
func readme(_ name: String) -> [String] {
  [
    "Autograd": ["Ops/README.md"], "Networks": ["Optimizers/README.md"],
    "Classical": ["README.md", "Trees/README.md"], "Text": ["README.md"],
  ][name] ?? []
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

    // Files of others: whole reads and writes, archives (by the zlib under libpng), checksums, JSON,
    // pictures.
    module("Files", needs: ["CPNG"]),
    module("Pictures", needs: ["CPNG"]),
    module("Downloads", needs: ["Files"]),

    // The numeric library, as one import.
    module("Ladder", needs: modules),

    // The book: from Markdown to Swift, from traces to pages.
    module("Trace", needs: ["Files"]),
    module("Literate", needs: ["CMarkGFM"]),
    module("Pages", needs: ["Literate", "Trace", "Files"]),
    module("Weaving", needs: ["Pages", "Literate", "Trace"]),
    module("Site", needs: ["Pages", "Literate", "Trace"], resources: [.copy("Assets")]),
    module(
      "Building",
      needs: ["Site", "Weaving", "Pages", "Literate", "Trace", "Files", "Pictures", "Downloads"],
      resources: [.copy("Same/ladder.py")]),
    program("tangle", needs: ["Literate"]),
    program("book", needs: ["Building"]),
    .plugin(name: "Tangle", capability: .buildTool(), dependencies: ["tangle"]),

    program("bench", needs: everything),
    program("gallery", needs: everything + ["Pictures"]),

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
    tests("Files", needs: ["Files", "TestSupport"]),
    tests("Downloads", needs: ["Downloads", "Files", "TestSupport"]),
    tests("Trace", needs: ["Trace", "TestSupport"]),
    tests("Ladder", needs: everything + ["Trace", "TestSupport"]),
    // What a reader can write: compiled as outside the package, it imports Ladder alone.
    .testTarget(
      name: "OutsideTests", dependencies: everything, path: "Tests/OutsideTests",
      exclude: ["README.md"], packageAccess: false, swiftSettings: tuned),
    tests("Literate", needs: ["Literate", "Fuzz"], exclude: ["Fixtures"]),
    tests("Pages", needs: ["Pages", "Weaving", "Site", "PageFixture", "TestSupport"]),
    tests("Weaving", needs: ["Weaving", "Pages", "PageFixture", "TestSupport"]),
    tests(
      "Site", needs: ["Site", "Pages", "Literate", "Trace"],
      exclude: ["audit", "reading", "katex", "answering"].map { "Browser/\($0).js" }),
    tests("Building", needs: ["Building", "Downloads", "Files", "TestSupport"]),
  ] + library.flatMap(\.targets) + chapters.map(chapter)
    + (hasAnswers ? chapters.map(answers) : []),
  swiftLanguageModes: [.v6]
)
