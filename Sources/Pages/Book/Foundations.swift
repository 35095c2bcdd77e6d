import Literate

extension Book {
  /// The chapters that teach what a chapter needs, in the order of the ladder.
  package func foundations(of chapter: Chapter) -> [Chapter] {
    let teachers = Set(chapter.needs.compactMap { teacher(of: $0.name)?.id })
    return chapters.filter { teachers.contains($0.id) && $0.id != chapter.id }
  }

  /// The foundations of a chapter that carry no other of its foundations.
  ///
  /// A figure of the ladder joins a chapter to these alone: whoever follows its lines down comes to
  /// all the others, and a line to each of those as well would hide how the book is built.
  package func nearestFoundations(of chapter: Chapter) -> [Chapter] {
    let all = foundations(of: chapter)
    return all.filter { lower in
      !all.contains { $0.id != lower.id && below($0).contains(lower.id) }
    }
  }

  /// The ids of all chapters below one, however far.
  private func below(_ chapter: Chapter) -> Set<String> {
    var found: Set<String> = []
    var waiting = foundations(of: chapter)
    // A draft may need what a later chapter teaches: each chapter is looked at once.
    while let next = waiting.popLast() {
      if found.insert(next.id).inserted { waiting += foundations(of: next) }
    }
    return found
  }
}
