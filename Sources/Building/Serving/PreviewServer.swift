import Foundation

/// A server for one reader on this machine: it listens on the loopback address and nowhere else.
package final class PreviewServer: @unchecked Sendable {
  package let port: UInt16
  private let listener: Int32
  private let site: PreviewSite
  private let lock = NSLock()
  private var open = 0
  /// Connections that may be open at once; a page asks for a handful.
  private static let most = 64

  /// Listens.
  ///
  /// - Parameter port: Zero for any that is free.
  package init(_ site: PreviewSite, port wanted: UInt16) throws(BuildError) {
    self.site = site
    #if canImport(Darwin)
      let socket = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    guard socket >= 0 else {
      throw BuildError("The server cannot start: \(systemMessage(errno)).")
    }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) == 0 }
    }
    guard isBound, listen(socket, 64) == 0 else {
      let reason = systemMessage(errno)
      close(socket)
      throw BuildError(
        "Port \(wanted) of this machine cannot be used: \(reason). Name another with --port.")
    }
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
    }
    listener = socket
    port = UInt16(bigEndian: address.sin_port)
    signal(SIGPIPE, SIG_IGN)
  }

  deinit { close(listener) }

  /// Takes the connections that arrive within so many seconds, each to a thread of its own.
  package func serve(for seconds: Double) {
    var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, Int32(seconds * 1000)) > 0 else { return }
    let connection = accept(listener, nil, nil)
    guard connection >= 0 else { return }
    guard lock.withLock({ open < Self.most }) else {
      send(HTTPResponse(.init(503, "Too many connections.")).bytes(withBody: true), to: connection)
      close(connection)
      return
    }
    lock.withLock { open += 1 }
    Thread.detachNewThread { [self] in
      answer(connection)
      close(connection)
      lock.withLock { open -= 1 }
    }
  }

  private func answer(_ connection: Int32) {
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard let head = head(of: connection) else {
      return send(
        HTTPResponse(.init(408, "The request did not come to its end.")).bytes(withBody: true),
        to: connection)
    }
    let response = site.answer(head, port: port)
    send(response.bytes(withBody: !head.starts(with: "HEAD ".utf8)), to: connection)
    // What is left of a request that was refused is read, or the refusal would be lost with it.
    shutdown(connection, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<64 where recv(connection, &rest, rest.count, 0) > 0 {}
  }

  /// The bytes up to the first empty line, or one more than a head may have; nil when the other side
  /// goes away or takes its time: a head has ten seconds.
  private func head(of connection: Int32) -> [UInt8]? {
    let end = Date(timeIntervalSinceNow: 10)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 2048)
    while Date() < end {
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      bytes += piece[..<count]
      if let end = Self.emptyLine(in: bytes) { return Array(bytes[..<end]) }
      if bytes.count > HTTPRequest.limit { return bytes }
    }
    return nil
  }

  private static func emptyLine(in bytes: [UInt8]) -> Int? {
    var place = 0
    while place + 1 < bytes.count {
      if bytes[place] == 0x0A, bytes[place + 1] == 0x0A { return place }
      if bytes[place] == 0x0D, place + 3 < bytes.count, bytes[place + 1] == 0x0A,
        bytes[place + 2] == 0x0D, bytes[place + 3] == 0x0A
      {
        return place
      }
      place += 1
    }
    return nil
  }

  private func send(_ bytes: [UInt8], to connection: Int32) {
    var place = 0
    while place < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress! + place, bytes.count - place, 0)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      place += count
    }
  }
}
