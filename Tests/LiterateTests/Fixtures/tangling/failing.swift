// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try chapter() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:4)
struct Box { var value = 0 }
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:9)
struct Other {}
#sourceLocation()
func chapter() throws {
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:8)
  Notebook.enter("broken")

  let broken: Box
  print(broken)
  #sourceLocation()
  Notebook.finish()
}
