import Foundation
import Tensors

/// Weights for a piece cut out of a signal, which let it begin and end gently. A piece that is cut off
/// sharply has frequencies that are the cut's and not the sound's.
public enum Window: Sendable, Equatable, CaseIterable {
  /// All weights 1: a sharp cut.
  case rectangular
  /// A whole swing of a cosine from 0 to 1 and back.
  case hann
  /// The same from 0.08 to 1, which leaves less in the frequencies next to a tone.
  case hamming

  /// The weights.
  ///
  /// Periodic, the weight after the last would be the first again, which is right for pieces of a
  /// longer signal; symmetric, the last equals the first, which is right for filters. They are those
  /// of SciPy's `get_window` with `fftbins` true and false.
  ///
  ///     Window.hann.weights(4)                       // [0, 0.5, 1, 0.5]
  ///     Window.hann.weights(5, isPeriodic: false)    // [0, 0.5, 1, 0.5, 0]
  public func weights(_ count: Int, isPeriodic: Bool = true) -> Tensor {
    guard count >= 0 else {
      fatalError("window: \(count) weights, and there cannot be fewer than 0")
    }
    let floor =
      switch self {
      case .rectangular: 1.0
      case .hann: 0.5
      case .hamming: 0.54
      }
    guard count > 1 else { return .ones([count]) }
    let swing = Double(isPeriodic ? count : count - 1)
    return Tensor(
      (0..<count).map { place in
        Float(floor - (1 - floor) * cos(2 * .pi * Double(place) / swing))
      })
  }
}
