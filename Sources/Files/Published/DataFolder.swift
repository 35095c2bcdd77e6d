import Foundation

/// Where published data sets stand on this machine.
public enum DataFolder {
  /// The folder below which each set has a folder of its own: what `LADDER_DATA` names, or else
  /// `ladder` in the user's cache folder, where every checkout of the book finds it.
  public static func path(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    if let chosen = environment["LADDER_DATA"], !chosen.isEmpty { return chosen }
    if let cache = environment["XDG_CACHE_HOME"], !cache.isEmpty { return cache + "/ladder" }
    let home = environment["HOME"] ?? NSHomeDirectory()
    #if os(macOS)
      return home + "/Library/Caches/ladder"
    #else
      return home + "/.cache/ladder"
    #endif
  }

  /// Whether all files of `set` are there. It looks at their names; that they are whole was checked
  /// when they were downloaded.
  public static func has(
    _ set: PublishedSet, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Bool {
    (try? locate(set, environment: environment)) != nil
  }

  /// The folder of `set`, or an error that says how to get it.
  public static func locate(
    _ set: PublishedSet, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FileError) -> String {
    let folder = "\(path(environment: environment))/\(set.folder)"
    for name in set.finalNames {
      let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      guard [name, plain].contains(where: { exists("\(folder)/\($0)") }) else {
        throw FileError(
          "\(folder)/\(name)", "the data set \(set.name) is not on this machine",
          hint: "./build.sh data \(set.name) gets it. Or set LADDER_DATA to the folder that holds "
            + "\(set.folder)")
      }
    }
    return folder
  }

  /// The path of a file in `folder`, with `.gz` where only the compressed file is there.
  public static func file(_ name: String, in folder: String) throws(FileError) -> String {
    let candidates = ["\(folder)/\(name)", "\(folder)/\(name).gz"]
    guard let found = candidates.first(where: exists) else {
      throw FileError(candidates[0], "there is no such file, nor one that ends in .gz")
    }
    return found
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
