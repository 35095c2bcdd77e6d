import Tensors

/// Grows one tree from the root down, each question the best at its node and none ever taken back.
///
/// A node's rows are dealt into the bins of a column, the bins that got any are marked in four words
/// of 64 bits, and the marks are walked in order: a node of ten rows costs ten rows, not 255 bins.
struct TreeGrower {
  /// When to stop, and how many columns to look at.
  struct Rules {
    var depth: Int?
    var rowsPerLeaf = 1
    /// How many columns, drawn anew for each question; all where nothing is said.
    var columnsPerSplit: Int?

    func check(columns: Int, for model: String) throws(TensorError) {
      guard depth ?? 0 >= 0, rowsPerLeaf > 0 else {
        throw TensorError(
          "\(model) takes a depth from 0 up and at least one row in a leaf, and was given "
            + "\(depth ?? 0) and \(rowsPerLeaf).")
      }
      guard columnsPerSplit == nil || (1...columns).contains(columnsPerSplit!) else {
        throw TensorError(
          "\(model) can look at 1 to \(columns) of \(columns) columns for a question, and "
            + "\(columnsPerSplit!) were asked for.")
      }
    }
  }

  /// What is to be told from the columns.
  enum Target {
    case classes([Int], count: Int, Impurity)
    case numbers([Float])
  }

  let bins: BinnedRows
  let target: Target
  let rules: Rules

  /// How many sums a group of rows is described by.
  private var width: Int {
    if case .classes(_, let count, _) = target { count } else { 2 }
  }

  private var purity: Purity {
    switch target {
    case .classes(_, _, .gini): .gini
    case .classes(_, _, .entropy): .entropy
    case .numbers: .variance
    }
  }

  /// The best question found at a node so far.
  private struct Question {
    var gain = -Double.infinity
    var column = 0
    /// The last bin that goes to the first child.
    var bin: UInt8 = 0
    var threshold: Float = 0
    var missingGoesFirst = false
  }

  /// A node that may still be split, and where its rows stand.
  private struct Open {
    var node, start, end, depth: Int
  }

  /// Grows a tree on rows drawn so many times each; on all of them once where nothing is said.
  func grow(drawn: [Int]? = nil, using random: inout Random) -> Tree {
    let rowCount = bins.rowCount
    let drawn = drawn ?? [Int](repeating: 1, count: rowCount)
    let work = Workspace(rows: rowCount, width: width)
    var held = 0
    for row in 0..<rowCount where drawn[row] > 0 {
      work.rows[held] = Int32(row)
      held += 1
    }
    for row in 0..<rowCount {
      work.weights[row] = Double(drawn[row])
      switch target {
      case .classes(let labels, _, _): work.labels[row] = Int32(labels[row])
      case .numbers(let numbers): work.numbers[row] = Double(numbers[row])
      }
    }
    var tree = Tree(outputs: { if case .classes(_, let count, _) = target { count } else { 1 } }())
    var open = [Open(node: 0, start: 0, end: held, depth: 0)]
    var columns = Array(0..<bins.columnCount)
    while let node = open.popLast() {
      let isMixed = describe(node, in: &tree, work)
      guard isMixed, node.end - node.start >= 2 * rules.rowsPerLeaf,
        node.depth < rules.depth ?? .max
      else { continue }
      let question = ask(node, &columns, work, &random)
      guard question.gain > -.infinity else { continue }
      let middle = part(node, by: question, work)
      let child = tree.split(
        node.node, column: question.column, threshold: question.threshold,
        missingGoesFirst: question.missingGoesFirst)
      tree.gains[node.node] = Float(max(0, question.gain))
      open.append(Open(node: child + 1, start: middle, end: node.end, depth: node.depth + 1))
      open.append(Open(node: child, start: node.start, end: middle, depth: node.depth + 1))
    }
    return tree
  }

