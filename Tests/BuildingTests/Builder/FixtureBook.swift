import Foundation
import XCTest

import Building
import Literate

/// A checkout of its own for a test, with chapters written for it, that uses the library as this
/// project has built it.
final class FixtureBook {
  let folder = TemporaryFolder()
  private(set) var output = ""
  private(set) var errors = ""
  /// What the last build knew of the book.
  private(set) var session: Session?
  /// Chapters whose page was there before they were built.
  private var pagesOfBefore: Set<String> = []

  /// The folder of this project.
  static let project: String = {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) {
      url.deleteLastPathComponent()
    }
    return url.path
  }()

  /// A checkout with these chapters, by folder name. Library and products are this project's.
  init(_ chapters: [String: String] = [:]) throws {
    let manager = FileManager.default
    for name in ["Chapters", "Book", ".build"] {
      try manager.createDirectory(atPath: folder[name], withIntermediateDirectories: true)
    }
    try manager.createSymbolicLink(
      atPath: folder["Sources"], withDestinationPath: "\(Self.project)/Sources")
    let products = URL(fileURLWithPath: "\(Self.project)/.build/release").resolvingSymlinksInPath()
    try manager.createSymbolicLink(
      atPath: folder[".build/release"], withDestinationPath: products.path)
    for (name, text) in chapters { try write(name, text) }
  }

  var checkout: Checkout { Checkout(root: folder.path) }

  /// Takes the library as it is built for that of its sources.
  func useLibrary() throws {
    try LibraryFingerprint(of: try LibrarySources(checkout)).noteCompiled(in: checkout)
  }

  /// Writes a chapter, and its name into the manifest.
  func write(_ name: String, _ text: String) throws {
    try folder.write(text, to: "Chapters/\(name)/chapter.md")
    let exercises = "Chapters/\(name)/Exercises.swift"
    if folder.text(exercises) == nil { try folder.write("import Ladder\n", to: exercises) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["Chapters"]).sorted()
    try writeManifest(names.filter { $0.hasPrefix("ch") })
  }

  /// A manifest with these chapters in its one part, and no module of a library but Ladder.
  func writeManifest(_ chapters: [String]) throws {
    let list = chapters.map { "    \"\($0)\",\n" }.joined()
    try folder.write(
      "let parts: KeyValuePairs<String, [String]> = [\n  \"The ladder\": [\n\(list)  ],\n]\n",
      to: "Package.swift")
  }

  /// Puts this project's library into the manifest.
  func listLibrary() throws {
    let names = PackageManifest(try XCTUnwrap(Disk.text("\(Self.project)/Package.swift"))).library
    let lines = names.map { "  Module(\"\($0)\", needs: []),\n" }.joined()
    try folder.write(
      try XCTUnwrap(folder.text("Package.swift")) + "let library = [\n\(lines)]\n",
      to: "Package.swift")
  }

  /// Puts a page of before into the book for each chapter, which must stay where one fails.
  func putLastGoodPages() throws {
    for chapter in checkout.chapters {
      try folder.write(lastGoodPage(of: chapter.name), to: "Book/\(chapter.name).md")
      pagesOfBefore.insert(chapter.name)
    }
  }

  private func lastGoodPage(of name: String) -> String { "# The last good page of \(name)\n" }

  /// Gives a command as a person would, and keeps what was said.
  @discardableResult
  func run(_ words: String...) throws -> ExitStatus { try give(words) }

  func give(_ words: [String]) throws -> ExitStatus { try runCommand(words, in: workshop()) }

  func workshop() -> Workshop {
    output = ""
    errors = ""
    let terminal = Terminal(
      output: { [self] in output += $0 }, errors: { [self] in errors += $0 })
    return Workshop(checkout: checkout, terminal: terminal, supervisor: Supervisor())
  }

  /// Builds with the compiler called directly: half a second a chapter instead of SwiftPM's many.
  @discardableResult
  func build(
    _ named: String..., configure: (inout BuildOptions) -> Void = { _ in }
  ) throws -> ExitStatus {
    let workshop = workshop()
    var options = BuildOptions()
    options.named = try named.map { try checkout.chapter(named: $0) }
    options.jobs = 2
    configure(&options)
    let compiler = DirectChapterCompiler(checkout, width: 2)
    do {
      let (status, builder) = try workshop.builds(options, compiler: compiler)
      session = builder.session
      return status
    } catch let error as BuildError {
      errors += "\(error)\n"
      return .failure
    }
  }

  /// Runs all chapters with other seeds; returns whether that could be done.
  func replicate(times: Int) throws -> Bool {
    let compiler = DirectChapterCompiler(checkout)
    return try Replicator(workshop(), compiler: compiler).replicate([], times: times)
  }

  /// The table's word for a chapter.
  func status(_ name: String) -> String? {
    output.split(separator: "\n").last { $0.hasPrefix(name + " ") }
      .map { String($0.split(separator: " ")[1]) }
  }

  /// Expects a finding at a line, with its Markdown. An error makes the chapter fail and leaves the
  /// page of before in its place.
  func expect(
    _ name: String, line number: Int, column: Int? = nil, _ words: String...,
    severity: String = "error",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let place = "Chapters/\(name)/chapter.md:\(number):" + (column.map { "\($0): " } ?? "")
    let headlines = errors.split(separator: "\n").filter {
      $0.hasPrefix(place) && $0.contains(": \(severity): ")
    }
    let found = headlines.contains { headline in
      words.allSatisfy { headline.contains($0) || errors.contains($0) }
    }
    XCTAssertTrue(
      found, "no \(severity) at \(place) with \(words):\n\(errors)", file: file, line: line)
    let source = folder.text("Chapters/\(name)/chapter.md")!.split(
      separator: "\n", omittingEmptySubsequences: false)
    if source.indices.contains(number - 1), !source[number - 1].isEmpty {
      XCTAssertTrue(
        errors.contains("\(number) | \(source[number - 1])"),
        "the Markdown is not shown:\n\(errors)",
        file: file, line: line)
    }
    guard severity == "error" else { return }
    XCTAssertEqual(status(name), "failed", file: file, line: line)
    guard pagesOfBefore.contains(name) else { return }
    XCTAssertEqual(
      folder.text("Book/\(name).md"), lastGoodPage(of: name), "the last good page must stay",
      file: file, line: line)
  }
}
