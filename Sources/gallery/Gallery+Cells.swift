import Foundation
import Ladder

extension Gallery {
  static var attention: Figure {
    let words = ["the", "cat", "sat", "on", "the", "mat", "and", "slept"]
    let noise = normal(64, seed: 21)
    var rows: [[Double]] = []
    for row in 0..<8 {
      let weights = (0..<8).map { column in column <= row ? exp(1.4 * noise[row * 8 + column]) : 0 }
      let sum = weights.reduce(0, +)
      rows.append(weights.map { $0 / sum })
    }
    return Figure("Attention of one head").heatMap(rows, values: true, rows: words, columns: words)
      .xLabel("key").yLabel("query")
  }

  static var correlations: Figure {
    var rows: [[Double]] = []
    for row in 1...7 {
      rows.append((1...7).map { row == $0 ? 1 : cos(Double(row * $0)) * 0.8 })
    }
    return Figure("Correlations of seven features").heatMap(rows, label: "correlation")
  }

  static var confusion: Figure {
    let names = [
      "plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    var random = Random(seed: 22)
    let actual = (0..<2000).map { $0 % 10 }
    let predicted = actual.map { kind -> Int in
      if random.unit() < 0.78 { return kind }
      return kind == 3 && random.unit() < 0.5 ? 5 : random.below(10)
    }
    return Figure("Cats are taken for dogs")
      .confusionMatrix(
        ConfusionMatrix(predicted: predicted, labels: actual, classNames: names))
  }

  static var images: Figure {
    var scalars: [Float] = []
    for index in 0..<20 {
      for pixel in 0..<28 * 28 {
        let (y, x) = (Double(pixel / 28) - 14, Double(pixel % 28) - 14)
        let radius = (x * x / (0.4 + 0.06 * Double(index % 10)) + y * y).squareRoot()
        scalars.append(Float(max(0, 1 - abs(radius - 9) / 2.4)))
      }
    }
    return Figure("Twenty rings, wider and wider")
      .imageGrid(
        Tensor(shape: [20, 28, 28], scalars: scalars), columns: 10,
        labels: (0..<20).map { "ring \($0 % 10)" })
  }

  static var filters: Figure {
    let scalars = normal(12 * 49, seed: 23).map { Float($0) }
    return Figure("Filters before training")
      .imageGrid(Tensor(shape: [12, 7, 7], scalars: scalars), columns: 12)
  }

  static var image: Figure {
    let scalars = (0..<64 * 96).map { pixel -> Float in
      let (y, x) = (Double(pixel / 96), Double(pixel % 96))
      return Float(0.5 + 0.5 * sin(x / 9) * cos(y / 7))
    }
    return Figure("A picture").image(Tensor(shape: [64, 96], scalars: scalars))
  }

  static var heads: Figure {
    Figure.grid(columns: 3, "Three heads", sharingX: false) {
      for head in 1...3 {
        Figure("head \(head)").heatMap(pattern(head), bar: head == 3)
      }
    }
  }

  private static func pattern(_ head: Int) -> [[Double]] {
    (0..<6).map { row in
      (0..<6).map { column in exp(-abs(Double(row - column * head / 2))) }
    }
  }
}