  /// Sums a node's rows up, writes down its answer, and says whether they differ at all.
  private func describe(_ node: Open, in tree: inout Tree, _ work: Workspace) -> Bool {
    for place in 0..<width { work.total[place] = 0 }
    switch target {
    case .classes(_, let count, _):
      for place in node.start..<node.end {
        let row = Int(work.rows[place])
        work.total[Int(work.labels[row])] += work.weights[row]
      }
      let weight = (0..<count).reduce(0) { $0 + work.total[$1] }
      tree.weights[node.node] = Float(weight)
      var occupied = 0
      for label in 0..<count {
        tree.values[node.node * count + label] = Float(work.total[label] / weight)
        occupied += work.total[label] > 0 ? 1 : 0
      }
      return occupied > 1
    case .numbers:
      var (least, most) = (Double.infinity, -Double.infinity)
      for place in node.start..<node.end {
        let row = Int(work.rows[place])
        let number = work.numbers[row]
        work.total[0] += work.weights[row]
        work.total[1] += work.weights[row] * number
        (least, most) = (min(least, number), max(most, number))
      }
      tree.weights[node.node] = Float(work.total[0])
      tree.values[node.node] = Float(work.total[1] / work.total[0])
      return most > least
    }
  }

  /// The best question about the columns, or about some of them drawn by chance.
  private func ask(
    _ node: Open, _ columns: inout [Int], _ work: Workspace, _ random: inout Random
  ) -> Question {
    var best = Question()
    let wanted = rules.columnsPerSplit ?? columns.count
    let isDrawn = wanted < columns.count
    var tried = 0
    for place in columns.indices where tried < wanted {
      if isDrawn { columns.swapAt(place, place + random.below(columns.count - place)) }
      // A column that does not vary here has no question, and does not count as tried.
      if search(columns[place], node, work, &best) { tried += 1 }
    }
    return best
  }

  /// Deals the node's rows into the bins of a column and tries a cut after each; false where the
  /// column does not vary.
  private func search(
    _ column: Int, _ node: Open, _ work: Workspace, _ best: inout Question
  ) -> Bool {
    var marks = SIMD4<UInt64>.zero
    deal(column, node, work, &marks)
    defer { clear(marks, work) }
    let hasMissing = marks[3] >> 63 == 1
    let missing = Int(ColumnBins.missing)
    var known = marks
    known[3] &= ~(1 << 63)
    let occupied = (0..<4).reduce(0) { $0 + known[$1].nonzeroBitCount }
    guard occupied > 1 || (occupied == 1 && hasMissing) else { return false }
    let (width, purity) = (width, purity)
    let before = purity(work.total, width)
    let rowsMissing = hasMissing ? Int(work.counts[missing]) : 0
    for place in 0..<width { work.first[place] = 0 }
    var (rowsFirst, last) = (0, -1)
    func consider(_ first: UnsafePointer<Double>, _ rows: Int, next: Int?, missingFirst: Bool) {
      guard rows >= rules.rowsPerLeaf, node.end - node.start - rows >= rules.rowsPerLeaf else {
        return
      }
      for place in 0..<width { work.second[place] = work.total[place] - first[place] }
      let gain = purity(first, width) + purity(work.second, width) - before
      guard gain > best.gain else { return }
      // Where no gap was seen, gaps go with the many.
      let goesFirst = hasMissing ? missingFirst : 2 * rows > node.end - node.start
      best = Question(
        gain: gain, column: column, bin: UInt8(last),
        threshold: next.map { bins.columns[column].threshold(after: last, before: $0) }
          ?? .infinity,
        missingGoesFirst: goesFirst)
    }
    for word in 0..<4 {
      var bits = known[word]
      while bits != 0 {
        let bin = word * 64 + bits.trailingZeroBitCount
        bits &= bits &- 1
        if last >= 0 {
          consider(work.first, rowsFirst, next: bin, missingFirst: false)
          if hasMissing {
            for place in 0..<width {
              work.withMissing[place] = work.first[place] + work.sums[missing * width + place]
            }
            consider(work.withMissing, rowsFirst + rowsMissing, next: bin, missingFirst: true)
          }
        }
        for place in 0..<width { work.first[place] += work.sums[bin * width + place] }
        rowsFirst += Int(work.counts[bin])
        last = bin
      }
    }
    if hasMissing { consider(work.first, rowsFirst, next: nil, missingFirst: false) }
    return true
  }

