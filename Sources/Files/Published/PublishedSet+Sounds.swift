import Foundation

/// Sets of sounds.
extension PublishedSet {
  /// 420 recordings of the digits by six speakers, seven takes each, 4 MB: of the 3,000 that are
  /// published those with the lowest numbers, which hold the official test part, takes 0 to 4.
  public static let spokenDigits = PublishedSet(
    name: "fsdd", folder: "fsdd/recordings",
    mirrors: [
      "https://raw.githubusercontent.com/Jakobovski/free-spoken-digit-dataset/"
        + "26eb9aaf76e81b692f806f9140c2d2777410d7a1/recordings"
    ],
    files: zip(spokenDigitNames, SpokenDigitSums.text.split(whereSeparator: \.isWhitespace)).map {
      File($0, size: nil, sha256: hexadecimal($1))
    },
    origin: "Z. Jackson and others: Free Spoken Digit Dataset. CC BY-SA 4.0.")

  /// Who speaks in ``spokenDigits``, in the order of the alphabet.
  package static let spokenDigitSpeakers = [
    "george", "jackson", "lucas", "nicolas", "theo", "yweweler",
  ]

  /// The names of the files: digit, speaker and take.
  private static let spokenDigitNames = (0..<10).flatMap { digit in
    spokenDigitSpeakers.flatMap { speaker in (0..<7).map { "\(digit)_\(speaker)_\($0).wav" } }
  }

  private static func hexadecimal(_ base64: Substring) -> String {
    (Data(base64Encoded: base64 + "=") ?? Data()).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
