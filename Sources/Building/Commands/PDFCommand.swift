import Foundation
import Site

extension Command {
  package static let pdf = Command(
    "pdf", operands: "[chNN] FILE", summary: "print the book, or one chapter, into a PDF",
    flags: [.address], count: 1...2
  ) { invocation, workshop in
    var operands = invocation.operands
    let file = operands.removeLast()
    guard !looksLikeChapter(file) || file.hasSuffix(".pdf") else {
      throw UsageError("The file to print into is missing: ./build.sh pdf \(file) \(file).pdf")
    }
    let chapter = try operands.first.map { try workshop.checkout.chapter(named: $0) }
    let path = absolutePath(file)
    guard let browser = Chromium.installed() else { throw BuildError(Chromium.advice) }
    let lock = try workshop.takeLock()
    defer { withExtendedLifetime(lock) {} }
    try workshop.printBook(
      chapter.map { [$0.id] } ?? [], to: path, with: browser,
      address: invocation.value(.address))
    workshop.terminal.line("The book: \(file)")
    return .success
  }
}

extension Workshop {
  /// Prints chapters into a file; all where none is named.
  fileprivate func printBook(
    _ chapters: [String], to file: String, with browser: String, address: String?
  ) throws {
    let folder = "\(checkout.work)/booklet"
    try Disk.remove(folder)
    defer { try? Disk.remove(folder) }
    let (edition, remarks) = edition(of: try Session(checkout), address: address)
    for line in remarks { terminal.line(line) }
    let site = SiteFolder(path: "\(folder)/site")
    let needed = edition.files().filter { !$0.path.hasSuffix(".html") }
    _ = try site.write(needed + [BookletHTML(edition, chapters: chapters).page])
    var bytes = try print(site, in: folder, with: browser)
    // The contents say on which page a chapter begins, which is known once it has been printed.
    if chapters.count != 1 {
      let pages = PrintedPages(bytes).numbers
      _ = try site.write(
        needed + [BookletHTML(edition, chapters: chapters, pages: pages).page])
      bytes = try print(site, in: folder, with: browser)
    }
    try Disk.write(bytes, to: file)
  }

  /// Prints the booklet of a folder.
  private func print(
    _ site: SiteFolder, in folder: String, with browser: String
  ) throws -> [UInt8] {
    let made = "\(folder)/book.pdf"
    try Disk.remove(made)
    let program = Program(
      browser,
      Chromium.printing(
        "\(site.path)/\(BookletHTML.file)", to: made, profile: "\(folder)/profile"),
      folder: folder, output: "\(folder)/said", errors: "\(folder)/said")
    var ending: Ending?
    let job = Job("pdf", program, limits: Limits(seconds: 300)) { end, _ in ending = end }
    try supervisor.run([job]) {
      if let job = $0.first { terminal.progress("printing, \(Int(job.elapsed)) s") }
    }
    guard ending == .exited(0), let bytes = try Disk.read(made), bytes.starts(with: "%PDF".utf8)
    else {
      let said = (try? Disk.text("\(folder)/said")) ?? nil
      throw BuildError(
        "Chromium printed nothing. It said: \((said ?? "nothing").suffix(400))")
    }
    return bytes
  }
}
