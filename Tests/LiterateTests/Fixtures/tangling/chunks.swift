// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try chapter() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:4)
struct Machine {
  var count = 0
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:17)
  mutating func turn() { count += 1 }
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:31)
  var isNew: Bool { count == 0 }
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:7)
}
#sourceLocation()
func chapter() throws {
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:3)
  Notebook.enter("machine")
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:8)
  var machine = Machine()
  for step in 0..<2 {
    #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:21)
    machine.turn()
    #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:27)
    print("turned", machine.count)
    #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:11)
  }
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:35)
  let step = 2
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:21)
  machine.turn()
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:27)
  print("turned", machine.count)
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:37)
  print(step, machine.isNew)
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:13)
  print("end", machine.count)
  #sourceLocation()
  Notebook.finish()
}
