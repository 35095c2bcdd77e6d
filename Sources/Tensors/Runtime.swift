import COpenBLAS
import Synchronization

/// What has to be set once in a process before numeric work.
@usableFromInline
package enum Runtime {
  /// Reading it sets OpenBLAS to one thread (we split the work ourselves) and keeps freed memory in
  /// the process; see `ladder_prepare` in COpenBLAS.
  @usableFromInline package static let isPrepared: Bool = {
    ladder_prepare()
    return true
  }()

  /// The multiplications and additions that matrix products have made so far, those of convolutions
  /// and attention among them.
  package static var operations: Int { made.load(ordering: .relaxed) }
  static let made = Atomic<Int>(0)

  /// The bytes that the program holds in memory it asked for; 0 where the system does not say.
  package static var bytesInUse: Int { Int(ladder_bytes_in_use()) }
}
