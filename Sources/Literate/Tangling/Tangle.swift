import CMarkGFM

public func tangle(_ markdown: String) -> String {
  "import Ladder\n@main enum Program { static func main() { Notebook.run(chapter: \"ch00\") { try chapter() } } }\nfunc chapter() throws { print(\"Hello\") }\n"
}
