/// 20,000 of the 336,776 flights that left New York's three airports in 2013, with the weather at
/// their hour: a table as the world hands them over.
///
/// It has gaps (`arr_delay` of flights that never left, `wind_gust` of calm hours, `pressure`),
/// categories with up to a hundred values (`dest`), a column that gives the answer away (`dep_delay`
/// beside `arr_delay`), rows that belong together (`day_of_year`: flights of one day share its
/// weather), and seasons that drift. The rule of the sample stands in `Tests/Golden/flights.py`.
///
/// ```swift
/// let flights = try Flights.table()
/// flights.rowCount                        // 20000
/// flights["arr_delay"].missingCount       // 567
/// ```
public enum Flights {
  /// The table, in the order of scheduled departure.
  ///
  /// | column | what |
  /// |---|---|
  /// | `day_of_year`, `month`, `day`, `weekday` | the date; weekdays from 1 for Monday |
  /// | `sched_dep_time` | the scheduled departure, hours times 100 plus minutes |
  /// | `dep_delay`, `arr_delay` | minutes late; negative when early, missing when cancelled |
  /// | `distance` | miles |
  /// | `carrier`, `origin`, `dest` | codes of the airline and the airports |
  /// | `temp`, `humid` | degrees Fahrenheit, relative humidity in percent |
  /// | `wind_dir`, `wind_speed`, `wind_gust` | degrees, miles an hour |
  /// | `precip`, `pressure`, `visib` | inches, millibars, miles |
  public static func table() throws -> Table { try BundledTable.load("flights.csv.gz") }
}
