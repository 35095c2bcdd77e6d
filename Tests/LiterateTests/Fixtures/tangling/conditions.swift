// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try chapter() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:4)
func load() -> Int { 60_000 }
#sourceLocation()
func chapter() throws {
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:3)
  if Notebook.enters("data", long: false, data: ["mnist", "cifar"]) {

    let rows = load()
    print(rows)
    #sourceLocation()
  }
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:9)
  if Notebook.enters("long", long: true, data: []) {
    print("long")
    #sourceLocation()
  }
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:13)
  Notebook.enter("last")
  let hidden = 1  // hide
  print(hidden)
  #sourceLocation()
  Notebook.finish()
}
