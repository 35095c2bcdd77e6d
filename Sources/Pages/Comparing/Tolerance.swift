import Foundation
import Literate
import Trace

/// How far a number may lie from the recorded one.
///
/// Decimals may differ by a share of their size, a thousandth unless the block says otherwise;
/// whole numbers and text may not differ; with `tol=any` (clock times) numbers may be anything.
package struct Tolerance: Equatable {
  /// The share; nil for `tol=any`.
  package let relative: Double?

  static let standard = Tolerance(relative: 1e-3)

  init(relative: Double?) { self.relative = relative }

  init(_ block: Block?) {
    switch block?.tolerance {
    case .relative(let share): relative = share
    case .any: relative = nil
    case nil: relative = 1e-3
    }
  }

  package var isAny: Bool { relative == nil }

  /// Whether a decimal agrees with the recorded one. A share of `scale`, the size of the numbers
  /// around it, is allowed in any case: next to 1000 a 1e-9 need not be exact.
  package func agree(_ now: Double, _ was: Double, scale: Double = 0) -> Bool {
    guard let relative else { return true }
    if now == was || now.isNaN && was.isNaN { return true }
    guard now.isFinite, was.isFinite else { return false }
    return abs(now - was) <= relative * max(abs(now), abs(was), scale)
  }

  package func agree(_ now: Value?, _ was: Value?) -> Bool {
    switch (now, was) {
    case (.float(let now), .float(let was)): agree(now, was)
    case (.integer, .integer) where isAny: true
    case (.text(let now), .text(let was)) where isAny:
      PrintedText.agree(now, was, self)
    default: now == was
    }
  }

  /// The allowance as a part of a sentence.
  package var words: String {
    guard let relative else { return "anything" }
    if relative == 0 { return "none" }
    return "\(NumberFormat("%.3g")?.string(relative * 100) ?? "")% of it"
  }
}
