"""The terminal's ledgers, a command each: as a table, JSON, CSV or a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.ledger.diagram import diagram
from assistant.ledger.filling import cited, fill
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.grid import Grid, grids
from assistant.ledger.holdings import Filled, Ledger, Row, of_kind
from assistant.lookup import find_council
from assistant.render import searched
from assistant.render_ledger import as_csv, as_json, cell, places
from ingest.errors import SettingsError
from ingest.fact import Status
from ingest.report import Access, Ref, Scope
from ingest.settings import Settings
from ingest.store import Reader

IN_GRID = frozenset({"wording"})  # and not printed again
WIDTH = 118  # of a table where the terminal does not say how wide it is


def print_ledger(
    ledger: Ledger, settings: Settings, access: Access, scope: Scope, form: str = "text", only: str = ""
) -> int:
    """Print a ledger as a table, JSON or CSV.

    Args:
        scope: with the council as typed.
        form: "text", "json" or "csv".
        only: of the tracker, the inspections whose name has this in it: a year, a date.
    """
    with Reader(settings.library, access) as reader:
        filled = filled_for(ledger, reader, scope, only)
        if form == "json":
            print(as_json(filled))
        elif form == "csv":
            print(as_csv(filled), end="")
        else:
            _print_text(filled, lambda ref, quote: cited(reader, ref, quote).printed)
    return 0


def filled_for(ledger: Ledger, reader: Reader, scope: Scope, only: str = "") -> Filled:
    """The ledger within a scope whose council is as a person typed it. Raises NotHeld."""
    council = find_council(scope.council, reader.cards()) if scope.council else ""
    filled = fill(ledger, reader, replace(scope, council=council))
    if not only:
        return filled
    return replace(filled, rows=tuple(row for row in filled.rows if only in str(getattr(row, "inspection", ""))))


def write_diagram(ledger: Ledger, settings: Settings, access: Access, scope: Scope, path: Path) -> int:
    """Write the picture of who answers to whom to a file."""
    with Reader(settings.library, access) as reader:
        filled = filled_for(ledger, reader, scope)
    try:
        path.write_text(diagram(of_kind(filled.rows, GovernanceRow), ledger.title), encoding="utf-8")
    except OSError as problem:
        raise SettingsError(f"{path} cannot be written: {problem.strerror}.") from problem
    print(f"{len(filled.rows)} rows drawn in {path}")
    return 0


def _print_text(filled: Filled, place: Callable[[Ref, str], str]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    drawn = grids(filled.rows)
    for grid in drawn:
        console.print(_grid(grid))
    rows = tuple(row for row in filled.rows if getattr(row, "status", None) is not Status.NOT_STATED)
    for council, own in groupby(rows, key=lambda row: row.council):
        console.print(Text(f"{council or 'Council not stated'}", style="bold"))
        for row in own:
            console.print(Padding(_record(row, filled.ledger, place), (0, 0, 1, 2)))
    if not filled.rows:
        console.print(Text(filled.ledger.nothing))
    console.print(Text(f"{filled.ledger.title}: {len(filled.rows)}. {searched(filled.searched)}"))


def _record(row: Row, ledger: Ledger, place: Callable[[Ref, str], str]) -> Text:
    """A row as lines: what it is, then what is said of it, then where. What is not said takes no line."""
    columns = [column for column in ledger.columns if column.field not in IN_GRID and getattr(row, column.field)]
    what = [cell(row, column) for column in columns if column in ledger.columns[: ledger.lead]]
    lines = [
        f"  {column.heading}: {cell(row, column)}" for column in columns if column not in ledger.columns[: ledger.lead]
    ]
    where = places(row)
    lines += [
        f"  {f'“{quote}” – ' if len(where) > 1 else ''}{place(ref, quote).removeprefix(f'{row.council}, ')}"
        for ref, quote in where
    ]
    return Text("\n".join([" · ".join(what), *lines]))


def _grid(grid: Grid) -> Table:
    table = Table(title=Text(grid.title), box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("No.")
    table.add_column("Recommendation", overflow="fold", max_width=60)
    for heading in grid.headings:
        table.add_column(heading, overflow="fold")
    for line in grid.lines:
        table.add_row(line.label, Text(line.wording), *(Text(each.word) for each in line.cells))
    return table
