import Tensors

/// Says of a row what the known rows nearest to it are.
///
/// ```swift
/// let model = try NearestNeighbours(fittedTo: train.features, labels: train.labels, k: 3)
/// model(validation.features)                       // the shares of the three votes, [n, classes]
/// model.neighbours(of: validation.features).places // who voted, nearest first
/// ```
///
/// Nothing is learned: the model is its rows. An answer costs one product with all of them, in time
/// rows times columns. Distances are ``$`|x|^2 + |y|^2 - 2\,x \cdot y`$``, which loses digits where
/// rows lie far from zero and near one another; so a centre is taken off first, the mean rounded to
/// whole numbers, which keeps whole numbers whole and their distances exact.
public struct NearestNeighbours: ProbabilisticClassifier, StoredModel, Equatable {
  /// The known rows, less ``centre``.
  public let rows: Tensor
  /// What was taken off them: `[columns]`.
  public let centre: Tensor
  /// The class of each known row.
  public let labels: [Int]
  public let classCount: Int
  /// How many neighbours vote.
  public let k: Int
  private let squares: Tensor

  /// Keeps rows and labels.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, k: Int = 1
  ) throws {
    let known = try TrainingRows(rows, labels, classes: classes, for: "A model of neighbours")
    try NearestNeighbours.check(k, of: rows.shape[0])
    let mean = rows.mean(axes: [0])
    let centre = Tensor(mean.scalars.map { $0.rounded() })
    self.init(rows - centre, centre, known.labels, known.classCount, k)
  }

  private init(_ rows: Tensor, _ centre: Tensor, _ labels: [Int], _ classCount: Int, _ k: Int) {
    (self.rows, self.centre, self.labels) = (rows, centre, labels)
    (self.classCount, self.k) = (classCount, k)
    squares = (rows * rows).sum(axes: [1])
  }

  /// The share of each class among the `k` nearest: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    let places = neighbours(of: rows).places
    var votes = Tensor.zeros([rows.shape[0], classCount])
    for (vote, place) in places.enumerated() {
      votes.scalars[vote / k * classCount + labels[place]] += 1
    }
    return votes / Float(k)
  }

  /// The same as calling: the votes are the probabilities.
  public func probabilities(of rows: Tensor) -> Tensor { self(rows) }

  /// The nearest known rows of each row, nearest first and the earlier of equals first: where they
  /// stand, row by row, `count` for each (``k`` where nothing is said), and their squared
  /// distances, `[n, count]`.
  ///
  /// - Parameter leavingOut: For each row the place of a known row that is not to be counted:
  ///   itself, where a model is asked about its own rows, which would otherwise vote for
  ///   themselves.
  public func neighbours(
    of asked: Tensor, count: Int? = nil, leavingOut: [Int]? = nil
  ) -> (places: [Int], squaredDistances: Tensor) {
    let kept = count ?? k
    required(try checkAsked(asked.shape, columns: centre.count, "This model of neighbours"))
    required(
      try NearestNeighbours.check(kept, of: rows.shape[0] - (leavingOut == nil ? 0 : 1)))
    required(try checkLeavingOut(leavingOut?.count, of: asked.shape[0]))
    var places = [Int](repeating: 0, count: asked.shape[0] * kept)
    var distances = Tensor.zeros([asked.shape[0], kept])
    let centred = asked - centre
    let own = (centred * centred).sum(axes: [1]).scalars
    places.withUnsafeMutableBufferPointer { places in
      distances.change { distances in
        // As many rows at a time as a product makes good use of.
        Parallel.pieces(of: own.count, size: 256) { piece in
          let found = nearest(of: centred, piece, count: kept, leavingOut: leavingOut)
          for (row, best) in zip(piece, found) {
            for rank in 0..<kept {
              places[row * kept + rank] = best.places[rank]
              distances[row * kept + rank] = max(0, best.scores[rank] + own[row])
            }
          }
        }
      }
    }
    return (places, distances)
  }

  /// The nearest of a few rows. Known rows are met some thousand at a time, so that their products
  /// are looked at while they are in the cache.
  private func nearest(
    of centred: Tensor, _ piece: Range<Int>, count: Int, leavingOut: [Int]?
  ) -> [Nearest] {
    let (known, width, block) = (rows.shape[0], centre.count, 2_048)
    var found = [Nearest](repeating: Nearest(count: count), count: piece.count)
    var products = Tensor.zeros([piece.count, min(block, known)])
    for first in stride(from: 0, to: known, by: block) {
      let met = first..<min(first + block, known)
      let product = required(
        try MatrixProduct([piece.count, width], [met.count, width], transposeRight: true))
      rows.read { rows in
        centred.read { asked in
          products.change { products in
            product.multiply(
              asked + piece.lowerBound * width, rows + first * width, into: products, adding: false)
          }
        }
      }
      products.read { products in
        squares.read { squares in
          for (place, row) in piece.enumerated() {
            found[place].meet(
              met, products + place * met.count, squares + first,
              leavingOut: leavingOut?[row] ?? -1)
          }
        }
      }
    }
    return found
  }

  /// The few smallest of many scores, kept in order.
  private struct Nearest {
    var places: [Int]
    var scores: [Float]

    init(count: Int) {
      places = [Int](repeating: 0, count: count)
      scores = [Float](repeating: .infinity, count: count)
    }

    /// Meets some more known rows, whose scores are their square less twice the product.
    mutating func meet(
      _ known: Range<Int>, _ products: UnsafePointer<Float>, _ squares: UnsafePointer<Float>,
      leavingOut: Int
    ) {
      let last = places.count - 1
      var worst = scores[last]
      for offset in 0..<known.count {
        let score = squares[offset] - 2 * products[offset]
        let place = known.lowerBound + offset
        guard score < worst, place != leavingOut else { continue }
        var rank = last
        while rank > 0, scores[rank - 1] > score {
          (places[rank], scores[rank]) = (places[rank - 1], scores[rank - 1])
          rank -= 1
        }
        (places[rank], scores[rank]) = (place, score)
        worst = scores[last]
      }
    }
  }

  package static func check(_ k: Int, of count: Int) throws(TensorError) {
    guard (1...max(count, 1)).contains(k), count > 0 else {
      throw TensorError(
        "Nearest neighbours can ask 1 to \(max(count, 1)) of \(count) known rows, and \(k) were "
          + "asked for.")
    }
  }

  package func checkLeavingOut(_ left: Int?, of asked: Int) throws(TensorError) {
    guard left == nil || left == asked else {
      throw TensorError(
        "Leaving out takes one place for each row asked about, and there are \(left ?? 0) places "
          + "for \(asked) rows.")
    }
  }
}

extension NearestNeighbours {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("rows", rows), ("centre", centre), ("labels", Tensor(whole: labels)),
      ("classes", Tensor(whole: [classCount])), ("k", Tensor(whole: [k])),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A model of neighbours")
    let rows = try stored.tensor("rows", [nil, nil])
    let classCount = try stored.one("classes")
    let labels = try stored.whole("labels", count: rows.shape[0], below: classCount)
    let k = try stored.one("k")
    try NearestNeighbours.check(k, of: rows.shape[0])
    self.init(rows, try stored.tensor("centre", [rows.shape[1]]), labels, classCount, k)
  }
}
