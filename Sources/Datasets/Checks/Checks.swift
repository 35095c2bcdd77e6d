/// Questions to put to data before a model sees them. Each answers with the rows, groups or columns
/// that it found; an empty answer means that it found nothing, not that nothing is wrong.
///
/// ```swift
/// Checks.duplicates(in: table)                                    // rows that say the same
/// Checks.groupsCut(by: split, groups: flights["day_of_year"])     // days on both sides
/// try Checks.leaks(in: flights, target: late, above: 0.9)         // columns that know too much
/// ```
public enum Checks {}
