import Foundation

/// The machine as one line, for the places that say where numbers were measured:
/// `AMD EPYC 7763, 2 cores, 8 GB, Linux`.
func machineLine() -> String {
  let process = ProcessInfo.processInfo
  let cores = process.activeProcessorCount
  let gigabytes = (Double(process.physicalMemory) / 1e9).rounded()
  #if os(Linux)
    let system = "Linux"
  #else
    let system = "macOS"
  #endif
  return
    "\(processorName()), \(cores) core\(cores == 1 ? "" : "s"), \(Int(gigabytes)) GB, \(system)"
}

private func processorName() -> String {
  #if os(Linux)
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
  #else
    var size = 0
    sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
    var bytes = [CChar](repeating: 0, count: max(size, 1))
    sysctlbyname("machdep.cpu.brand_string", &bytes, &size, nil, 0)
    let name: String? = String(
      decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  #endif
  #if arch(x86_64)
    let fallback = "x86-64"
  #else
    let fallback = "arm64"
  #endif
  return name.flatMap { $0.isEmpty ? nil : $0 } ?? fallback
}
