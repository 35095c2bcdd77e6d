import Foundation

/// The day as records keep it: `2026-11-29`.
func today() -> String {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  return String(
    format: "%04d-%02d-%02d", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
}
