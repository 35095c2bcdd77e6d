import Foundation
import PackagePlugin

/// Tangles a chapter's Markdown into the Swift that its target compiles.
@main
struct Tangle: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = target.directoryURL
    let source = folder.appending(path: "chapter.md")
    let output = context.pluginWorkDirectoryURL.appending(path: "Chapter.swift")
    // What does the chapter's headlines again stands beside it and is no source. Named here, it is no
    // file that SwiftPM warns of.
    let beside = ["again.py", "again.json"].map { folder.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    return [
      .buildCommand(
        displayName: "Tangling \(folder.lastPathComponent)/chapter.md",
        executable: try context.tool(named: "tangle").url,
        arguments: [source.path, output.path],
        inputFiles: [source] + beside, outputFiles: [output])
    ]
  }
}
