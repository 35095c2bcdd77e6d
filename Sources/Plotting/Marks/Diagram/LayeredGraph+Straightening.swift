extension LayeredGraph {
  /// The places with nodes moved a little where that makes an arrow straight: one that is nearly so
  /// looks like a mistake.
  func straightened(_ places: [Double], _ sizes: [Double], _ gap: Double) -> [Double] {
    var place = places
    for _ in 0..<4 {
      for nodes in order {
        for position in nodes.indices {
          straighten(position, of: nodes, &place, sizes, gap)
        }
      }
    }
    return place
  }

  /// Moves one node of a layer to the place of a node it is joined to, if it has the room and its
  /// arrows bend less for it.
  private func straighten(
    _ position: Int, of nodes: [Int], _ place: inout [Double], _ sizes: [Double], _ gap: Double
  ) {
    let node = nodes[position]
    let partners = next[node] + previous[node]
    // The root makes one large bend cheaper than two small ones.
    func bend(at middle: Double) -> Double {
      partners.reduce(0) { $0 + abs(place[$1] - middle).squareRoot() }
    }
    // Its neighbours may come a third closer for it.
    func apart(_ other: Int) -> Double { (sizes[nodes[other]] + sizes[node]) / 2 + gap * 0.67 }
    let isFirst = position == 0
    let isLast = position == nodes.count - 1
    let low = isFirst ? -.infinity : place[nodes[position - 1]] + apart(position - 1)
    let high = isLast ? .infinity : place[nodes[position + 1]] - apart(position + 1)
    for partner in partners {
      let wanted = place[partner]
      guard abs(wanted - place[node]) <= gap, wanted >= low, wanted <= high,
        bend(at: wanted) < bend(at: place[node]) - 1e-9
      else { continue }
      place[node] = wanted
    }
  }
}
