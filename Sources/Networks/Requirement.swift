/// Stops with `sentence` when a caller broke a rule of the library.
func require(_ condition: Bool, _ sentence: @autoclosure () -> String) {
  if !condition { fatalError(sentence()) }
}
