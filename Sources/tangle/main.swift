import Foundation
import Literate

let arguments = CommandLine.arguments
let text = try String(contentsOfFile: arguments[1], encoding: .utf8)
try tangle(text).write(toFile: arguments[2], atomically: true, encoding: .utf8)
