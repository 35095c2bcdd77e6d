/// The colours of a figure's lines and bars, by name.
///
/// The order is the one in which a figure hands them out. Neighbours differ in lightness, so that
/// they stay apart in greyscale and for the colour-blind; from the fifth on lines are dashed too.
/// Give a hue by name where the same thing appears in several figures.
public enum Hue: Int, CaseIterable, Sendable {
  case blue, orange, teal, red, purple, sky, brown, pink
  /// For what is there to compare with: a baseline, a diagonal, runs behind their mean.
  case gray

  /// The hue of the mark with this number in a figure: the eight colours over and over.
  package static func number(_ number: Int) -> Hue { Hue(rawValue: number % 8) ?? .gray }

  /// The dashes that tell lines apart where colour does not: drawn and left-out lengths in points.
  package static func dash(forNumber number: Int) -> [Double] {
    switch number / 4 {
    case 0: return []
    case 1: return [5, 2.5]
    case 2: return [1.5, 2]
    default: return [7, 2, 1.5, 2]
    }
  }
}
