import Datasets
import Metrics
import Networks
import Notebook
import Plotting

// What other modules make, as tables and figures of the page. The notebook knows none of these
// modules and they do not know the notebook; here they meet.

/// Shows the first rows of a table on the page, and says how many there are.
public func show(_ table: Table, rows: Int = 10) {
  show(Results(table.rows(Array(0..<min(rows, table.rowCount)))))
  if table.rowCount > rows { footnote("The first \(rows) of \(table.rowCount) rows.") }
}

/// Shows the scores of every class on the page, with their averages.
public func show(_ report: ClassificationReport) {
  show(Results(report))
}

/// Shows on the page which class was taken for which.
public func show(_ matrix: ConfusionMatrix, title: String = "What was taken for what") {
  show(Figure(title).confusionMatrix(matrix))
}

/// Shows on the page what a model is made of: `show(summary(of: model, input: [1, 784]))`.
public func show(_ summary: Summary) {
  show(Results(summary))
}

extension Results {
  /// All rows of a table, its columns with their types.
  public init(_ table: Table) {
    self.init(
      columns: table.columns.map { column in
        switch column.values {
        case .integers: .integer(column.name)
        case .numbers: .decimal(column.name)
        case .flags, .text: .text(column.name)
        }
      })
    for row in 0..<table.rowCount {
      add(
        row: table.columns.map { column -> (any ResultsCell)? in
          switch column.values {
          case .integers(let values): values[row]
          case .numbers(let values): values[row]
          case .flags(let values): values[row].map { "\($0)" }
          case .text(let values): values[row]
          }
        })
    }
  }

  /// The scores of every class, the accuracy where each class has its F1, and two averages.
  public init(_ report: ClassificationReport) {
    self.init(
      .text("class"), .decimal("precision", "%.3f"), .decimal("recall", "%.3f"),
      .decimal("F1", "%.3f"), .integer("examples"))
    for (name, scores) in zip(report.classNames, report.classes) {
      add(name, scores.precision, scores.recall, scores.f1, scores.support)
    }
    add("accuracy", nil, nil, report.accuracy, report.macro.support)
    for (name, scores) in [("mean of classes", report.macro), ("by size", report.weighted)] {
      add(name, scores.precision, scores.recall, scores.f1, scores.support)
    }
  }

  /// A row for each layer, and the sums.
  public init(_ summary: Summary) {
    self.init(
      .text("layer"), .text("output"), .integer("parameters"), .integer("operations"),
      .integer("activation bytes"))
    for row in summary.rows {
      let shape = row.output.map(String.init).joined(separator: " × ")
      add(row.layer, shape, row.parameters, row.operations, row.activationBytes)
    }
    add("total", nil, summary.parameters, summary.operations, summary.activationBytes)
  }
}
