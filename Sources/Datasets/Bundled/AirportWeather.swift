/// The weather of every hour of 2013 at Kennedy airport in New York: what `Flights` has beside its
/// flights, without holes in time.
///
/// ```swift
/// let temperatures = try AirportWeather.hours("temp")
/// temperatures.count                      // 8760
/// ```
public enum AirportWeather {
  /// The table, an hour a row, in New York's winter time the whole year.
  ///
  /// | column | what |
  /// |---|---|
  /// | `month`, `day`, `hour` | the date, and the hour from 0 |
  /// | `temp`, `dewp`, `humid` | temperature and dew point in degrees Fahrenheit, relative humidity in percent |
  /// | `wind_speed`, `precip`, `pressure`, `visib` | miles an hour, inches, millibars, miles |
  ///
  /// 54 hours have no measurements at all, 885 have no `pressure`.
  public static func table() throws -> Table { try BundledTable.load("airport-weather.csv.gz") }

  /// A column as a series, its gaps filled (`SeriesGaps`).
  public static func hours(_ column: String) throws -> [Double] {
    try SeriesGaps.filled(try table()[column].numbers)
  }
}
