/// The sentence that a rule throws.
func sentence(_ rule: () throws -> Void) -> String {
  do {
    try rule()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}
