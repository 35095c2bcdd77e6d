extension Chapter {
  /// The chapters that have not been rewritten for the second edition. They may leave sayings
  /// unanswered, and more of their claims may be too small to tell; no other chapter may. Who
  /// rewrites one takes it out here.
  private static let ofFirstEdition: Set<String> = [
    "ch03-backpropagation", "ch04-optimization", "ch05-generalization",
  ]

  /// Whether the chapter is still that of the first edition.
  public var isOfFirstEdition: Bool { Chapter.ofFirstEdition.contains(folder) }
}
