/// Finds links of a site that lead nowhere, and anything a page would ask of another place.
public struct LinkChecker {
  /// A link that leads nowhere.
  public struct Broken: Equatable, Sendable {
    public var page: String
    public var target: String
  }

  private var paths: Set<String> = []
  private var anchors: [String: Set<String>] = [:]
  private var links: [(page: String, target: String, isLoaded: Bool)] = []

  public init(_ files: [SiteFile]) {
    for file in files {
      paths.insert(file.path)
      guard file.path.hasSuffix(".html"), case .bytes(let bytes) = file.contents else { continue }
      read(bytes, of: file.path)
    }
  }

  /// The links that lead nowhere, and what is loaded from elsewhere.
  public var broken: [Broken] {
    links.compactMap { page, target, isLoaded in
      let isGood = isLoaded || !LinkChecker.isOutside(target) ? leads(target, from: page) : true
      return isGood ? nil : Broken(page: page, target: target)
    }
  }

  private static func isOutside(_ target: String) -> Bool {
    target.hasPrefix("https://") || target.hasPrefix("http://") || target.hasPrefix("mailto:")
  }

  private func leads(_ target: String, from page: String) -> Bool {
    guard !LinkChecker.isOutside(target), !target.hasPrefix("/"), !target.hasPrefix("data:") else {
      return false
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var names = page.split(separator: "/").dropLast().map(String.init)
    for name in parts[0].split(separator: "/") {
      if name == ".." {
        guard names.popLast() != nil else { return false }
      } else {
        names.append(String(name))
      }
    }
    let path = parts[0].isEmpty ? page : names.joined(separator: "/")
    guard paths.contains(path) else { return false }
    guard parts.count > 1, !parts[1].isEmpty, let ids = anchors[path] else { return true }
    return ids.contains(String(parts[1]))
  }

  /// Collects the anchors and the links of a page.
  private mutating func read(_ bytes: [UInt8], of page: String) {
    var ids: Set<String> = []
    var place = 0
    let names: [(Array<UInt8>, String)] = [
      (Array(" id=\"".utf8), "id"), (Array(" href=\"".utf8), "href"),
      (Array(" src=\"".utf8), "src"),
    ]
    while let space = bytes[place...].firstIndex(of: 0x20) {
      place = space + 1
      guard let (mark, name) = names.first(where: { bytes[space...].starts(with: $0.0) }) else {
        continue
      }
      let start = space + mark.count
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else { break }
      let value = String(decoding: bytes[start..<end], as: UTF8.self)
        .replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
      if name == "id" { ids.insert(value) } else { links.append((page, value, name == "src")) }
      place = end
    }
    anchors[page] = ids
  }
}

extension String {
  fileprivate func replacing(_ word: String, with other: String) -> String {
    contains("&")
      ? split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
      : self
  }
}
