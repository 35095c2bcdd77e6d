import Autograd
import Tensors

/// The objects of one class below `root`, each once under the first path that leads to it.
func found<Object: AnyObject>(
  _ kind: Object.Type, in root: Any
) -> [(name: String, value: Object)] {
  var search = Search<Object>()
  search.visit(root, "")
  return search.result
}

/// A walk through stored properties.
private struct Search<Object: AnyObject> {
  private(set) var result: [(name: String, value: Object)] = []
  /// Objects that were looked at: a second path to one leads to nothing new, and a path that comes
  /// back to where it began would never end.
  private var known: Set<ObjectIdentifier> = []

  mutating func visit(_ value: Any, _ path: String) {
    if value is Tensor { return }
    if let object = value as? Object {
      if known.insert(ObjectIdentifier(object)).inserted { result.append((path, object)) }
      return
    }
    if value is Parameter || value is Buffer { return }
    if type(of: value) is AnyClass {
      guard known.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .dictionary {
      visitEntries(of: mirror, path)
    } else {
      visitInherited(of: mirror, path)
      visitChildren(of: mirror, path)
    }
  }

  /// What a class inherits comes first, as it was declared first.
  private mutating func visitInherited(of mirror: Mirror, _ path: String) {
    guard let above = mirror.superclassMirror else { return }
    visitInherited(of: above, path)
    visitChildren(of: above, path)
  }

  private mutating func visitChildren(of mirror: Mirror, _ path: String) {
    let isList = mirror.displayStyle == .collection
    let isOptional = mirror.displayStyle == .optional
    for (position, child) in mirror.children.enumerated() {
      let step = isOptional ? "" : isList ? String(position) : child.label ?? String(position)
      visit(child.value, joined(path, step))
    }
  }

  /// In the order of their names: a dictionary's own changes from run to run.
  private mutating func visitEntries(of mirror: Mirror, _ path: String) {
    let entries = mirror.children.map { entry in
      let pair = Array(Mirror(reflecting: entry.value).children)
      return (name: "\(pair[0].value)", value: pair[1].value)
    }
    for entry in entries.sorted(by: { $0.name < $1.name }) {
      visit(entry.value, joined(path, entry.name))
    }
  }

  private func joined(_ path: String, _ step: String) -> String {
    path.isEmpty ? step : step.isEmpty ? path : path + "." + step
  }
}
