"""Recommendations and where they stand: each inspection's, the latest inspection first.

A paper's own count of them ("ten of the 12 have been met") stands first, as at that paper. Of each stands the last that
is said of it alone; where nothing is, that it is told with others only. Words that a paper says of many together stand
once, in the count, and not beside each. An inspection of whose recommendations no later paper speaks is listed in full
only where it is the latest. After them come the actions of the last plan that a paper tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Citation
from assistant.ledger.likeness import overlap
from assistant.ledger.tracker import TrackerRow
from assistant.papers.handout import Line, Notice, Part, Piece, Row, Table
from assistant.papers.onboarding.standing import standings, told_in
from assistant.papers.plans import Action, actions
from assistant.papers.quoting import LONGEST, cut, own_part, quoted, telling
from assistant.papers.rows import TOGETHER, last_said, of_each
from assistant.papers.sources import Sources
from ingest.fact import Status
from ingest.report import Ref, written_iso

_SHARED = 2  # recommendations that one sentence may be quoted beside
_SAME = 0.8  # of the words of the shorter: the paper only says the recommendation again
_MOST = 25  # recommendations that are listed where no paper says how they stand
_COUNTS = 2  # papers of which is told what they say of recommendations, where no inspection held has them
_FEW = 5  # recommendations told of together only that are still listed one by one
_WORDING = 200  # characters of a recommendation beside what is said of it
_HEADINGS = ("No.", "What was recommended", "Where it stands", "As at", "In the paper’s words")
_WIDTHS = (1, 7, 3, 3, 7)
_REST = "Of the other recommendations of this inspection no paper held says one by one how they stand."
_ONE_BY_ONE = (
    "Each line gives the last paper that speaks of that recommendation by itself. Later papers speak of some only in "
    "their count of all."
)


def recommendations_part(sources: Sources) -> Part:
    """Each inspection's recommendations, with the latest status of each."""
    groups = [tuple(own) for _, own in groupby(sources.rows(TrackerRow), key=lambda row: row.inspection)]
    pieces = [piece for at, own in enumerate(reversed(groups)) for piece in _of_inspection(sources, own, latest=not at)]
    return Part(
        "Recommendations and where they stand",
        (*pieces, *(() if pieces else _counted_alone(sources)), *_of_plan(sources)),
        "No recommendation of an inspectorate, a regulator or an ombudsman was found in the papers held.",
    )


def _counted_alone(sources: Sources) -> Iterator[Line]:
    """What papers say of recommendations that no inspection report held has."""
    for cited in told_in(sources, sources.cards, _COUNTS):
        day = sources.header(cited.ref.report).as_at
        yield Line(quoted(cited.quote), (cited,), lead=f"As at {written_iso(day.isoformat())}" if day else "")


def _of_plan(sources: Sources) -> Iterator[Table | Notice]:
    """The actions of the last paper that tables a plan of them."""
    plans = (tuple(actions(sources.report(card.name))) for card in reversed(sources.cards))
    plan = next((rows for rows in plans if rows), ())
    rows = tuple(_action(sources, each) for each in plan[:_MOST])
    if rows:
        day = sources.header(plan[0].report).as_at
        caption = f"Actions of the plan{f', as at {written_iso(day.isoformat())}' if day else ''}"
        table = Table(("Ref.", "Action", "How it stands", "Date given"), rows, caption=caption, widths=(2, 8, 4, 4))
        yield _without_empty_columns(table)
    if len(plan) > _MOST:
        yield Notice("The plan has more.")


def _action(sources: Sources, action: Action) -> Row:
    cited = sources.cite(action.report, action.para, action.quote)
    due = f"{action.due_heading} “{action.due}”" if action.due else ""
    return Row((action.label, quoted(action.what), quoted(action.status), due), (cited,))


def _of_inspection(sources: Sources, rows: Sequence[TrackerRow], *, latest: bool) -> Iterator[Piece]:
    day = rows[0].inspection.removeprefix(rows[0].council).strip().partition(" ")[0]
    caption = f"Inspection of {written_iso(day)}"
    each = _each(rows)
    if any(row.status is not Status.NOT_STATED for row in rows):
        yield from _counted(sources, rows)
        alone = each if latest else [own for own in each if (told := last_said(own)) and told.status is not TOGETHER]
        if len(each) - len(alone) <= _FEW:
            alone = each
        yield _stated(sources, alone, caption)
        if len(alone) < len(each):
            yield Notice(_REST)
        if any(_is_told_later(own) for own in each):
            yield Notice(_ONE_BY_ONE, small=True)
    elif latest:
        yield _listed(sources, each[:_MOST], caption)
        if len(each) > _MOST:
            yield Notice("The inspection report has more.")
        yield Notice("No later paper held was found to say how these stand.")
    else:
        yield _first(sources, each, caption)


