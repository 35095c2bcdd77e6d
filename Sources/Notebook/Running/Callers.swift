@preconcurrency import Foundation

// Where an error was thrown, and where the C library was told to end the program. The runtime's own
// report of a crash knows neither: an error has no stack by the time it leaves the chapter, and from
// `abort` the report finds no way back. What is written here are addresses; whoever reads the
// output looks their lines up.

/// Remembers where errors are thrown from now on, and tells the callers of `abort`, which a failed
/// `as!` ends in.
func watchThrowsAndAborts() {
  setThrowHandler?({ _ in lastThrow.withLock { $0 = callers() } })
  // What is first needed in the handler would be loaded there, which is no place for it.
  _ = callers()
  signal(SIGABRT) { _ in
    signal(SIGABRT, SIG_DFL)
    writeCallers(callers())
  }
}

/// Lets the last `throw` be the last that is remembered: the error has left the chapter, and those
/// who hand it on throw it again.
func keepLastThrow() { setThrowHandler?(nil) }

private typealias ThrowHandler = @convention(c) (UnsafeRawPointer?) -> Void

private let setThrowHandler = function(
  "_swift_setWillThrowHandler", as: (@convention(c) (ThrowHandler?) -> Void).self)

/// Writes where the last error was thrown, for the program that reads the output.
func writePlaceOfLastThrow() { writeCallers(lastThrow.withLock { $0 }) }

/// The return addresses of the last `throw`.
private let lastThrow = Locked<[UnsafeRawPointer]>([])

/// A value that one thread at a time may use.
private final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.withLock { body(&value) }
  }
}

/// The return addresses of those who are at work, the innermost first.
private func callers() -> [UnsafeRawPointer] {
  typealias Walk = @convention(c) (UnsafeMutablePointer<UnsafeRawPointer?>, Int32) -> Int32
  guard let walk = function("backtrace", as: Walk.self) else { return [] }
  var places = [UnsafeRawPointer?](repeating: nil, count: 64)
  let count = walk(&places, Int32(places.count))
  return places.prefix(Int(count)).compactMap { $0 }
}

/// What `dladdr` says of an address: the file it was loaded from, and where that begins.
private struct LoadedFile {
  var file: UnsafePointer<CChar>?
  var start: UnsafeRawPointer?
  var symbol: UnsafePointer<CChar>?
  var symbolStart: UnsafeRawPointer?
}

/// Writes addresses as the runtime does where it knows no names: the file, and how far into it.
private func writeCallers(_ places: [UnsafeRawPointer]) {
  typealias Lookup = @convention(c) (UnsafeRawPointer, UnsafeMutableRawPointer) -> Int32
  guard let lookup = function("dladdr", as: Lookup.self) else { return }
  for (number, place) in places.enumerated() {
    var found = LoadedFile()
    guard withUnsafeMutablePointer(to: &found, { lookup(place, UnsafeMutableRawPointer($0)) }) != 0,
      let file = found.file, let start = found.start
    else { continue }
    let name = String(cString: file).split(separator: "/").last ?? ""
    printError("\(number) \(name) \(place) <unavailable> + \(place - start)")
  }
}

/// A function of the C library or of Swift's runtime by its name; nil where there is none.
private func function<Function>(_ name: String, as type: Function.Type) -> Function? {
  dlsym(UnsafeMutableRawPointer(bitPattern: 0), name).map { unsafeBitCast($0, to: type) }
}
