import Literate
import Trace

extension Replication {
  /// A run with other luck, and what it put out.
  public struct Evidence: Sendable {
    public var run: Run
    /// As far as it came.
    public var trace: RunTrace

    public init(run: Run, trace: RunTrace) {
      self.run = run
      self.trace = trace
    }
  }

  /// Puts runs with other luck beside the record.
  public init(
    of chapter: Chapter, record: ChapterRecord, evidence: [Evidence], date: String
  ) {
    let hashes = CodeHashes(chapter)
    let records = evidence.map {
      ChapterRecord(of: chapter, trace: $0.trace, printed: [], date: date)
    }
    var claims: [Claim] = []
    var gates: [Gate] = []
    for entry in record.blocks {
      guard let block = chapter.block(entry.id), evidence.contains(where: { $0.ran(block) }) else {
        continue
      }
      let others = records.map { $0[entry.id] }
      for (index, claim) in entry.outputs(of: ClaimOutput.self).enumerated() {
        claims.append(
          Claim(
            claim, block: entry.id, ordinal: index + 1, code: hashes.hash(of: block),
            others: others.map { entry in
              let claims = entry?.outputs(of: ClaimOutput.self) ?? []
              return claims.indices.contains(index) ? claims[index] : nil
            }))
      }
      if block.isGate, !entry.outputs(of: TableOutput.self).isEmpty {
        gates.append(
          Gate(
            block: entry.id, code: hashes.hash(of: block),
            outcomes: zip(evidence, others).map { $0.outcome(of: entry, now: $1) }))
      }
    }
    let bound = Set(chapter.numbers.map(\.name))
    let numbers = record.blocks.flatMap(\.numbers).compactMap { number -> Number? in
      guard bound.contains(number.name), let recorded = number.value.double else { return nil }
      let values = records.map { $0.number(number.name)?.value.double }
      guard values.contains(where: { $0 != nil }) else { return nil }
      return Number(name: number.name, recorded: recorded, values: values)
    }
    self.init(
      chapter: chapter.folder, machine: evidence.last?.trace.start.machine ?? "", date: date,
      runs: evidence.map(\.run), claims: claims, numbers: numbers, gates: gates)
  }
}

extension Replication.Claim {
  fileprivate init(
    _ claim: ClaimOutput, block: String, ordinal: Int, code: String, others: [ClaimOutput?]
  ) {
    let conditions = claim.conditions.enumerated().map { index, condition in
      // A name may be made from results: then its place tells.
      let found = others.map { other in
        other?.conditions.first { $0.name == condition.name }
          ?? other.flatMap { $0.conditions.indices.contains(index) ? $0.conditions[index] : nil }
      }
      return Replication.Condition(
        name: condition.name, verdict: condition.verdict, verdicts: found.map { $0?.verdict },
        effects: found.map { $0?.effect })
    }
    self.init(
      block: block, ordinal: ordinal, text: claim.text, code: code, verdict: claim.verdict,
      verdicts: others.map { $0?.verdict }, conditions: conditions)
  }
}

extension Replication.Evidence {
  fileprivate func ran(_ block: Block) -> Bool {
    trace[block.id].map { $0.skipped == nil } ?? false
  }

  /// What became of a gate: whether its tables still say the same words. Numbers in them may move.
  fileprivate func outcome(
    of was: BlockEntry, now: BlockEntry?
  ) -> Replication.Gate.Outcome? {
    guard let block = trace[was.id], block.skipped == nil else { return nil }
    guard block.end != nil else { return .stopped }
    return now?.wording == was.wording ? .held : .readOtherwise
  }
}

extension BlockEntry {
  /// The words of its tables.
  fileprivate var wording: [[[String]]] { outputs(of: TableOutput.self).map(\.wording) }
}

extension TableOutput {
  /// The table's words without the digits in them.
  fileprivate var wording: [[String]] {
    let texts = columns.indices.filter { columns[$0].kind == .text }
    return [columns.map(\.title)]
      + rows.indices.map { row in
        texts.map { column in
          text(row: row, column: column).filter { !$0.isNumber && !".-+".contains($0) }
        }
      }
  }
}

extension Value {
  fileprivate var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    case .text: nil
    }
  }
}

extension Block {
  /// Whether the block shows a gate: its name or its caption speaks of one, or of saboteurs.
  var isGate: Bool {
    let words = (id + " " + (caption ?? "")).lowercased().split { !$0.isLetter }
    return words.contains { ["gate", "gates", "saboteur", "saboteurs"].contains($0) }
  }
}
