import Files
import Sound

/// The ten digits spoken in English by six people, seven takes each, at 8000 samples a second: a part
/// of the Free Spoken Digit Dataset.
///
/// `./build.sh data fsdd` gets it; or unpack it into the folder `fsdd` below the one that
/// `LADDER_DATA` names.
///
/// ```swift
/// let words = try SpokenDigit.recordings()
/// words.count             // 420
/// words[0].speaker        // "george"
/// ```
///
/// Takes of one speaker resemble each other: parts that are to say how well strangers are understood
/// are parted by speaker.
public struct SpokenDigit: Sendable, Equatable {
  /// The digit that is spoken, 0 to 9.
  public let digit: Int
  /// Who speaks.
  public let speaker: String
  /// Which of the takes of this digit by this speaker.
  public let take: Int
  /// The sound.
  public let recording: Recording

  /// Who speaks in the recordings, in the order of the alphabet.
  public static let speakers = PublishedSet.spokenDigitSpeakers

  /// The samples a second of every recording.
  public static let samplesPerSecond = 8000

  /// All recordings, by digit, speaker and take.
  public static func recordings() throws(FileError) -> [SpokenDigit] {
    try recordings(from: DataFolder.locate(.spokenDigits))
  }

  /// The recordings in the folder at `path`.
  public static func recordings(from path: String) throws(FileError) -> [SpokenDigit] {
    var all: [SpokenDigit] = []
    for digit in 0..<10 {
      for speaker in speakers {
        for take in 0..<7 {
          let file = "\(path)/\(digit)_\(speaker)_\(take).wav"
          let recording = try Recording(contentsOf: file)
          guard recording.channelCount == 1, recording.samplesPerSecond == samplesPerSecond else {
            throw FileError(
              file,
              "expected one channel of \(samplesPerSecond) samples a second, found "
                + "\(recording.channelCount) of \(recording.samplesPerSecond)",
              hint: "It belongs to another set")
          }
          all.append(
            SpokenDigit(digit: digit, speaker: speaker, take: take, recording: recording))
        }
      }
    }
    return all
  }
}
