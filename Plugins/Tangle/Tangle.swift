import Foundation
import PackagePlugin

/// Tangles a chapter's Markdown into the Swift that its target compiles: the chapter's program, or
/// for the target of a reader's answers what the chapter declares.
@main
struct Tangle: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = target.directoryURL
    let source = folder.appending(path: "chapter.md")
    let isForAnswers = target.name.hasSuffix("Exercises")
    let name = isForAnswers ? "Declarations.swift" : "Chapter.swift"
    let output = context.pluginWorkDirectoryURL.appending(path: name)
    return [
      .buildCommand(
        displayName: "Tangling \(folder.lastPathComponent)/chapter.md",
        executable: try context.tool(named: "tangle").url,
        arguments: (isForAnswers ? ["--declarations"] : []) + [source.path, output.path],
        inputFiles: [source], outputFiles: [output])
    ]
  }
}
