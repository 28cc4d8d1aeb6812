"""Bodies and who answers to whom: a diagram and a table, from the governance ledger.

A role that several papers give in much the same words is one row, as at the latest of them. What was only asked for of
a plan ("endorses", "approves") is no part of who answers to whom, and stands in the story instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.ledger.diagram import diagram
from assistant.ledger.governance import GovernanceRow
from assistant.papers.borne import bears
from assistant.papers.handout import Notice, Part, Picture, Piece, Row, Table
from assistant.papers.onboarding.differ import differing
from assistant.papers.quoting import cut
from assistant.papers.sources import Sources
from assistant.private import masked
from assistant.words import content_stems
from ingest.report import normalise, written_iso

MOST = 24  # rows, the latest
_TITLE = "Bodies and who answers to whom"
_HIGHEST = 1000  # units of the diagram's view box: about 21 cm at the width of a page
_MAIN = frozenset({"accountable", "established", "disbanded", "replaced by", "reports to", "terms of reference"})
_DEEDS = frozenset({"endorses", "endorsed", "approves", "approved", "agreed", "agrees", "receives reports"})
_NO_NAME = re.compile(r"(?:[Aa]n?|[Tt]his|[Tt]hat|[Oo]ur) ")
_TERMS = {"in force": "terms of reference agreed by", "proposed": "terms of reference put to"}
_COMPARED = frozenset({"name"})  # kinds of conflict that are told here
_HEADINGS = ("Body", "Role", "Of what, or which other body", "From", "To", "As at")


def bodies_part(sources: Sources) -> Part:
    """The picture, and the table that says the same."""
    told = [row for row in sources.rows(GovernanceRow) if _tells(row)]
    shown = tuple(_dated(sources, row) for row in _once(told[-MOST:]))
    pieces: list[Piece] = []
    if shown:
        svg = _drawn(shown)
        pieces = [
            Picture(svg, "A box for each main body of the table, and lines to the body it reports or gave way to."),
            Table(_HEADINGS, tuple(_row(sources, row) for row in shown), widths=(5, 4, 5, 4, 4, 4)),
            Notice("Bodies with names that look alike are not taken for one. Later changes are not known here.", True),
        ]
        pieces[2:2] = differing(sources, _COMPARED)
    return Part(_TITLE, tuple(pieces), "The papers held do not say which body answers for what.")


def _drawn(rows: Sequence[GovernanceRow]) -> str:
    """The diagram; without what tells least, from the oldest, where all of it would not stand on a page."""
    left = list(rows)
    svg = diagram(left, _TITLE, terse=True)
    while _height(svg) > _HIGHEST and (least := next((row for row in left if row.role not in _MAIN), None)):
        left.remove(least)
        svg = diagram(left, _TITLE, terse=True)
    return svg


def _height(svg: str) -> float:
    found = re.search(r'viewBox="0 0 \d+ ([\d.]+)"', svg)
    return float(found[1]) if found else 0


def _tells(row: GovernanceRow) -> bool:
    return row.role not in _DEEDS and not _NO_NAME.match(row.body) and masked(row.quote) == row.quote


def _once(rows: Sequence[GovernanceRow]) -> list[GovernanceRow]:
    """Each role once, at the latest paper that gives it; body by body, as they come up."""
    kept: list[GovernanceRow] = []
    for row in rows:
        same = next((other for other in kept if _is_same(row, other)), None)
        if same is not None:
            kept.remove(same)
        kept.append(row)
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(_life(row), len(first))
    return sorted(kept, key=lambda row: first[_life(row)])


def _life(row: GovernanceRow) -> str:
    """A body; one of a name that an earlier paper says has ended is another."""
    again = any("(disbanded" in other for other in row.look_alikes)
    return f"{normalise(row.body).removeprefix('the ')}{' again' if again else ''}"


def _is_same(row: GovernanceRow, other: GovernanceRow) -> bool:
    def key(each: GovernanceRow) -> tuple[str, ...]:
        return normalise(each.body).removeprefix("the "), each.role, normalise(each.other)

    if key(row) != key(other) or (row.standing == "past") != (other.standing == "past"):
        return False
    if row.standing == "proposed" and other.standing == "in force":
        return False
    if (row.from_ and other.from_ and row.from_ != other.from_) or (other.from_ and not row.from_):
        return False
    one, two = content_stems(row.of_what), content_stems(other.of_what)
    return one <= two or two <= one


def _dated(sources: Sources, row: GovernanceRow) -> GovernanceRow:
    """A row without the days that its paragraph does not print in full."""
    cited = _cited(sources, row)
    from_, to = (
        day if day and bears(sources, f"on {written_iso(day)}", cited) else None for day in (row.from_, row.to)
    )
    return replace(row, from_=from_, to=to)


def _cited(sources: Sources, row: GovernanceRow) -> Citation:
    return sources.cite(row.report, row.para, cut(row.quote))


def _naming(sources: Sources, row: GovernanceRow, cited: Citation) -> tuple[Citation, ...]:
    """Where the paper gives a body its whole name, if the paragraph only says "the Panel"."""
    found = [cited]
    for name in filter(None, (row.body, row.other)):
        if bears(sources, f"of {name}", *found):
            continue
        own = sources.report(row.report).paragraphs
        naming = next((each for each in own if normalise(name) in normalise(each.text)), None)
        if naming:
            found.append(sources.cite(row.report, naming.para, name))
    return tuple(found)


def _row(sources: Sources, row: GovernanceRow) -> Row:
    role = row.role if row.standing == "in force" else f"{row.role} ({row.standing})"
    if row.role == "disbanded" and row.standing == "past":
        role = row.role
    if row.role == "terms of reference" and row.other:
        role = _TERMS.get(row.standing, role)
    of_what = row.other or re.sub(r"^(?:The|This|A|An|All|Its|Our)\b", lambda found: found[0].lower(), row.of_what)
    days = (written_iso(day or "") for day in (row.from_, row.to, row.as_at))
    return Row((row.body, role, of_what, *days), _naming(sources, row, _cited(sources, row)))
