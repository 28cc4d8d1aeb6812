"""How many rows of a table a reply takes: of a library of many papers no more than somebody reads, told as such."""

from __future__ import annotations

from dataclasses import replace

from assistant.papers.handout import Table


def limited(table: Table, most: int, rest: str) -> Table:
    """A table of its first rows; where it has more, its caption says how many, and where the rest is.

    Args:
        rest: what has all of them: "decisions ledger".
    """
    if len(table.rows) <= most:
        return table
    more = f"{most} of {len(table.rows)} are listed here; the {rest} has them all."
    return replace(table, rows=table.rows[:most], caption=" – ".join(filter(None, (table.caption, more))))
