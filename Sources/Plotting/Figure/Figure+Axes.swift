extension Figure {
  /// Names the x axis, with its unit: `"time, s"`.
  public func xLabel(_ text: String) -> Figure { label(\.x, text) }

  /// Names the y axis.
  public func yLabel(_ text: String) -> Figure { label(\.y, text) }

  private func label(_ axis: WritableKeyPath<Figure, AxisOptions>, _ text: String) -> Figure {
    var copy = self
    copy[keyPath: axis].label = text
    return copy
  }

  /// Names the axes that have no name yet.
  package func naming(x: String, y: String) -> Figure {
    changing { figure in
      if figure.x.label.isEmpty { figure.x.label = x }
      if figure.y.label.isEmpty { figure.y.label = y }
    }
  }

  /// Makes equal ratios take equal room along x. Zero and below cannot be shown.
  public func logX() -> Figure { changing { $0.x.kind = .logarithmic } }

  /// Makes equal ratios take equal room along y. Zero and below cannot be shown.
  public func logY() -> Figure { changing { $0.y.kind = .logarithmic } }

  /// Makes x linear around zero and logarithmic on both sides from about `threshold` on.
  public func symlogX(threshold: Double? = nil) -> Figure {
    changing { $0.x.kind = .symmetric(threshold: threshold ?? .nan) }
  }

  /// Makes y linear around zero and logarithmic on both sides from about `threshold` on.
  public func symlogY(threshold: Double? = nil) -> Figure {
    changing { $0.y.kind = .symmetric(threshold: threshold ?? .nan) }
  }

  /// Gives x names in place of numbers: the first stands at 0, the next at 1.
  public func xCategories(_ names: [String]) -> Figure { changing { $0.x.kind = .category(names) } }

  /// Gives y names in place of numbers: the first stands at 0, the next at 1.
  public func yCategories(_ names: [String]) -> Figure { changing { $0.y.kind = .category(names) } }

  /// Fixes the ends of the x axis; what lies outside is cut off.
  public func xRange(_ range: ClosedRange<Double>) -> Figure { changing { $0.x.range = range } }

  /// Fixes the ends of the y axis; what lies outside is cut off.
  public func yRange(_ range: ClosedRange<Double>) -> Figure { changing { $0.y.range = range } }

  /// Chooses how the numbers along x are written.
  public func xFormat(_ format: TickFormat) -> Figure { changing { $0.x.format = format } }

  /// Chooses how the numbers along y are written.
  public func yFormat(_ format: TickFormat) -> Figure { changing { $0.y.format = format } }

  /// Hides both axes and their numbers.
  public func withoutAxes() -> Figure {
    changing { figure in
      figure.x.isHidden = true
      figure.y.isHidden = true
    }
  }
}
