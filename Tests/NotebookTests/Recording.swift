import Foundation
import Notebook
import TestSupport
import Trace

/// Runs the body of a chapter with a trace in a fresh folder and gives the trace back.
func recorded(
  variables: [String: String] = [:], partial: Bool = false, _ body: () throws -> Void
) throws -> (trace: RunTrace, folder: String) {
  let folder = NSTemporaryDirectory() + "notebook-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  Leftovers.add(folder)
  var failure: (any Error)?
  do {
    try Notebook.run(chapter: "ch04-test", traceFolder: folder, variables: variables, body)
  } catch {
    failure = error
  }
  if let failure, !partial { throw failure }
  return (try RunTrace.read(path: folder + "/trace.jsonl", partial: partial), folder)
}

/// A PNG file of one grey pixel.
let onePixel: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
  0,
  0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C,
  0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44,
  0xAE, 0x42, 0x60, 0x82,
]
