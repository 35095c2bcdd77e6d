import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// A map whose elements are worked on side by side: for texts and pages, of which each takes
  /// milliseconds.
  package func mapOnAllCores<Made: Sendable>(_ make: @Sendable (Element) -> Made) -> [Made] {
    guard count > 1 else { return map(make) }
    let made = Mutex([Made?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let one = make(self[place])
      made.withLock { $0[place] = one }
    }
    return made.withLock { $0.map { $0! } }
  }
}
