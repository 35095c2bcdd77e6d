/// Strict access to the members of a JSON object: each must be there, be of its kind, and no
/// unknown one may stand beside it.
package struct Fields {
  /// The members, in the order of the text.
  package let members: [JSON.Member]
  private let offset: Int
  /// What the object is, for the sentence of a refusal: "a table".
  package let subject: String

  package init(_ json: JSON, offset: Int, subject: String) throws(Flaw) {
    guard case .object(let members) = json else {
      throw Flaw(offset: offset, message: "expected \(subject) as an object, found \(json.kind)")
    }
    self.members = members
    self.offset = members.first?.offset ?? offset
    self.subject = subject
  }

  /// Refuses members other than those named.
  package func allow(_ keys: String...) throws(Flaw) { try allow(keys) }

  /// Refuses members other than those named.
  package func allow(_ keys: [String]) throws(Flaw) {
    for member in members where !keys.contains(member.key) {
      throw Flaw(
        offset: member.offset, message: "\(subject) has no field \"\(member.key.prefix(60))\"")
    }
  }

  /// A member's value and the place that a fault in it is reported at; nil where there is none.
  package func value(_ key: String) -> (value: JSON, offset: Int)? {
    members.first { $0.key == key }.map { ($0.value, $0.offset) }
  }

  package func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  /// A fault of the object as a whole, or of one of its members.
  package func flaw(_ key: String? = nil, _ message: String) -> Flaw {
    let member = members.first { $0.key == key }
    return Flaw(offset: member?.offset ?? offset, message: message)
  }

  private func member(_ key: String) throws(Flaw) -> JSON.Member {
    guard let member = members.first(where: { $0.key == key }) else {
      throw Flaw(offset: offset, message: "\(subject) lacks the field \"\(key)\"")
    }
    return member
  }

  private func wrong(_ member: JSON.Member, _ expected: String) -> Flaw {
    Flaw(
      offset: member.offset,
      message: "the field \"\(member.key)\" of \(subject) must be \(expected), "
        + "found \(member.value.kind)")
  }

  package func string(_ key: String) throws(Flaw) -> String {
    let member = try member(key)
    guard case .string(let value) = member.value else { throw wrong(member, "a string") }
    return value
  }

  package func optionalString(_ key: String) throws(Flaw) -> String? {
    has(key) ? try string(key) : nil
  }

  package func integer(_ key: String) throws(Flaw) -> Int {
    let member = try member(key)
    guard case .integer(let value) = member.value else { throw wrong(member, "an integer") }
    return value
  }

  /// An integer that counts something, such as bytes or rows.
  package func count(_ key: String) throws(Flaw) -> Int {
    let value = try integer(key)
    guard value >= 0 else {
      throw flaw(key, "the field \"\(key)\" of \(subject) must not be negative, found \(value)")
    }
    return value
  }

  /// A list of such integers.
  package func counts(_ key: String) throws(Flaw) -> [Int] {
    var counts: [Int] = []
    for value in try list(key).values {
      guard case .integer(let count) = value, count >= 0 else {
        throw flaw(
          key,
          "the field \"\(key)\" of \(subject) must hold whole numbers from 0 on, found "
            + (value.float.map { "\($0)" } ?? value.kind))
      }
      counts.append(count)
    }
    return counts
  }

  package func float(_ key: String) throws(Flaw) -> Double {
    let member = try member(key)
    guard let value = member.value.float else { throw wrong(member, "a number") }
    return value
  }

  /// A finite time or amount that cannot be negative.
  package func amount(_ key: String) throws(Flaw) -> Double {
    let value = try float(key)
    guard value >= 0, value.isFinite else {
      throw flaw(key, "the field \"\(key)\" of \(subject) must be zero or more, found \(value)")
    }
    return value
  }

  package func floats(_ key: String) throws(Flaw) -> [Double] {
    let member = try member(key)
    guard case .array(let values) = member.value else { throw wrong(member, "a list of numbers") }
    var floats: [Double] = []
    floats.reserveCapacity(values.count)
    for value in values {
      guard let float = value.float else {
        throw Flaw(
          offset: member.offset,
          message: "the field \"\(key)\" of \(subject) must hold numbers only, found \(value.kind)")
      }
      floats.append(float)
    }
    return floats
  }

  /// The elements of a list and the place that a fault in one of them is reported at.
  package func list(_ key: String) throws(Flaw) -> (values: [JSON], offset: Int) {
    let member = try member(key)
    guard case .array(let values) = member.value else { throw wrong(member, "a list") }
    return (values, member.offset)
  }

  package func boolean(_ key: String) throws(Flaw) -> Bool {
    let member = try member(key)
    guard case .boolean(let value) = member.value else { throw wrong(member, "true or false") }
    return value
  }

  /// A member that is an object itself.
  package func object(_ key: String, _ subject: String) throws(Flaw) -> Fields {
    let member = try member(key)
    return try Fields(member.value, offset: member.offset, subject: subject)
  }

  /// The elements of a list of objects.
  package func objects<Element>(
    _ key: String, _ subject: String, _ read: (Fields) throws(Flaw) -> Element
  ) throws(Flaw) -> [Element] {
    let (values, offset) = try list(key)
    var elements: [Element] = []
    for value in values {
      elements.append(try read(try Fields(value, offset: offset, subject: subject)))
    }
    return elements
  }

  /// Refuses a file of another version.
  package func expect(format: Int) throws(Flaw) {
    let found = try integer("format")
    guard found == format else {
      throw flaw(
        "format", "\(subject) has format \(found), and only format \(format) can be read")
    }
  }

  /// A word out of a fixed set.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, as type: Word.Type
  ) throws(Flaw) -> Word where Word.RawValue == String {
    let text = try string(key)
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw flaw(
        key,
        "the field \"\(key)\" of \(subject) must be one of \(known), "
          + "found \"\(text.prefix(60))\"")
    }
    return word
  }
}
