import Foundation
import Plotting
import Tensors

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

  static var omitted: Figure {
    Figure("Zero has no logarithm")
      .line([1.0, 0.1, 0, -1, .nan, 0.01, 0.001], label: "distance", markers: true).logY()
  }

  static var empty: Figure {
    Figure("Nothing yet").line([Double]()).xLabel("step").yLabel("loss")
  }
}
