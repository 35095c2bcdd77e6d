/// The records in 64 bits that some writers, PyTorch among them, put between the directory and the end
/// of every archive, however small it is.
extension ZipDirectory {
  /// Where the directory ends: before these records where they say what the end of the archive says,
  /// and at that end where they do not or there are none.
  static func wideRecords(
    after start: Int, _ size: Int, count: Int, before end: Int, in archive: [UInt8]
  ) -> Int {
    let place = start + size
    guard place + wideLength == end else { return end }
    var records = ByteWriter()
    records.put([0x0606_4B50 as UInt32])
    records.put([44 as UInt64])
    // Which versions of the format wrote it and are needed.
    records.bytes += archive[place + 12..<place + 16]
    records.put([0, 0] as [UInt32])
    records.put([count, count, size, start].map { UInt64($0) })
    records.put([0x0706_4B50, 0] as [UInt32])
    records.put([UInt64(place)])
    records.put([1 as UInt32])
    return archive[place..<end].elementsEqual(records.bytes) ? place : end
  }

  /// The bytes of the record and of what says where it is.
  private static let wideLength = 56 + 20
}