  /// Adds each of the node's rows to its bin, and marks the bins.
  private func deal(
    _ column: Int, _ node: Open, _ work: Workspace, _ marks: inout SIMD4<UInt64>
  ) {
    let start = bins.place(row: 0, column: column)
    var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let width = width
    let isClasses = if case .classes = target { true } else { false }
    bins.codes.withUnsafeBufferPointer { codes in
      for place in node.start..<node.end {
        let row = Int(work.rows[place])
        let bin = Int(codes[start + row * BinnedRows.width])
        let bit: UInt64 = 1 << UInt64(bin & 63)
        switch bin >> 6 {
        case 0: a |= bit
        case 1: b |= bit
        case 2: c |= bit
        default: d |= bit
        }
        work.counts[bin] += 1
        if isClasses {
          work.sums[bin * width + Int(work.labels[row])] += work.weights[row]
        } else {
          work.sums[bin * 2] += work.weights[row]
          work.sums[bin * 2 + 1] += work.weights[row] * work.numbers[row]
        }
      }
    }
    marks = SIMD4(a, b, c, d)
  }

  /// Empties the marked bins for the next column.
  private func clear(_ marks: SIMD4<UInt64>, _ work: Workspace) {
    for word in 0..<4 {
      var bits = marks[word]
      while bits != 0 {
        let bin = word * 64 + bits.trailingZeroBitCount
        bits &= bits &- 1
        work.counts[bin] = 0
        for place in bin * width..<(bin + 1) * width { work.sums[place] = 0 }
      }
    }
  }

  /// Puts the rows of the first child before those of the second, each in their order, and says
  /// where the second begin.
  private func part(_ node: Open, by question: Question, _ work: Workspace) -> Int {
    let start = bins.place(row: 0, column: question.column)
    var (first, second) = (node.start, 0)
    bins.codes.withUnsafeBufferPointer { codes in
      for place in node.start..<node.end {
        let row = work.rows[place]
        let bin = codes[start + Int(row) * BinnedRows.width]
        let isMissing = bin == ColumnBins.missing
        if isMissing ? question.missingGoesFirst : bin <= question.bin {
          work.rows[first] = row
          first += 1
        } else {
          work.aside[second] = row
          second += 1
        }
      }
    }
    for place in 0..<second { work.rows[first + place] = work.aside[place] }
    return first
  }

  /// The memory that one tree is grown in.
  ///
  /// Plain memory and no arrays: their checks of bounds and of sharing cost more than the sums.
  private final class Workspace {
    let rows, aside, labels, counts: UnsafeMutablePointer<Int32>
    let weights, numbers: UnsafeMutablePointer<Double>
    let sums, total, first, second, withMissing: UnsafeMutablePointer<Double>

    init(rows count: Int, width: Int) {
      func whole(_ count: Int) -> UnsafeMutablePointer<Int32> {
        let memory = UnsafeMutablePointer<Int32>.allocate(capacity: count)
        memory.initialize(repeating: 0, count: count)
        return memory
      }
      func numbers(_ count: Int) -> UnsafeMutablePointer<Double> {
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: count)
        memory.initialize(repeating: 0, count: count)
        return memory
      }
      (rows, aside, labels, counts) = (whole(count), whole(count), whole(count), whole(256))
      (weights, self.numbers, sums) = (numbers(count), numbers(count), numbers(256 * width))
      (total, first) = (numbers(width), numbers(width))
      (second, withMissing) = (numbers(width), numbers(width))
    }

    deinit {
      for memory in [rows, aside, labels, counts] { memory.deallocate() }
      for memory in [weights, numbers, sums, total, first, second, withMissing] {
        memory.deallocate()
      }
    }
  }
}
