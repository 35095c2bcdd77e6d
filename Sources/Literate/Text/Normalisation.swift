/// Brings the bytes of a file into the form of `SourceText`; also says at which offset of the
/// result the first bytes stood that were not UTF-8.
func normalise(_ raw: [UInt8]) -> (bytes: [UInt8], firstInvalid: Int?) {
  var result: [UInt8] = []
  result.reserveCapacity(raw.count)
  var firstInvalid: Int?
  var index = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  while index < raw.count {
    let byte = raw[index]
    switch byte {
    case 0x0D:
      result.append(0x0A)
      index += index + 1 < raw.count && raw[index + 1] == 0x0A ? 2 : 1
    case 0x00:
      result += replacementCharacter
      index += 1
    case 0x01..<0x80:
      result.append(byte)
      index += 1
    default:
      let length = lengthOfSequence(in: raw, at: index)
      if length > 0 {
        result += raw[index..<index + length]
        index += length
      } else {
        firstInvalid = firstInvalid ?? result.count
        result += replacementCharacter
        index += 1
      }
    }
  }
  return (result, firstInvalid)
}

private let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

/// The length of the well-formed multi-byte sequence at an index, or zero where there is none:
/// overlong forms, surrogates and values above U+10FFFF are not well formed.
private func lengthOfSequence(in bytes: [UInt8], at index: Int) -> Int {
  let lead = bytes[index]
  let length: Int
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF: length = 3
  case 0xF0...0xF4: length = 4
  default: return 0
  }
  guard index + length <= bytes.count else { return 0 }
  for place in index + 1..<index + length where bytes[place] & 0xC0 != 0x80 { return 0 }
  let second = bytes[index + 1]
  switch lead {
  case 0xE0 where second < 0xA0, 0xED where second > 0x9F: return 0
  case 0xF0 where second < 0x90, 0xF4 where second > 0x8F: return 0
  default: return length
  }
}