def _each(rows: Sequence[TrackerRow]) -> list[tuple[TrackerRow, ...]]:
    """The rows of each recommendation, in the inspection's order; those of all together only where it has none."""
    every = sorted(of_each(rows), key=lambda own: (own[0].position or 0, own[0].number or 0))
    return [own for own in every if own[0].position or own[0].number or own[0].wording] or every


def _counted(sources: Sources, rows: Sequence[TrackerRow]) -> Iterator[Line]:
    """The latest count that a paper gives of them, as at that paper."""
    papers = {row.report for row in rows if row.status is not Status.NOT_STATED}
    told = [citation for citation in standings(sources) if citation.ref.report in papers]
    for citation in told[-1:]:
        day = sources.header(citation.ref.report).as_at
        lead = f"As at {written_iso(day.isoformat())}" if day else ""
        yield Line(quoted(citation.quote), (citation,), lead=lead)


def _first(sources: Sources, each: Sequence[Sequence[TrackerRow]], caption: str) -> Line:
    """That an earlier inspection's recommendations are spoken of no more, with the first of them."""
    first = each[0][0]
    said = cut(first.quote, 165)
    text = f"no later paper held says how its recommendations stand, the first of which is {quoted(said)}"
    return Line(text, (sources.cite(first.report, first.para, said),), lead=caption)


def _listed(sources: Sources, each: Sequence[Sequence[TrackerRow]], caption: str) -> Table:
    """The recommendations alone, where no paper says how they stand."""
    rows = [own[0] for own in each]
    made = tuple(
        Row((_label(row), _wording(row, LONGEST)), (sources.cite(row.report, row.para, cut(row.quote)),))
        for row in rows
    )
    return _without_empty_columns(Table(_HEADINGS[:2], made, caption=caption, widths=(1, 14)))


def _stated(sources: Sources, each: Sequence[Sequence[TrackerRow]], caption: str) -> Table:
    told = [last_said(own) for own in each]
    sharing = Counter((row.report, row.para, row.quote) for row in told if row)
    rows = []
    for own, row in zip(each, told, strict=True):
        alone = row is not None and sharing[row.report, row.para, row.quote] <= _SHARED
        rows.append(_row(sources, own, row, alone=alone))
    return _without_empty_columns(Table(_HEADINGS, tuple(rows), caption=caption, widths=_WIDTHS))


def _is_told_later(own: Sequence[TrackerRow]) -> bool:
    """Whether a recommendation is spoken of with all others after it was last spoken of by itself."""
    last = last_said(own)
    return any(last and row.status is TOGETHER and (row.as_at or "") > (last.as_at or "") for row in own)


def _row(sources: Sources, own: Sequence[TrackerRow], told: TrackerRow | None, *, alone: bool) -> Row:
    """One recommendation in its own words, and the last that is said of it."""
    base = next((row for row in own if row.status is Status.NOT_STATED), own[0])
    worded = sources.cite(base.report, base.para, cut(base.quote))
    if told is None:
        return Row((_label(base), _wording(base, _WORDING), "no paper held says", "", ""), (worded,))
    said = _said(sources, told)
    tells = said and alone and overlap(said.quote, base.wording) < _SAME
    words = quoted(said.quote) if said and tells else ""
    cells = (_label(base), _wording(base, _WORDING), str(told.status), written_iso(told.as_at or ""), words)
    return Row(cells, tuple(dict.fromkeys((worded, said or sources.cite(told.report, told.para, told.quote)))))


def _said(sources: Sources, row: TrackerRow) -> Citation | None:
    """A paper's words on one recommendation: without the lead-in of a list; of a table's row its last words."""
    paragraph = sources.paragraph(Ref(row.report, row.para))
    cells = [cell.text for cell in paragraph.cells if len(cell.text.split()) > 3] if paragraph else []
    return telling(sources, row.report, row.para, cells[-1] if cells else own_part(row.quote), 165)


def _label(row: TrackerRow) -> str:
    return str(row.number or "")


def _wording(row: TrackerRow, longest: int = LONGEST) -> str:
    return f"{'Priority: ' if row.priority else ''}{cut(row.wording, longest)}"


def _without_empty_columns(table: Table) -> Table:
    """A table without the columns in which nothing stands: recommendations that have no numbers, say."""
    full = [at for at in range(len(table.headings)) if any(row.cells[at] for row in table.rows)]
    rows = tuple(Row(tuple(row.cells[at] for at in full), row.citations) for row in table.rows)
    headings, widths = tuple(table.headings[at] for at in full), tuple(table.widths[at] for at in full)
    return Table(headings, rows, table.caption, widths)
