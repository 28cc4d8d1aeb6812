"""A ledger as JSON, as CSV, and as the words of a table's cells. Pure.

JSON and CSV carry every field of a row under its own name. The cells are for people: dates written out, an empty cell
saying why it is empty.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from assistant.answer import Searched
from assistant.ledger.holdings import Column, Filled, Row
from ingest.report import Ref, written_iso

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NAMED = re.compile(r"(?:(?<=\w )|^)\d{4}-(?:0\d|1[0-2])-\d\d$")  # an inspection's day, and the day in its name
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


def as_json(filled: Filled) -> str:
    """`{"searched": {councils, from, to, reports}, "rows": [...]}`; dates ISO 8601, what is not said null."""
    rows = [row_fields(row) for row in filled.rows]
    return json.dumps({"searched": searched_fields(filled.searched), "rows": rows}, ensure_ascii=False, indent=2)


def searched_fields(searched: Searched) -> dict[str, Any]:
    """What was searched, for JSON."""
    return {
        "councils": list(searched.councils),
        "from": searched.earliest.isoformat() if searched.earliest else None,
        "to": searched.latest.isoformat() if searched.latest else None,
        "reports": searched.reports,
    }


def row_fields(row: Row) -> dict[str, Any]:
    """A row's fields for JSON, by the names that are printed: `from_` is "from"."""
    return {name.rstrip("_"): _plain(value) for name, value in asdict(row).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name.rstrip("_"): _plain(inside) for name, inside in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inside) for inside in value]
    return value


def as_csv(filled: Filled) -> str:
    """Every field of every row, a heading line first; a list is its items joined with "; "."""
    out = io.StringIO()
    lines = [{name: _cell(value) for name, value in row_fields(row).items()} for row in filled.rows]
    names = list(dict.fromkeys(name for line in lines for name in line)) or [
        column.field.rstrip("_") for column in filled.ledger.columns
    ]
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, dict):
        return " | ".join(map(_cell, value.values()))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def cell(row: Row, column: Column) -> str:
    """What a person reads in one cell."""
    value = getattr(row, column.field)
    if value is None or value in ("", ()):
        return column.empty
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind == "date" and isinstance(value, str) and _ISO.fullmatch(value):  # "2022-23" is a period
        last = getattr(row, column.until) if column.until else ""
        return " to ".join(written_iso(day) for day in (value, last) if day)
    if isinstance(value, str):
        return _NAMED.sub(_named, value)
    if isinstance(value, tuple):
        return "; ".join(str(getattr(inside, "quote", inside)) for inside in value)
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _named(day: re.Match[str]) -> str:
    try:
        return written_iso(day[0])
    except ValueError:  # a paper's own words, that only look like a day
        return day[0]


def places(row: Row) -> tuple[tuple[Ref, str], ...]:
    """The paragraphs a row rests on, each with the words relied on."""
    readings: Sequence[Any] = getattr(row, "readings", None) or (row,)
    return tuple((Ref(each.report, each.para), each.quote) for each in readings)
