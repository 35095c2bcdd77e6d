import Tensors

/// The bytes that the program holds at this moment: tensors, arrays, objects; 0 where the system
/// does not say. Memory that was freed does not count, although the process may still keep it.
///
///     let before = bytesInUse()
///     let loss = model(tape.constant(images)).crossEntropy(labels: labels)
///     print(bytesInUse() - before)  // what the tape keeps for the way back
///     withExtendedLifetime(loss) {}
///
/// A difference of two calls says what was kept in between, provided that it is still in use at the
/// second: the compiler releases a value after its last use, which `withExtendedLifetime` delays.
public func bytesInUse() -> Int {
  Runtime.bytesInUse
}
