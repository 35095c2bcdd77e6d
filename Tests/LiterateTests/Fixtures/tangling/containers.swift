// Tangled from Chapters/ch04-optimization/chapter.md. Change that file, not this one.
import Ladder

@main enum Program {
  static func main() { Notebook.run(chapter: "ch04-optimization") { try chapter() } }
}
#sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:11)
func shown() -> String { "shown" }
#sourceLocation()
func chapter() throws {
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:5)
  Notebook.enter("list")
  let text = """
    first \(1 + 1)
      second

    """

  print(text, shown())
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:17)
  Notebook.enter("block-2")
  func length() -> Int { text.count }
  print(length())
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:24)
  Notebook.enter("block-3")
  print("tab")
  #sourceLocation(file:"Chapters/ch04-optimization/chapter.md",line:30)
  Notebook.enter("block-4")
  print(1)
  let uneven = """
    a
    b
    """
  print(uneven)
  #sourceLocation()
  Notebook.finish()
}
