/// An answer of the preview server.
package struct HTTPResponse: Equatable {
  package var status: Int
  package var type: String
  package var location: String?
  package var body: [UInt8]

  package init(_ status: Int, type: String, body: [UInt8], location: String? = nil) {
    self.status = status
    self.type = type
    self.body = body
    self.location = location
  }

  package init(_ refusal: HTTPRequest.Refusal) {
    self.init(
      refusal.status, type: "text/plain; charset=utf-8", body: Array((refusal.message + "\n").utf8))
  }

  /// The answer as it goes over the wire. Nothing may be kept, and a page may load nothing from
  /// anywhere else.
  package func bytes(withBody: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Refused")\r\n"
    head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n"
    if let location { head += "Location: \(location)\r\n" }
    head += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
    head += "Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    head += "Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; "
    head += "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
    head += "Connection: close\r\n\r\n"
    return Array(head.utf8) + (withBody ? body : [])
  }

  private static let reasons = [
    200: "OK", 301: "Moved Permanently", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 431: "Request Header Fields Too Large",
    503: "Service Unavailable",
  ]

  /// What a file is, by the end of its name.
  package static func type(of name: String) -> String {
    switch name.split(separator: ".").last.map(String.init) ?? "" {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    case "md", "swift": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
