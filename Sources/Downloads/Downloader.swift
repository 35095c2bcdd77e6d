import Files
import Foundation

/// Gets published data sets: from the first mirror that has them, going on where an earlier attempt
/// stopped, and never leaving a file in place that is not what it has to be.
///
/// A file grows under a name that ends in `.part`. When it is complete and has its checksum it takes
/// its own name; until then nobody can mistake it for the set.
public struct Downloader: Sendable {
  /// Told of a file's name, the bytes that are there and the bytes it will have, where that is
  /// known.
  public typealias Progress = @Sendable (_ file: String, _ received: Int, _ total: Int?) -> Void

  /// The folder below which each set has its own.
  public var folder: String
  /// How many seconds a mirror may be silent.
  public var patience: TimeInterval
  /// How often every mirror is tried.
  public var rounds: Int

  /// A downloader into the data folder of this machine.
  public init(
    folder: String = DataFolder.path(), patience: TimeInterval = 60, rounds: Int = 2
  ) {
    self.folder = folder
    self.patience = patience
    self.rounds = rounds
  }

  /// Gets what is missing of `set` and returns the folder it stands in. Files that are there and
  /// have their checksum are left alone.
  @discardableResult
  public func get(
    _ set: PublishedSet, progress: @escaping Progress = { _, _, _ in }
  ) throws(FileError) -> String {
    let target = "\(folder)/\(set.folder)"
    do {
      try FileManager.default.createDirectory(
        atPath: target, withIntermediateDirectories: true)
    } catch {
      throw FileError(
        target, "the folder cannot be made: \(error.localizedDescription)",
        hint: "Set LADDER_DATA to a folder where you may write")
    }
    for file in set.files where !(try isThere(file, in: target)) {
      let path = "\(target)/\(file.name)"
      try fetch(file, to: path, from: set.mirrors, progress)
      if !file.members.isEmpty { try unpack(file, at: path, into: target) }
    }
    return target
  }

  /// Whether the file, or everything wanted from it, is there already.
  private func isThere(
    _ file: PublishedSet.File, in target: String
  ) throws(FileError) -> Bool {
    let manager = FileManager.default
    guard file.members.isEmpty else {
      // Members take their names one by one, after the archive was compared with its checksum.
      return file.members.allSatisfy { manager.fileExists(atPath: "\(target)/\($0.name)") }
    }
    let path = "\(target)/\(file.name)"
    guard manager.fileExists(atPath: path) else { return false }
    return try SHA256.hexadecimal(ofFile: path) == file.sha256
  }

  /// Gets one file from the mirrors in turn. What one mirror has begun the next goes on with.
  private func fetch(
    _ file: PublishedSet.File, to path: String, from mirrors: [String],
    _ progress: @escaping Progress
  ) throws(FileError) {
    let part = path + ".part"
    var failures: [String] = []
    for mirror in (0..<rounds).flatMap({ _ in mirrors }) {
      let address = "\(mirror)/\(file.address)"
      do {
        try Transfer.run(address, to: part, size: file.size, patience: patience) {
          progress(file.name, $0, file.size)
        }
        let checksum = try SHA256.hexadecimal(ofFile: part)
        if checksum == file.sha256 {
          guard rename(part, path) == 0 else {
            throw FileError(path, "the finished file could not take its name")
          }
          return
        }
        try? FileManager.default.removeItem(atPath: part)
        failures.append(
          "\(address): its checksum is \(checksum.prefix(12))…, not the published one")
      } catch let failure as TransferFailure {
        failures.append("\(address): \(failure.reason)")
      } catch {
        throw error as? FileError ?? FileError(path, "\(error)")
      }
    }
    let reasons = failures.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    throw FileError(
      path, "no mirror gave the file (" + reasons.joined(separator: "; ") + ")",
      hint:
        "Try again, it goes on where it stopped. Or get the file in another way and put it there")
  }

  /// Takes the wanted files out of an archive, which is deleted afterwards.
  private func unpack(
    _ file: PublishedSet.File, at path: String, into target: String
  ) throws(FileError) {
    let archive = try FileBytes.read(path)
    let wanted = file.members.map(\.name)
    let members =
      file.name.hasSuffix(".zip")
      ? try Zip.extract(wanted, from: archive, path: path)
      : try Tar.extract(wanted, from: GZip.decompress(archive, path: path), path: path)
    for name in wanted {
      try FileBytes.write(Array(members[name]!), to: "\(target)/\(name)")
    }
    try? FileManager.default.removeItem(atPath: path)
  }
}
