import Foundation
import Plotting
import Tensors

/// One figure of every kind, on data such as the book has.
enum Gallery {
  static let figures: [(name: String, figure: Figure)] = lines + points + bars

  static func descend(_ rate: Double, steps: Int) -> [Double] {
    var (theta, distances) = (1.0, [1.0])
    for _ in 0..<steps {
      theta -= rate * theta
      distances.append(abs(theta))
    }
    return distances
  }

  static var lines: [(name: String, figure: Figure)] {
    var random = Random(seed: 4)
    func noise() -> Double { Double(random.gaussian()) }
    let epochs = 60
    func run(_ speed: Double, _ floor: Double) -> [Double] {
      (0..<epochs).map { floor + (2.3 - floor) * exp(-Double($0) / speed) * exp(0.08 * noise()) }
    }
    let rates = [0.1, 0.5, 1.5, 1.9, 2.1].reduce(Figure("One bowl, five learning rates").logY()) {
      $0.line(descend($1, steps: 50), label: "η = \($1)")
    }
    let training = run(9, 0.02)
    let validation = training.enumerated().map { $1 + 0.1 + 0.0035 * Double($0) }
    return [
      (
        "line",
        Figure("Validation loss turns after twenty epochs")
          .line(training, label: "training").line(validation, label: "validation")
          .xLabel("epoch").yLabel("cross-entropy, nats")
      ),
      ("log", rates.xLabel("step").yLabel("distance from the minimum")),
      (
        "runs",
        Figure("Five seeds each: Adam is sooner, SGD no worse in the end")
          .runs((0..<5).map { _ in run(16, 0.31) }, label: "SGD")
          .runs((0..<5).map { _ in run(6, 0.34) }, label: "Adam")
          .xLabel("epoch").yLabel("training loss")
      ),
      (
        "many",
        (0..<8).reduce(Figure("Eight widths, one curve")) { figure, i in
          figure.line(
            (0..<30).map { 1 / (1 + Double($0) * Double(i + 1) / 12) },
            label: "width \(1 << (i + 2))")
        }.xLabel("epoch").yLabel("error")
      ),
    ]
  }

  static var points: [(name: String, figure: Figure)] {
    var random = Random(seed: 5)
    func noise() -> Double { Double(random.gaussian()) }
    let x = (0..<150).map { _ in noise() }
    let y = x.map { 0.7 * $0 + 0.5 * noise() }
    let classes = (0..<150).map { $0 % 3 }
    let px = classes.map { Double($0) * 1.6 + 0.5 * noise() }
    let py = classes.map { Double(($0 * 2) % 3) * 1.2 + 0.4 * noise() }
    return [
      (
        "scatter",
        Figure("Taller fathers, taller sons, and a little less so").scatter(x, y)
          .xLabel("father, standard deviations").yLabel("son, standard deviations")
      ),
      (
        "classes",
        Figure("Three kinds of iris").scatter(
          px, py, classes: classes, names: ["setosa", "versicolor", "virginica"]
        )
        .xLabel("petal length, cm").yLabel("petal width, cm")
      ),
      (
        "bubbles",
        Figure("Colour and size carry two more measures")
          .scatter(x, y, color: x.map { $0 * $0 }, size: y.map { abs($0) }, colorLabel: "leverage")
          .xLabel("feature").yLabel("target")
      ),
    ]
  }

  static var bars: [(name: String, figure: Figure)] {
    let models = [
      "majority class", "nearest neighbour", "linear model", "random forest", "small network",
    ]
    return [
      (
        "bars",
        Figure("A network that loses to its baseline").bars(
          ["majority", "nearest", "linear", "forest", "network"],
          [0.9, 0.031, 0.052, 0.024, 0.034], values: true
        ).yLabel("test error")
      ),
      (
        "grouped",
        Figure("Accuracy by class and model")
          .bars(
            ["0", "1", "2", "3", "4", "5"], [0.99, 0.97, 0.92, 0.9, 0.94, 0.88],
            errors: [0.01, 0.02, 0.02, 0.03, 0.02, 0.03], label: "linear"
          )
          .bars(
            ["0", "1", "2", "3", "4", "5"], [0.995, 0.99, 0.97, 0.96, 0.97, 0.95],
            errors: [0.01, 0.01, 0.02, 0.01, 0.02, 0.01], label: "convolutional"
          )
          .xLabel("digit").yLabel("accuracy")
      ),
      (
        "stacked",
        Figure("Where the time of a step goes")
          .bars(["MLP", "CNN", "GPT"], [3.1, 8.2, 14.0], label: "products", stacked: true)
          .bars(["MLP", "CNN", "GPT"], [1.2, 2.0, 6.5], label: "elementwise", stacked: true)
          .bars(["MLP", "CNN", "GPT"], [0.7, 0.8, 2.2], label: "optimizer", stacked: true).yLabel(
            "milliseconds")
      ),
      (
        "horizontal",
        Figure("Errors on the digits").bars(
          models, [0.9, 0.031, 0.052, 0.024, 0.034], horizontal: true, values: true
        ).xLabel("test error")
      ),
    ]
  }
}
