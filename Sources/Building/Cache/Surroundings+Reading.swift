import Files
import Foundation
import Literate

extension Surroundings {
  /// What holds on this machine now.
  package static func current(
    of checkout: Checkout, library: String, supervisor: Supervisor,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Surroundings {
    // These two choose other kernels in OpenBLAS, which add in another order.
    let kernels = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"].map { environment[$0] ?? "" }
    let memory = FileMemory(at: "\(checkout.work)/data")
    return Surroundings(
      library: library, tangling: tangling(in: checkout), flags: try flags(of: checkout),
      toolchain: try toolchain(
        of: checkout, supervisor: supervisor, path: environment["PATH"] ?? ""),
      processor: Fingerprint.of(([processorName] + kernels).joined(separator: "\n")),
      seed: environment["LADDER_SEED"] ?? "",
      data: { dataFingerprint($0, environment: environment, memory: memory) })
  }

  /// The sources of what reads a chapter and makes a program of its blocks: another program would put
  /// out something else.
  private static func tangling(in checkout: Checkout) -> String {
    let memory = FileMemory(at: "\(checkout.work)/tangling") {
      Fingerprint.of(SwiftCode(bytes: $0).essence)
    }
    let files = ["Model", "Parsing", "Swift", "Tangling", "Text"].flatMap { folder in
      let place = "\(checkout.root)/Sources/Literate/\(folder)"
      return Disk.all(in: place).map { "\(place)/\($0)" }
    }
    var fingerprint = Fingerprint()
    for (_, value) in memory.values(of: files).sorted(by: { $0.key < $1.key }) {
      fingerprint.add(value)
    }
    return fingerprint.name()
  }

  /// The lines of the manifest that say how things are compiled.
  private static func flags(of checkout: Checkout) throws(BuildError) -> String {
    let words = ["\"-", "Setting", "swiftLanguageModes", "swift-tools-version"]
    let lines = (try Disk.text(checkout.manifest) ?? "").split(separator: "\n")
    let telling = lines.filter { line in words.contains { line.contains($0) } }
    return Fingerprint.of((["release"] + telling).joined(separator: "\n"))
  }

  /// What the compiler calls itself. Asking takes a tenth of a second, so the answer is kept as long
  /// as the compiler's file is the same one.
  private static func toolchain(
    of checkout: Checkout, supervisor: Supervisor, path: String
  ) throws -> String {
    let memory = "\(checkout.work)/toolchain"
    let candidates: [String] = path.split(separator: ":").map { "\($0)/swiftc" }
    guard let compiler = candidates.first(where: { access($0, X_OK) == 0 }) else {
      throw BuildError("there is no swiftc on the path.")
    }
    let key = FileIdentity(compiler).map { "\($0)" } ?? ""
    if !key.isEmpty, let kept = try Disk.text(memory), kept.hasPrefix(key + "\n") {
      return String(kept.dropFirst(key.count + 1))
    }
    let output = "\(memory).\(getpid())"
    defer { unlink(output) }
    try Disk.makeFolder(checkout.work)
    let program = Program(
      compiler, ["--version"], folder: checkout.root, output: output, errors: "/dev/null")
    guard try supervisor.run(program).isSuccess, let version = try Disk.text(output) else {
      throw BuildError("swiftc does not say its version.")
    }
    if !key.isEmpty { try Disk.write("\(key)\n\(version)", to: memory) }
    return version
  }

  /// The processor's name and what it can do, which decides the kernels and the code.
  private static var processorName: String {
    #if canImport(Darwin)
      var size = 0
      sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
      var name = [CChar](repeating: 0, count: max(size, 1))
      sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0)
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      let keys = ["model name", "flags", "Features", "CPU part", "CPU implementer"]
      let text = ((try? Disk.text("/proc/cpuinfo")) ?? nil) ?? ""
      // The first processor speaks for all.
      let lines = text.split(separator: "\n\n").first?.split(separator: "\n") ?? []
      return lines.filter { line in keys.contains { line.hasPrefix($0) } }.joined(separator: "\n")
    #endif
  }

  /// The contents of a data set's files; the same for every set that is not there.
  private static func dataFingerprint(
    _ name: String, environment: [String: String], memory: FileMemory
  ) -> String {
    guard let set = PublishedSet.all.first(where: { $0.name == name || $0.folder == name }),
      let folder = try? DataFolder.locate(set, environment: environment)
    else { return "not there" }
    var fingerprint = Fingerprint()
    for file in Disk.names(in: folder) {
      fingerprint.add(memory.value(of: "\(folder)/\(file)"))
    }
    return fingerprint.name()
  }
}
