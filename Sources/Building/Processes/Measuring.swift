import Foundation

/// The memory that a process holds in RAM at this moment, in bytes; zero when it is gone.
///
/// It is polled because the limits that a system enforces count reserved addresses, of which BLAS
/// and the allocator take gigabytes that they never touch.
func residentMemory(of process: pid_t) -> Int {
  #if canImport(Darwin)
    var usage = rusage_info_v2()
    let result = withUnsafeMutablePointer(to: &usage) { pointer in
      pointer.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
        proc_pid_rusage(process, RUSAGE_INFO_V2, $0)
      }
    }
    return result == 0 ? Int(usage.ri_resident_size) : 0
  #else
    // The second number of statm is the count of resident pages.
    guard let text = readSmallFile("/proc/\(process)/statm") else { return 0 }
    let fields = text.split(separator: " ", maxSplits: 2)
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  #endif
}

/// The bytes in the file; zero when it is not there.
func fileSize(_ path: String) -> Int {
  var information = stat()
  return stat(path, &information) == 0 ? Int(information.st_size) : 0
}

/// The beginning of a file of a few lines, read in one go.
func readSmallFile(_ path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  let bytes = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
    count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
  }
  return String(decoding: bytes, as: UTF8.self)
}
