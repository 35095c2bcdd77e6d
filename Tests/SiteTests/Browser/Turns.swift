import Foundation

/// Who has a turn today: what would take too long for every page goes by turns, so that all have had
/// theirs after as many days as there are ways. `./build.sh test --all` gives every page all of them.
enum Turns {
  /// The ways in which a page is looked at today, of the ways there are.
  static func today<Way>(_ pages: [String], _ page: String, of ways: [Way]) -> [Way] {
    if ProcessInfo.processInfo.environment["LADDER_TESTS"] == "all" { return ways }
    let day = Int(Date().timeIntervalSince1970) / 86_400
    let place = pages.firstIndex(of: page) ?? 0
    return [ways[(place + day) % ways.count]]
  }
}
