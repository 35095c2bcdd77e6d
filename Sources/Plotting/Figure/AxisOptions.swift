/// What an author says about one axis; what is not said is found from the data.
package struct AxisOptions: Sendable, Equatable {
  package var label = ""
  package var kind: AxisKind?
  package var range: ClosedRange<Double>?
  package var format = TickFormat.automatic
  package var isReversed: Bool?
  package var isHidden = false
  /// Set where another panel of a grid shows the ticks of the same axis.
  package var showsTickLabels = true
}
