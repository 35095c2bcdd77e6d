// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try chapter() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:4)
import Foundation

/// A point.
struct Point: Equatable { var x = 1 }  // stays with it
func twice(_ v: Int) -> Int { v * 2 }

infix operator ** : MultiplicationPrecedence
func ** (left: Int, right: Int) -> Int { left * right }
@discardableResult
@inline(__always) func noted(
  _ value: Int = { 3 }()
) -> Int where Int: Equatable {
  print("noted \(value)")
  return value
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:27)
#if os(Linux)
  func system() -> String { "one" }
#else
  func system() -> String { "one" }
#endif

extension Point: CustomStringConvertible {
  var description: String { if x > 1 { return "big" }; return "point" }
}
private typealias Pair =
  (Int, Int)
protocol Named { var name: String { get } }
enum Kind: String, CaseIterable { case first, second }
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:49)
let constant = 3

func usesConstant() -> Int { constant }
#sourceLocation()
func chapter() throws {
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:3)
  Notebook.enter("types")

  let point = Point();

  // About the operator.

  print(twice(point.x) ** 3)
  noted()
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:26)
  Notebook.enter("block-2")

  #if DEBUG_NEVER
    let flag = 1
  #else
    let flag = 2
  #endif

  let expression = /a(b|c)"/
  print(system(), flag, point, Kind.allCases.count, "xac\"".contains(expression))
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:54)
  Notebook.enter("block-4")
  print(usesConstant())
  #sourceLocation()
  Notebook.finish()
}
