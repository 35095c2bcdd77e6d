/// A graph in layers, every arrow from a lower layer to the next: what a diagram is drawn from.
///
/// After Sugiyama: break rings, find layers, let long arrows pass through a stop in every layer they
/// cross, and order each layer so that few arrows cross.
package struct LayeredGraph: Sendable {
  /// Arrows as pairs of nodes; a reversed one belonged to a ring.
  package let edges: [(from: Int, to: Int)]
  /// The layer of each node; stops of long arrows are nodes after the given ones.
  package private(set) var layer: [Int]
  /// The nodes of each layer in order.
  package private(set) var order: [[Int]] = []
  /// For each arrow the nodes it passes, from its start to its end.
  package private(set) var routes: [[Int]] = []
  package let nodeCount: Int
  private(set) var next: [[Int]] = []
  private(set) var previous: [[Int]] = []

  package init(nodeCount: Int, edges: [(from: Int, to: Int)]) {
    self.nodeCount = nodeCount
    self.edges = edges
    let forward = LayeredGraph.withoutRings(nodeCount, edges)
    layer = LayeredGraph.layers(nodeCount, forward)
    makeRoutes(forward)
    makeOrder()
  }

  /// The arrows with those turned round that close a ring; those from a node to itself vanish.
  private static func withoutRings(
    _ count: Int, _ edges: [(from: Int, to: Int)]
  ) -> [(from: Int, to: Int)] {
    var targets = [[Int]](repeating: [], count: count)
    for (index, edge) in edges.enumerated() { targets[edge.from].append(index) }
    var result = edges
    var state = [Int](repeating: 0, count: count)
    for root in 0..<count where state[root] == 0 {
      // A stack of its own: a long chain must not exhaust the program's.
      var stack = [(node: root, next: 0)]
      state[root] = 1
      while let top = stack.last {
        guard top.next < targets[top.node].count else {
          state[top.node] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = targets[top.node][top.next]
        let target = edges[edge].to
        if state[target] == 1 {
          result[edge] = (target, top.node)
        } else if state[target] == 0 {
          state[target] = 1
          stack.append((target, 0))
        }
      }
    }
    return result
  }

  /// The longest way to each node; then nodes without predecessors move up to their successors.
  private static func layers(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
    var layer = [Int](repeating: 0, count: count)
    var waiting = [Int](repeating: 0, count: count)
    var targets = [[Int]](repeating: [], count: count)
    for edge in edges where edge.from != edge.to {
      waiting[edge.to] += 1
      targets[edge.from].append(edge.to)
    }
    let isSource = waiting.map { $0 == 0 }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let node = ready.popLast() {
      for target in targets[node] {
        layer[target] = max(layer[target], layer[node] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    for node in 0..<count where isSource[node] {
      if let nearest = targets[node].map({ layer[$0] }).min() { layer[node] = nearest - 1 }
    }
    return layer
  }

  private mutating func makeRoutes(_ edges: [(from: Int, to: Int)]) {
    for (index, edge) in edges.enumerated() {
      guard edge.from != edge.to else {
        routes.append([])
        continue
      }
      var route = [edge.from]
      for stop in layer[edge.from] + 1..<max(layer[edge.to], layer[edge.from] + 1) {
        route.append(layer.count)
        layer.append(stop)
      }
      route.append(edge.to)
      // An arrow that was turned round is drawn the way its author meant it.
      routes.append(self.edges[index].from == edge.from ? route : route.reversed())
    }
    next = [[Int]](repeating: [], count: layer.count)
    previous = next
    for route in routes {
      for (a, b) in zip(route, route.dropFirst()) {
        let (low, high) = layer[a] < layer[b] ? (a, b) : (b, a)
        next[low].append(high)
        previous[high].append(low)
      }
    }
  }

  /// Sweeps up and down, each layer ordered by the mean place of its neighbours; the best of all.
  private mutating func makeOrder() {
    order = [[Int]](repeating: [], count: (layer.max() ?? -1) + 1)
    for node in layer.indices { order[layer[node]].append(node) }
    var best = order
    var fewest = crossings
    for sweep in 0..<12 where fewest > 0 {
      let layers =
        sweep % 2 == 0 ? Array(order.indices.dropFirst()) : order.indices.dropLast().reversed()
      for index in layers {
        let neighbours = sweep % 2 == 0 ? previous : next
        let fixed = order[sweep % 2 == 0 ? index - 1 : index + 1]
        let place = Dictionary(uniqueKeysWithValues: fixed.enumerated().map { ($1, Double($0)) })
        let wanted = order[index].enumerated().map { position, node -> (Double, Int, Int) in
          let places = neighbours[node].compactMap { place[$0] }
          let mean =
            places.isEmpty
            ? Double(position) : places.reduce(0, +) / Double(places.count)
          return (mean, position, node)
        }
        order[index] = wanted.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      }
      if crossings < fewest { (best, fewest) = (order, crossings) }
    }
    order = best
  }

  /// How often arrows cross.
  package var crossings: Int {
    var count = 0
    for (index, nodes) in order.enumerated() where index + 1 < order.count {
      let above = order[index + 1]
      let place = Dictionary(uniqueKeysWithValues: above.enumerated().map { ($1, $0) })
      let ends = nodes.enumerated().flatMap { position, node in
        next[node].compactMap { place[$0] }.map { (position, $0) }
      }
      for (first, one) in ends.enumerated() {
        for other in ends[(first + 1)...] where (one.0 - other.0) * (one.1 - other.1) < 0 {
          count += 1
        }
      }
    }
    return count
  }

  /// The places of all nodes across the layers, from their sizes: near their neighbours, apart from
  /// each other, with as many straight arrows as can be had.
  package func places(sizes: [Double], gap: Double) -> [Double] {
    let ways = [Pull.backward, .forward, .both].map {
      straightened(places(sizes, gap, finally: $0), sizes, gap)
    }
    let costs = ways.map(bends)
    return ways[costs.firstIndex(of: costs.min() ?? 0) ?? 0]
  }

  /// Which neighbours a node is drawn to.
  private enum Pull { case backward, forward, both }

  /// How much arrows bend; the root makes one large bend cheaper than many small ones.
  private func bends(_ place: [Double]) -> Double {
    var sum = 0.0
    for route in routes {
      for (a, b) in zip(route, route.dropFirst()) {
        let isStop = a >= nodeCount || b >= nodeCount
        sum += abs(place[a] - place[b]).squareRoot() * (isStop ? 1.5 : 1)
      }
    }
    return sum
  }

  private func places(_ sizes: [Double], _ gap: Double, finally last: Pull) -> [Double] {
    var place = [Double](repeating: 0, count: layer.count)
    for nodes in order {
      var at = 0.0
      for node in nodes {
        place[node] = at + sizes[node] / 2
        at += sizes[node] + gap
      }
      // Start centred, so that symmetric graphs stay symmetric.
      for node in nodes { place[node] -= (at - gap) / 2 }
    }
    for sweep in 0..<48 {
      let isUp = sweep % 2 == 0
      for index in isUp ? Array(order.indices) : order.indices.reversed() {
        let wanted = order[index].map { node -> Double in
          let pull = sweep < 24 ? (isUp ? Pull.backward : .forward) : last
          let near = pull == .backward ? previous[node] : pull == .forward ? next[node] : []
          let neighbours = near.isEmpty ? next[node] + previous[node] : near
          guard !neighbours.isEmpty else { return place[node] }
          return neighbours.map { place[$0] }.reduce(0, +) / Double(neighbours.count)
        }
        let spread = LayeredGraph.spread(wanted, sizes: order[index].map { sizes[$0] + gap })
        for (node, at) in zip(order[index], spread) { place[node] = at }
      }
    }
    return place
  }

  /// Places in the given order, nearest to the wanted ones, each with its room.
  private static func spread(_ wanted: [Double], sizes: [Double]) -> [Double] {
    var blocks: [(start: Double, size: Double, members: [(offset: Double, index: Int)])] = []
    for (index, place) in wanted.enumerated() {
      blocks.append((place - sizes[index] / 2, sizes[index], [(sizes[index] / 2, index)]))
      while blocks.count > 1,
        blocks[blocks.count - 2].start + blocks[blocks.count - 2].size
          > blocks[blocks.count - 1].start + 1e-9
      {
        let last = blocks.removeLast()
        var block = blocks.removeLast()
        block.members += last.members.map { ($0.offset + block.size, $0.index) }
        block.size += last.size
        let pull = block.members.map { wanted[$0.index] - $0.offset }
        block.start = pull.reduce(0, +) / Double(pull.count)
        blocks.append(block)
      }
    }
    var places = wanted
    for block in blocks {
      for member in block.members { places[member.index] = block.start + member.offset }
    }
    return places
  }
}
