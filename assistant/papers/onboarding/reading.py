"""What to look up and what to read: the glossary, and the papers held in the order to read them, then those missing.

The order is a rule: the latest inspection first, for what was found; the first paper after it that brings a plan; the
latest paper that says how things stand; then the rest, the latest first, minutes after the paper of their meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.ledger.gaps import GapRow
from assistant.ledger.glossary import GlossaryRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.borne import bears
from assistant.papers.handout import Line, Notice, Part, Piece, Row, Table
from assistant.papers.onboarding.papers import purpose
from assistant.papers.quoting import cut, quoted
from assistant.papers.rows import named
from assistant.papers.sources import Sources
from assistant.private import masked
from ingest.fact import Status
from ingest.report import Card, Kind, written_day, written_iso

MOST_MISSING = 20
_FIRST, _PLAN, _LATEST, _REST, _MINUTES, _BEFORE = (
    "What was found",
    "The plan",
    "Where things stood last",
    "Then, the latest first",
    "Minutes",
    "An earlier inspection",
)


def glossary_part(sources: Sources) -> Part:
    """Short forms with their meanings, and those that no paper explains, in a line."""
    rows = sources.rows(GlossaryRow)
    defined = tuple(Row((row.short, row.long or ""), (_defining(sources, row),)) for row in rows if row.defined)
    unknown = [row for row in rows if not row.defined and masked(row.quote) == row.quote]
    pieces: list[Piece] = []
    if defined:
        pieces.append(Table(("Short form", "What it stands for"), defined, widths=(3, 12)))
    if unknown:
        cited = [sources.cite(row.report, row.para, cut(row.quote, 100)) for row in unknown]
        forms = (_as_printed(sources, row.short, each) for row, each in zip(unknown, cited, strict=True))
        said = f"{', '.join(dict.fromkeys(forms))}."
        pieces.append(Line(said, tuple(dict.fromkeys(cited)), lead="Not explained in the papers held"))
    return Part("Glossary", tuple(pieces), "No short form was found in the papers held.")


def _as_printed(sources: Sources, short: str, cited: Citation) -> str:
    """A short form as its paragraph has it: "IROs" where that is all it has."""
    return next((each for each in (short, f"{short}s") if bears(sources, f"of {each}", cited)), short)


def _defining(sources: Sources, row: GlossaryRow) -> Citation:
    """Where a short form is explained; by its meaning alone where the gate knows the name in no other way."""
    cited = sources.cite(row.report, row.para, row.quote)
    long = row.long or ""
    return cited if bears(sources, f"{row.short}; {long}", cited) else sources.cite(row.report, row.para, long)


def reading_part(sources: Sources) -> Part:
    """Every paper held, with what it says of itself; then what is missing."""
    rows = tuple(row for why, card in _in_order(sources) if (row := _paper(sources, card, why)))
    pieces: list[Piece] = []
    if rows:
        pieces.append(Notice("From the top: read as far as you have time.", small=True))
        pieces.append(Table(("Why", "Paper", "In its own words"), rows, widths=(3, 5, 9)))
    missing = tuple(_missing(sources))
    if missing:
        table = Table(
            ("Missing paper", "How it is mentioned", "In the paper of"),
            missing,
            caption="Papers to look for: mentioned, and not held",
            widths=(8, 4, 3),
        )
        pieces.append(table)
    elif rows:
        pieces.append(Notice("No paper was found that the papers held refer to and that is missing."))
    return Part("Reading order", tuple(pieces), "No paper is held.")


def _in_order(sources: Sources) -> Iterator[tuple[str, Card]]:
    """Each paper with the reason it stands where it does."""
    left = list(reversed(sources.cards))  # the latest first
    found = next((card for card in left if card.header.kind is Kind.INSPECTION), None)
    plan = _bringing_a_plan(sources.cards, found)
    stood = {row.report for row in sources.rows(TrackerRow) if row.status is not Status.NOT_STATED}
    reports = [card for card in left if card.header.kind in {Kind.REPORT, Kind.OTHER} and card not in (found, plan)]
    day = str(found.header.as_at or "") if found else ""
    latest = next((card for card in reports if card.name in stood and str(card.header.as_at or "") >= day), None)
    for why, card in ((_FIRST, found), (_PLAN, plan), (_LATEST, latest)):
        if card:
            yield why, card
    why = _REST
    rest = [card for card in left if card not in (found, plan, latest)]
    rest.sort(key=lambda card: (str(card.header.as_at or ""), card.header.kind is not Kind.MINUTES), reverse=True)
    for card in rest:
        own = {Kind.MINUTES: _MINUTES, Kind.INSPECTION: _BEFORE}.get(card.header.kind)
        yield own or why, card
        why = why if own else ""


def _bringing_a_plan(cards: Sequence[Card], found: Card | None) -> Card | None:
    """The first paper on a plan that is no update of one, after the latest inspection; else the latest before it."""
    day = str(found.header.as_at or "") if found else ""
    plans = [
        card
        for card in cards
        if card.header.kind is Kind.REPORT
        and re.search(r"\bplan\b", card.header.title, re.I)
        and not re.search(r"\b(?:update|progress|clos\w+|monitoring)\b", card.header.title, re.I)
    ]
    after = [card for card in plans if str(card.header.as_at or "") >= day]
    return next(iter(after), None) or (plans[-1] if plans else None)


def _paper(sources: Sources, card: Card, why: str) -> Row | None:
    said = purpose(sources, card)
    first = next(iter(sources.report(card.name).paragraphs), None)
    if said is None and first is None:
        return None
    head = card.header
    name = ", ".join(filter(None, (written_day(head.as_at), head.body, head.title)))
    if said is None and first is not None:
        return Row((why, name, ""), (sources.cite(card.name, first.para, cut(first.text)),))
    return Row((why, name, quoted(said.quote)), (said,)) if said else None


def _missing(sources: Sources) -> Iterator[Row]:
    rows = [row for row in sources.rows(GapRow) if row.kind != "background" and masked(row.quote) == row.quote]
    rows.sort(key=lambda row: row.as_at or "", reverse=True)
    for row in rows[:MOST_MISSING]:
        cited = sources.cite(row.report, row.para, cut(row.quote))
        day = written_iso(row.as_at or "")
        what = f"{row.what[:1].upper()}{named(row)[1:]}"
        names = (what, what.rpartition(", ")[0], quoted(cut(row.quote)))
        name = next(each for each in names if each and bears(sources, f"{each}; {row.manner}; {day}", cited))
        yield Row((name, row.manner, day), (cited,))
