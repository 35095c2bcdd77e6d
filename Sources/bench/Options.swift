import Foundation

/// The command line of `bench`.
struct Options {
  /// Something on the command line that means nothing.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private(set) var workloads: [Workload] = []
  private(set) var studies: [Study] = []
  private(set) var withPeers = false
  private(set) var publishes = false
  private(set) var lists = false
  private(set) var json: String?
  private(set) var rounds = 7
  private(set) var threads = [2]
  /// Set in a child that runs one workload on request.
  private(set) var worker: String?

  init(_ arguments: ArraySlice<String>) throws {
    var names: [String] = []
    var rest = arguments
    func value(of flag: String) throws -> String {
      guard let value = rest.popFirst() else { throw Mistake("\(flag) needs a value") }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--peers": withPeers = true
      case "--publish": publishes = true
      case "--list": lists = true
      case "--json": json = try value(of: word)
      case "--worker": worker = try value(of: word)
      case "--rounds": rounds = try Options.count(try value(of: word), of: word)
      case "--threads":
        threads = try value(of: word).split(separator: ",").map {
          try Options.count(String($0), of: word)
        }
      default:
        guard !word.hasPrefix("-") else { throw Mistake("there is no flag \(word)") }
        names.append(word)
      }
    }
    try choose(names)
  }

  private static func count(_ text: String, of flag: String) throws -> Int {
    guard let count = Int(text), count > 0 else {
      throw Mistake("\(flag) takes whole numbers from 1 on, not \"\(text)\"")
    }
    return count
  }

  /// The workloads and studies of these names; a name also stands for all that begin with it and a
  /// hyphen. Without names: every workload of the table, and for the published page of its figures.
  private mutating func choose(_ names: [String]) throws {
    if names.isEmpty { workloads = Workload.all.filter { publishes || $0.isInTable } }
    for name in names {
      let found = Workload.all.filter { $0.name == name || $0.name.hasPrefix(name + "-") }
      let others = Study.all.filter { $0.name == name }
      guard !(found.isEmpty && others.isEmpty) else {
        throw Mistake("there is no workload \(name); `./build.sh bench --list` names them")
      }
      workloads += found.filter { one in !workloads.contains { $0.name == one.name } }
      studies += others
    }
  }
}
