/// A thing that a block put on the page besides printed text, or recorded for the prose: a value of
/// one of the kinds in `Output.kinds`.
public struct Output: Equatable, Sendable {
  package let value: any OutputKind

  package init(_ value: some OutputKind) { self.value = value }

  /// The value where it is of this kind, or nil.
  package func of<Kind: OutputKind>(_ kind: Kind.Type) -> Kind? { value as? Kind }

  public static func == (left: Output, right: Output) -> Bool { left.value.equals(right.value) }
}

extension Output {
  /// Every kind of output that a trace or a record can hold. How one is compared and shown is said in
  /// the module Pages, which has a list of its own.
  package static let kinds: [any OutputKind.Type] = [
    TableOutput.self, FigureOutput.self, FramesOutput.self, NumberOutput.self, ClaimOutput.self,
    ScoreOutput.self,
    FootnoteOutput.self,
  ]
}

/// A kind of output, as a chapter's program knows it: its fields in a trace, and what a person sees
/// of it in a terminal.
package protocol OutputKind: Equatable, Sendable {
  /// The word that names a record of this kind in a trace.
  static var word: String { get }
  /// The fields that a record of this kind may have.
  static var fieldNames: [String] { get }
  var json: JSON { get }
  init(from fields: Fields) throws(Flaw)
  /// What a person sees who runs the chapter's program by itself; `folder` is where its pictures were
  /// saved.
  func terminalText(in folder: String) -> String
  /// The same without clock times, which are others at every run.
  var withoutTimes: Self { get }
}

extension OutputKind {
  package var withoutTimes: Self { self }

  fileprivate var outputWithoutTimes: Output { Output(withoutTimes) }

  fileprivate func equals(_ other: any OutputKind) -> Bool { other as? Self == self }
}

extension Output {
  /// The word that names this kind of record in a trace.
  package var word: String { type(of: value).word }

  /// The members that follow the record's word and offset.
  package var members: [JSON.Member] {
    guard case .object(let members) = value.json else { return [] }
    return members
  }

  /// The same without clock times.
  package var withoutTimes: Output { value.outputWithoutTimes }

  /// Reads the output that `word` names; nil when there is no such output. `beside` are the fields
  /// that stand next to the output's own.
  package init?(word: String, fields: Fields, beside: [String]) throws(Flaw) {
    guard let kind = Output.kinds.first(where: { $0.word == word }) else { return nil }
    try fields.allow(beside + kind.fieldNames)
    value = try kind.init(from: fields)
  }
}
