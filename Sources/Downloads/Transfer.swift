import Files
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why one mirror did not give a file; another may.
struct TransferFailure: Error {
  let reason: String
}

/// One request that adds to a file what it does not have yet.
///
/// Foundation calls it on the session's queue, one call at a time; the caller waits for the last
/// one. That order is what makes the unchecked promise below true.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let handle: FileHandle
  private let size: Int?
  private let progress: (Int) -> Void
  private let finished = DispatchSemaphore(value: 0)
  private var received: Int
  private var failure: String?

  private init(_ handle: FileHandle, size: Int?, received: Int, progress: @escaping (Int) -> Void) {
    self.handle = handle
    self.size = size
    self.received = received
    self.progress = progress
  }

  /// The most that is taken of a file whose size its publisher does not state.
  private static let mostOfUnknownSize = 1 << 28

  /// Gets the rest of the `size` bytes at `address` into the file at `path` and returns when all of
  /// them are on the disk. What arrived before a failure stays; a file of unknown size is begun anew.
  static func run(
    _ address: String, to path: String, size: Int?, patience: TimeInterval,
    progress: @escaping (Int) -> Void
  ) throws {
    guard let url = URL(string: address) else {
      throw TransferFailure(reason: "this is no address")
    }
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) || manager.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forUpdatingAtPath: path)
    else {
      throw FileError(path, "the file cannot be written")
    }
    defer { try? handle.close() }
    var start = Int(try handle.seekToEnd())
    if start > size ?? 0 {
      try handle.truncate(atOffset: 0)
      start = 0
    }
    guard size == nil || start < size! else { return }
    let transfer = Transfer(handle, size: size, received: start, progress: progress)
    try transfer.request(url, from: start, patience: patience)
    try handle.synchronize()
  }

  private func request(_ url: URL, from start: Int, patience: TimeInterval) throws {
    var request = URLRequest(url: url)
    request.timeoutInterval = patience
    // A compressed answer would have another length than the file.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if start > 0 { request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range") }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = patience
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    session.dataTask(with: request).resume()
    finished.wait()
    session.invalidateAndCancel()
    if let failure { throw TransferFailure(reason: failure) }
    if let size, received < size {
      throw TransferFailure(reason: "it stopped after \(received) of \(size) bytes")
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let answer = response as? HTTPURLResponse
    switch answer?.statusCode {
    case 206 where start(of: answer!) == received:
      completionHandler(.allow)
    case 200:
      // The mirror sends the whole file whatever it was asked for.
      received = 0
      let emptied: Void? = try? handle.truncate(atOffset: 0)
      if emptied == nil { failure = "the file cannot be written" }
      completionHandler(emptied == nil ? .cancel : .allow)
    case let status:
      failure = "it answered with status \(status ?? 0)"
      completionHandler(.cancel)
    }
  }

  /// The first byte of a partial answer, as its header `Content-Range: bytes 5-9/10` says.
  private func start(of answer: HTTPURLResponse) -> Int? {
    answer.value(forHTTPHeaderField: "Content-Range")?
      .split { " -/".contains($0) }.dropFirst().first.flatMap { Int($0) }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard failure == nil else { return }
    let most = size ?? Transfer.mostOfUnknownSize
    guard received + data.count <= most else {
      failure = "it sent more than the \(most) bytes of the file"
      dataTask.cancel()
      return
    }
    do {
      try handle.write(contentsOf: data)
      received += data.count
      progress(received)
    } catch {
      failure = "the disk refused it: \(error.localizedDescription)"
      dataTask.cancel()
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
    if failure == nil, let error { failure = error.localizedDescription }
    finished.signal()
  }
}
