import Foundation

/// A server on this machine that answers as a test tells it to: one thread, one request at a time.
public final class LoopbackServer: @unchecked Sendable {
  /// What to send for a request; the connection is closed afterwards.
  public struct Answer {
    var status: String
    var headers: [String]
    var body: [UInt8]
    /// How many bytes of the body are really sent.
    var cutAfter: Int?
    /// Whether to say nothing for a while.
    var isSilent: Bool

    /// An answer; what is not given is an empty success.
    public init(
      status: String = "200 OK", headers: [String] = [], body: [UInt8] = [],
      cutAfter: Int? = nil, isSilent: Bool = false
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.cutAfter = cutAfter
      self.isSilent = isSilent
    }
  }

  /// A request: its path, and the first byte it asks for.
  public struct Request: Equatable {
    public let path: String
    public let start: Int?

    /// A request for `path`, from byte `start` on where that is given.
    public init(path: String, start: Int?) {
      self.path = path
      self.start = start
    }
  }

  private let socketDescriptor: Int32
  private let lock = NSLock()
  private var answers: [(Request) -> Answer]
  private var seen: [Request] = []
  /// The address of the server.
  public let address: String

  /// Starts a server that gives `answers` one after the other, the last for ever.
  public init(_ answers: [(Request) -> Answer]) throws {
    self.answers = answers
    #if os(Linux)
      socketDescriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socketDescriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socketDescriptor
    let isBound = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw CocoaError(.featureUnsupported) }
    address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
    Thread.detachNewThread { [self] in serve() }
  }

  /// All requests so far.
  public var requests: [Request] { lock.withLock { seen } }

  /// Ends it.
  public func stop() {
    shutdown(socketDescriptor, Int32(SHUT_RDWR))
    close(socketDescriptor)
  }

  private func serve() {
    while true {
      let connection = accept(socketDescriptor, nil, nil)
      guard connection >= 0 else { return }
      if let request = readRequest(connection) {
        let answer = lock.withLock { () -> (Request) -> Answer in
          seen.append(request)
          return answers.count > 1 ? answers.removeFirst() : answers[0]
        }
        send(answer(request), on: connection)
      }
      close(connection)
    }
  }

  private func readRequest(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range.flatMap { Int($0.dropFirst("range: bytes=".count).dropLast()) }
    return Request(path: lines[0].components(separatedBy: " ")[1], start: start)
  }

  private func send(_ answer: Answer, on connection: Int32) {
    if answer.isSilent { Thread.sleep(forTimeInterval: 3) }
    let head =
      ["HTTP/1.1 \(answer.status)", "Content-Length: \(answer.body.count)", "Connection: close"]
      + answer.headers
    var bytes = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    bytes += answer.body.prefix(answer.cutAfter ?? .max)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress! + sent, bytes.count - sent, noSignal)
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  #if os(Linux)
    private let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private let noSignal: Int32 = 0
  #endif
}
