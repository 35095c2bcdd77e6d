import Foundation

do {
  exit(try Bench(CommandLine.arguments.dropFirst()).run())
} catch {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  exit(error is Options.Mistake ? 2 : 1)
}
