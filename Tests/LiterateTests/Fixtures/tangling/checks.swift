// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try grade() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:4)
func base() -> Int { 2 }
#sourceLocation()
func grade() throws {
  switch CommandLine.arguments.dropFirst().first ?? "" {
  case "ex-double": try checks0()
  default: break
  }
  Notebook.finish()
}
func checks0() throws {
  do {
    #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:14)
    Notebook.enter("ex-double-check")
    func both(_ value: Int) -> Bool { double(value) == value + value }
    print(both(base()) ? "right" : "wrong")
    #sourceLocation()
  }
}
