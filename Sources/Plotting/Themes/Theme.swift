import Foundation

/// The page that a figure is made for. The paper belongs to the figure, so that either reads well
/// on a page of either colour.
public enum Theme: String, CaseIterable, Sendable {
  case light
  case dark

  /// The paper.
  package var background: Color { pick(0xFFFFFF, 0x14171C) }
  /// Titles.
  package var ink: Color { pick(0x1C1E21, 0xF0F2F5) }
  /// Names of axes, values, captions.
  package var text: Color { pick(0x43474D, 0xC6CBD3) }
  /// Notes and what may be overlooked.
  package var quiet: Color { pick(0x6A6F76, 0x979DA8) }
  /// Lines and ticks of axes.
  package var axis: Color { pick(0x8A8F96, 0x767D89) }
  /// Lines across the plot that lead the eye to a value.
  package var grid: Color { pick(0xE6E8EB, 0x2A2F37) }
  /// The ground of boxes and spans.
  package var shade: Color { pick(0xF1F3F5, 0x21262D) }

  /// The colour of a hue as an area or a line.
  package func color(_ hue: Hue) -> Color {
    switch hue {
    case .blue: return pick(0x2351A3, 0x5F9BEF)
    case .orange: return pick(0xD97B0E, 0xFFCB70)
    case .teal: return pick(0x0E8A72, 0x58CDA9)
    case .red: return pick(0xB5272F, 0xEE5A5F)
    case .purple: return pick(0x9C7AD3, 0x9A6AE6)
    case .sky: return pick(0x3FA9DC, 0xBDE7F8)
    case .brown: return pick(0x5C3A1E, 0xA86F3A)
    case .pink: return pick(0xDB6CAD, 0xF5AAD6)
    case .gray: return pick(0x83888F, 0x8A919C)
    }
  }

  /// The colour of a hue as lettering, which needs more contrast than an area.
  package func lettering(_ hue: Hue) -> Color {
    let color = color(hue)
    var amount = 0.0
    while color.mixed(with: ink, by: amount).contrast(with: background) < 4.5, amount < 1 {
      amount += 0.05
    }
    return color.mixed(with: ink, by: amount)
  }

  /// A colour as a veil through which other things show, as strong to the eye as `part` says.
  ///
  /// Colours mix in linear light, where little of something dark hardly shows on white paper and
  /// little of something light glares on black. The opacity that looks like `part` is therefore
  /// larger on a light page and smaller on a dark one.
  package func veil(_ color: Color, _ part: Double) -> Color {
    color.faded(to: self == .light ? 1 - pow(1 - part, 1.8) : pow(part, 1.5))
  }

  /// The paper as a veil over what is drawn already, so that lettering on top is legible.
  package func paperVeil(_ part: Double) -> Color {
    background.faded(to: self == .light ? part : 1 - pow(1 - part, 1.8))
  }

  /// The lettering that is legible on an area of some colour: dark on light or light on dark.
  package func lettering(on ground: Color) -> Color {
    let (dark, light) = (Color.black, Color.white)
    return ground.contrast(with: dark) > ground.contrast(with: light) ? dark : light
  }

  private func pick(_ light: UInt32, _ dark: UInt32) -> Color {
    Color(self == .light ? light : dark)
  }
}
