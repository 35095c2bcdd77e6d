extension Panel {
  /// Level lines lead the eye from a value to the plot; where both axes are measures of equal rank,
  /// as in a scatter plot, lines would only compete with the points.
  private var hasLevelLines: Bool {
    shape == .free && !figure.y.isHidden && !isPlane
  }

  private var hasUprightLines: Bool {
    guard hasLevelLines, case .category = y.kind else { return false }
    return true
  }

  func drawGrid(_ plan: PanelPlan, _ frame: Frame, on sheet: inout Sheet) {
    guard hasLevelLines else { return }
    let area = frame.area
    if hasUprightLines {
      for tick in plan.across.ticks.major {
        let x = frame.across(tick.value)
        sheet.hairline(Point(x, area.top), Point(x, area.bottom), theme.grid)
      }
      return
    }
    for tick in plan.upward.ticks.major {
      let y = frame.down(tick.value)
      sheet.hairline(Point(area.left, y), Point(area.right, y), theme.grid)
    }
  }

  func drawAxes(_ plan: PanelPlan, _ frame: Frame, on sheet: inout Sheet) {
    guard !isMatrix else { return }
    let area = frame.area
    if !figure.x.isHidden {
      if !hasUprightLines {
        sheet.hairline(
          Point(area.left, area.bottom), Point(area.right, area.bottom), theme.axis, LineStyle(0.75)
        )
        drawZeroLine(frame, on: &sheet)
      }
      drawAcrossTicks(plan, frame, on: &sheet)
    }
    guard !figure.y.isHidden else { return }
    let isLogarithmic = y.kind != .linear && !hasUprightLines
    if !hasLevelLines || isLogarithmic || hasUprightLines {
      sheet.hairline(
        Point(area.left, area.top), Point(area.left, area.bottom), theme.axis, LineStyle(0.75))
      drawUpwardTicks(plan, frame, on: &sheet)
    }
  }

  /// Bars below and above zero stand on a line.
  private func drawZeroLine(_ frame: Frame, on sheet: inout Sheet) {
    guard figure.marks.contains(where: { $0.extents.y.standsOnZero }) else { return }
    let zero = frame.down(0)
    guard zero.isFinite, zero > frame.area.top, zero < frame.area.bottom - 1 else { return }
    sheet.hairline(
      Point(frame.area.left, zero), Point(frame.area.right, zero), theme.axis, LineStyle(0.75))
  }

  private func drawAcrossTicks(_ plan: PanelPlan, _ frame: Frame, on sheet: inout Sheet) {
    if case .category = x.kind { return }
    guard !hasUprightLines else { return }
    let bottom = frame.area.bottom
    for tick in plan.across.ticks.major {
      let x = frame.across(tick.value)
      sheet.hairline(Point(x, bottom), Point(x, bottom + 4), theme.axis)
    }
    for value in plan.across.ticks.minor {
      let x = frame.across(value)
      sheet.hairline(Point(x, bottom), Point(x, bottom + 2), theme.axis)
    }
  }

  private func drawUpwardTicks(_ plan: PanelPlan, _ frame: Frame, on sheet: inout Sheet) {
    if case .category = y.kind { return }
    let left = frame.area.left
    for tick in plan.upward.ticks.major {
      let y = frame.down(tick.value)
      sheet.hairline(Point(left - 4, y), Point(left, y), theme.axis)
    }
    for value in plan.upward.ticks.minor {
      let y = frame.down(value)
      sheet.hairline(Point(left - 2, y), Point(left, y), theme.axis)
    }
  }
}

/// A mark on a plane of two measures of equal rank: points, paths, contours. Its plot has both axes
/// drawn and no lines across.
package protocol PlaneMark: Mark {}
