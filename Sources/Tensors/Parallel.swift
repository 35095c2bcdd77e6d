import Foundation
import Synchronization

/// Work on several cores, cut into pieces that do not depend on how many cores there are.
///
/// Which core does a piece, and when, changes from run to run; what the pieces are does not, and
/// partial results are joined in the order of the pieces. So one, two or sixteen threads give the
/// same numbers to the last bit. (A matrix product is cut for the threads there are: none of its
/// sums crosses a cut, and so none changes.)
package enum Parallel {
  /// How many threads work together, the calling one included: LADDER_THREADS, or all cores.
  ///
  /// `Parallel.$threads.withValue(1) { … }` changes it for the duration of a call.
  @TaskLocal package static var threads = chosenThreads(
    environment: ProcessInfo.processInfo.environment["LADDER_THREADS"],
    cores: ProcessInfo.processInfo.activeProcessorCount)

  /// Whether this is one of several calls that ``Swift/Sequence/concurrentMap(_:)`` makes at a time.
  @TaskLocal package static var isBesideOthers = false

  /// The number of threads an environment asks for; nonsense counts as nothing said.
  package static func chosenThreads(environment: String?, cores: Int) -> Int {
    guard let environment, let wanted = Int(environment), wanted > 0 else { return max(cores, 1) }
    return min(wanted, 256)
  }

  /// Calls `body` with ranges that together make up `0..<count`, each `size` long but the last, on
  /// as many threads as there are. Every call must write only what belongs to its range.
  @inline(__always)
  package static func pieces(of count: Int, size: Int, _ body: (Range<Int>) -> Void) {
    if count <= size {
      if count > 0 { body(0..<count) }
      return
    }
    run((count + size - 1) / size) { piece in
      body(piece * size..<min((piece + 1) * size, count))
    }
  }

  /// Calls `body` with each of `0..<count`, on as many threads as there are.
  package static func run(_ count: Int, _ body: (Int) -> Void) {
    let threads = min(threads, count)
    guard threads > 1, Workers.shared.run(count, helpers: threads - 1, body) else {
      for piece in 0..<count { body(piece) }
      return
    }
  }
}

/// The threads that help, kept alive between calls since starting one costs more than most work.
///
/// There is one set per process, as there is one set of cores. A call that finds it at work, from
/// inside a piece or from another thread, is told so and does its work alone.
private final class Workers: Sendable {
  static let shared = Workers()

  /// One word says it all, so that it changes in one step: bits 32 and up count the jobs, bit 31 is
  /// set while a job takes helpers, bits 16 to 30 say how many it wants, and the low bits how many
  /// are inside.
  private let state = Atomic<UInt64>(0)
  private static let open: UInt64 = 1 << 31

  private let isBusy = Atomic<Bool>(false)
  /// Each thread's share of the pieces: neighbours, and the same from job to job where jobs have the
  /// same length, so that a core finds in its cache what it wrote before. Who is done with its own
  /// share helps with the others'. On two cores that have no cache in common, a training step of a
  /// small GPT takes a quarter less time than when pieces go to whoever comes first.
  private let shares = (0...256).map { _ in Share() }
  private let sleepers = Atomic<Int>(0)
  private let bell = NSCondition()
  private let started = Mutex(0)
  private let job = Job()

  /// How far a share has been done.
  private final class Share: Sendable {
    let next = Atomic<Int>(0)
  }

  /// What there is to do; written while no helper can be inside, read while one is.
  private final class Job: @unchecked Sendable {
    var count = 0
    var shares = 1
    var body: ((Int) -> Void)?

    /// Where a share begins, and the one before it ends.
    func start(_ share: Int) -> Int { share * count / shares }
  }

  /// Does the pieces with the help of others; false when the helpers are taken.
  func run(_ count: Int, helpers: Int, _ body: (Int) -> Void) -> Bool {
    guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else { return false }
    start(helpers)
    withoutActuallyEscaping(body) { body in
      (job.count, job.shares, job.body) = (count, helpers + 1, body)
      for share in 0...helpers { shares[share].next.store(job.start(share), ordering: .relaxed) }
      let number = (state.load(ordering: .relaxed) >> 32) &+ 1
      state.store(
        number << 32 | Self.open | UInt64(helpers) << 16, ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
        bell.lock()
        bell.broadcast()
        bell.unlock()
      }
      doPieces(as: 0)
      // Let nobody else in, and wait for those inside.
      state.bitwiseAnd(~Self.open, ordering: .acquiringAndReleasing)
      var turns = 0
      while state.load(ordering: .acquiring) & 0xffff != 0 {
        turns += 1
        if turns > 2000 { sched_yield() }
      }
      job.body = nil
    }
    isBusy.store(false, ordering: .releasing)
    return true
  }

  /// Does the pieces of a share, then what is left of the others.
  private func doPieces(as share: Int) {
    guard let body = job.body else { return }
    for turn in 0..<job.shares {
      let share = (share + turn) % job.shares
      let end = job.start(share + 1)
      while true {
        let piece = shares[share].next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < end else { break }
        body(piece)
      }
    }
  }

  /// Starts threads until there are enough.
  private func start(_ helpers: Int) {
    started.withLock { count in
      while count < helpers {
        let index = count
        Thread.detachNewThread { [self] in help(as: index) }
        count += 1
      }
    }
  }

  /// The life of a helper: wait for a job, join it, do pieces, leave.
  private func help(as index: Int) {
    var lastJob: UInt64 = 0
    while true {
      let found = waitForJob(after: lastJob, as: index)
      lastJob = found >> 32
      var expected = found
      while isOpen(expected, after: lastJob &- 1, to: index) && expected >> 32 == lastJob {
        let (joined, now) = state.compareExchange(
          expected: expected, desired: expected + 1, ordering: .acquiringAndReleasing)
        if joined {
          doPieces(as: index + 1)
          state.wrappingSubtract(1, ordering: .releasing)
          break
        }
        expected = now
      }
    }
  }

  private func isOpen(_ word: UInt64, after lastJob: UInt64, to index: Int) -> Bool {
    word & Self.open != 0 && word >> 32 != lastJob && Int(word >> 16 & 0x7fff) > index
  }

  /// Looks for a job for some tens of microseconds, since the next one mostly comes at once, then
  /// sleeps.
  private func waitForJob(after lastJob: UInt64, as index: Int) -> UInt64 {
    for _ in 0..<100_000 {
      let word = state.load(ordering: .acquiring)
      if isOpen(word, after: lastJob, to: index) { return word }
    }
    bell.lock()
    defer { bell.unlock() }
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { sleepers.wrappingSubtract(1, ordering: .relaxed) }
    while true {
      let word = state.load(ordering: .sequentiallyConsistent)
      if isOpen(word, after: lastJob, to: index) { return word }
      bell.wait()
    }
  }
}
