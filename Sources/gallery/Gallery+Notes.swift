import Foundation
import Ladder

extension Gallery {
  static var annotated: Figure {
    let loss = (0..<200).map { step -> Double in
      let spike = step > 120 ? 0.4 * exp(-Double(step - 121) / 14) : 0
      return 2.3 * exp(-Double(step) / 30) + 0.2 + spike
    }
    return Figure("A spike, and where it came from").line(loss)
      .span(x: 0...20, label: "warm-up").referenceLine(y: 2.3, label: "chance")
      .annotate("the rate was raised tenfold here", x: 121, y: loss[121])
      .xLabel("step").yLabel("loss")
  }

  static var graph: Figure {
    Figure("The graph of one neuron").diagram {
      Box("loss", hue: .red)
      Arrow("x", to: "×")
      Arrow("w", to: "×")
      Arrow("×", to: "+")
      Arrow("b", to: "+")
      Arrow("+", to: "tanh", label: "z")
      Arrow("tanh", to: "−", label: "y")
      Arrow("target", to: "−")
      Arrow("−", to: "square")
      Arrow("square", to: "loss")
    }
  }

  static var ladder: Figure {
    let rungs = ["tensors", "gradients", "backpropagation", "optimization", "generalization"]
    return Figure("Each rung carries the next").diagram(.up) {
      for rung in rungs { Box(rung, hue: .blue) }
      for (rung, next) in zip(rungs, rungs.dropFirst()) { Arrow(rung, to: next) }
      Arrow("tensors", to: "linear algebra")
      Arrow("linear algebra", to: "losses")
      Arrow("probability", to: "losses")
      Arrow("losses", to: "metrics")
      Arrow("generalization", to: "digit classifier")
      Arrow("metrics", to: "digit classifier")
      Arrow("digit classifier", to: "convolution")
      Arrow("digit classifier", to: "embeddings")
      Arrow("embeddings", to: "attention")
      Arrow("tensors", to: "attention")
    }
  }

  static var grid: Figure {
    Figure.grid(columns: 2, "Four widths, the same axes") {
      for width in [4, 16, 64, 256] {
        let training = (0..<40).map { exp(-Double($0) * Double(width).squareRoot() / 60) }
        let test = training.enumerated().map { $1 + 0.003 * Double($0) }
        Figure("width \(width)").line(training, label: "training").line(test, label: "test")
      }
    }
    .xLabel("epoch").yLabel("loss")
  }

  static var categories: Figure {
    let sizes = ["tiny", "small", "base", "large", "huge"]
    return Figure("Three times the weights, ten times the arithmetic")
      .line([1.2e6, 4.1e6, 1.3e7, 3.9e7, 1.2e8], label: "weights", markers: true)
      .line([3e8, 3.2e9, 2.9e10, 3.1e11, 2.8e12], label: "flops", dash: [4, 2], markers: true)
      .xCategories(sizes).logY().yFormat(.si).yLabel("for one image")
      .caption(
        "Five networks of one family. Names stand on the axis in place of numbers, and letters for "
          + "powers of a thousand.")
  }

  static var formulas: Figure {
    let x = (-40...40).map { Double($0) / 10 }
    return Figure("Three ways to bend a line")
      .line(x, x.map { 1 / (1 + exp(-$0)) }, label: "$\\sigma(x) = 1 / (1 + e^{-x})$")
      .line(x, x.map { tanh($0) }, label: "$\\tanh x$")
      .line(x, x.map { max(0, $0) }, label: "$\\max(0, x)$")
      .yRange(-1.2...2.2).xLabel("$x = w_1 h_1 + w_2 h_2 + b$").yLabel("$\\phi(x)$")
  }

  static var omitted: Figure {
    Figure("Zero has no logarithm")
      .line([1.0, 0.1, 0, -1, .nan, 0.01, 0.001], label: "distance", markers: true).logY()
  }

  static var empty: Figure {
    Figure("Nothing yet").line([Double]()).xLabel("step").yLabel("loss")
  }
}
