import Foundation

/// `1 stub`, `2 stubs`.
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// Seconds as a clock shows them: `4 s`, `2:05`.
func clock(_ seconds: Double) -> String {
  let whole = Int(seconds)
  guard whole >= 60 else { return "\(whole) s" }
  return "\(whole / 60):" + (whole % 60 < 10 ? "0" : "") + "\(whole % 60)"
}

/// Seconds as a person writes them: `120`, `0.5`.
func format(_ seconds: Double) -> String {
  String(format: "%g", seconds)
}
