import Files

/// What a program in Python left of its run: what it recorded, what it found, and with what.
package struct ForeignResult: Equatable, Sendable {
  package var libraries: [ForeignRun.Library]
  package var numbers: [AgainRecord.Number]
  package var findings: [AgainRecord.Finding]

  /// Reads the file that the program wrote at its end.
  package init(_ bytes: [UInt8], path: String) throws(TraceError) {
    do throws(Flaw) {
      let fields = try Fields(try JSON.read(bytes), offset: 0, subject: "this result")
      try fields.allow("libraries", "numbers", "findings")
      libraries = try ForeignRun.libraries(fields)
      numbers = try fields.objects("numbers", "a number") { fields throws(Flaw) in
        try AgainRecord.Number(from: fields)
      }
      findings = try fields.objects("findings", "a finding") { fields throws(Flaw) in
        try AgainRecord.Finding(from: fields)
      }
    } catch {
      throw error.located(in: bytes, path: path)
    }
  }
}
