import Foundation

/// The folder in which a `long` block finds again what it kept there before it was stopped, such as
/// checkpoints of a training.
///
///     let file = try checkpointFolder() + "/training"
///     if FileManager.default.fileExists(atPath: file) { try training.load(file) }
///
/// It is the block's own, one for each seed, and it is emptied when the block's code or the library
/// has changed: what it holds would be of another program.
public func checkpointFolder() throws -> String {
  let folder = Session.current?.keptFolder() ?? ".build/kept/block"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}
