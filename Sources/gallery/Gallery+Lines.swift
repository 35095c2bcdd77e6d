import Foundation
import Ladder

extension Gallery {
  /// A noisy way down from 2.3.
  private static func descent(speed: Double, floor: Double, seed: UInt64) -> [Double] {
    normal(60, seed: seed).enumerated().map { step, noise in
      floor + (2.3 - floor) * exp(-Double(step) / speed) * exp(0.08 * noise)
    }
  }

  static var line: Figure {
    let training = descent(speed: 9, floor: 0.02, seed: 1)
    let validation = training.enumerated().map { step, loss in loss + 0.1 + 0.0035 * Double(step) }
    return Figure("Validation loss turns after twenty epochs")
      .line(training, label: "training").line(validation, label: "validation")
      .xLabel("epoch").yLabel("cross-entropy, nats")
  }

  static var log: Figure {
    var figure = Figure("One bowl, five learning rates").logY()
    for rate in [0.1, 0.5, 1.5, 1.9, 2.1] {
      let distances = (0...50).map { step in pow(abs(1 - rate), Double(step)) }
      figure = figure.line(distances, label: "η = \(rate)")
    }
    return figure.xLabel("step").yLabel("distance from the minimum")
  }

  static var runs: Figure {
    let plain = (0..<5).map { descent(speed: 16, floor: 0.31, seed: 10 + $0) }
    let adaptive = (0..<5).map { descent(speed: 6, floor: 0.34, seed: 20 + $0) }
    return Figure("Five seeds each: Adam is sooner, SGD no worse in the end")
      .runs(plain, label: "SGD").runs(adaptive, label: "Adam")
      .xLabel("epoch").yLabel("training loss")
  }

  static var many: Figure {
    var figure = Figure("Eight widths, eight curves")
    for width in 1...8 {
      let errors = (0..<30).map { epoch in 1 / (1 + Double(epoch * width) / 12) }
      figure = figure.line(errors, label: "width \(4 << width)")
    }
    return figure.xLabel("epoch").yLabel("error")
  }

  static var steps: Figure {
    let rates = (0..<90).map { epoch in 0.1 * pow(0.1, Double(epoch / 30)) }
    let cosine = (0..<90).map { epoch in 0.05 * (1 + cos(Double(epoch) / 90 * .pi)) }
    return Figure("Two schedules").line(rates, label: "steps", stepped: true)
      .line(cosine, label: "cosine").xLabel("epoch").yLabel("learning rate")
  }

  static var symlog: Figure {
    let x = (-60...60).map { Double($0) / 6 }
    return Figure("A cubic over many sizes").line(x, x.map { $0 * $0 * $0 })
      .symlogY(threshold: 1).xLabel("x").yLabel("$x^3$")
  }

  static var scatter: Figure {
    let x = normal(150, seed: 5)
    let y = zip(x, normal(150, seed: 6)).map { 0.7 * $0 + 0.5 * $1 }
    return Figure("Taller fathers, taller sons, and a little less so").scatter(x, y)
      .xLabel("father, standard deviations").yLabel("son, standard deviations")
  }

  static var classes: Figure {
    let kinds = (0..<150).map { $0 % 3 }
    let x = zip(kinds, normal(150, seed: 7)).map { 1.5 + Double($0) * 2.1 + 0.4 * $1 }
    let y = zip(kinds, normal(150, seed: 8)).map { 0.4 + Double($0) * 0.9 + 0.25 * $1 }
    return Figure("Three kinds of iris")
      .scatter(x, y, classes: kinds, names: ["setosa", "versicolor", "virginica"])
      .xLabel("petal length, cm").yLabel("petal width, cm")
  }

  static var bubbles: Figure {
    let x = normal(120, seed: 9)
    let y = zip(x, normal(120, seed: 11)).map { 0.7 * $0 + 0.5 * $1 }
    return Figure("Colour and size carry two more measures")
      .scatter(
        x, y, color: x.map { $0 * $0 }, size: y.map { abs($0) }, colorLabel: "leverage",
        sizeLabel: "|target|"
      )
      .xLabel("feature").yLabel("target")
  }

  static var cloud: Figure {
    let x = normal(100_000, seed: 12)
    let y = zip(x, normal(100_000, seed: 13)).map { x, noise in sin(2 * x) + 0.3 * noise }
    return Figure("A hundred thousand points show their density").scatter(x, y)
      .xLabel("x").yLabel("y")
  }

  private static let models = ["majority", "nearest", "linear", "forest", "network"]
  private static let errors = [0.9, 0.031, 0.052, 0.024, 0.034]

  static var bars: Figure {
    Figure("A network that loses to its baseline")
      .bars(Array(models.dropFirst()), Array(errors.dropFirst()), values: true)
      .yLabel("test error")
  }

  static var grouped: Figure {
    let digits = ["0", "1", "2", "3", "4", "5"]
    return Figure("Accuracy by class and model")
      .bars(
        digits, [0.99, 0.97, 0.92, 0.9, 0.94, 0.88], errors: [0.01, 0.02, 0.02, 0.03, 0.02, 0.03],
        label: "linear"
      )
      .bars(
        digits, [0.995, 0.99, 0.97, 0.96, 0.97, 0.95],
        errors: [0.01, 0.01, 0.02, 0.01, 0.02, 0.01], label: "convolutional"
      )
      .xLabel("digit").yLabel("accuracy")
  }

  static var stacked: Figure {
    let models = ["MLP", "CNN", "GPT"]
    return Figure("Where the time of a step goes")
      .bars(models, [3.1, 8.2, 14.0], label: "products", stacked: true)
      .bars(models, [1.2, 2.0, 6.5], label: "elementwise", stacked: true)
      .bars(models, [0.7, 0.8, 2.2], label: "optimizer", stacked: true)
      .yLabel("milliseconds")
  }

  static var horizontal: Figure {
    Figure("Errors on the digits")
      .bars(
        ["majority class", "nearest neighbour", "linear model", "random forest", "small network"],
        errors, horizontal: true, values: true
      )
      .xLabel("test error")
  }

  static var histogram: Figure {
    let heights =
      normal(5000, seed: 14, mean: 178, deviation: 7)
      + normal(5000, seed: 15, mean: 165, deviation: 6)
    return Figure("Heights of ten thousand people, two kinds mixed").histogram(heights)
      .xLabel("height, cm")
  }

  static var histograms: Figure {
    Figure("Scores of the two classes overlap")
      .histogram(normal(800, seed: 16), label: "negative")
      .histogram(normal(600, seed: 17, mean: 1.8, deviation: 1.2), label: "positive")
      .xLabel("score")
  }
}
