/// Who somebody is, as a value that may be kept and compared where the somebody itself may not go:
/// gradients may be handed to another thread, a tape or a parameter may not.
package final class Identity: Sendable, Hashable {
  package init() {}

  package static func == (left: Identity, right: Identity) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
