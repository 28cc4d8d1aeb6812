"""What is missing: appendices and papers that the papers briefed refer to and the library does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ledger.gaps import GapRow
from assistant.papers.briefing.lines import headed
from assistant.papers.briefing.subject import Room, Subject
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import clause
from assistant.papers.rows import named
from assistant.words import listed
from ingest.report import written_iso

_ORDER = ("to follow", "attached", "listed", "published separately", "promised", "considered", "referred to")
_SAID = {
    "to follow": "said to follow; not held",
    "attached": "said to be attached; not held",
    "listed": "listed as an appendix; not held",
    "published separately": "published separately; not held",
    "promised": "promised; not held",
    "background paper": "a background paper; not held",
}
_LONG = 110  # characters of a name
_NOT_MISSED = ("background",)


def missing(subject: Subject, room: Room) -> Part:
    """Appendices to follow first; law, guidance and strategies are not listed."""
    groups: dict[tuple[str, str, str], list[GapRow]] = {}
    for row in sorted(lacking(subject), key=_rank):
        alone = row.what if _is_long(row) else ""
        same = (row.manner, alone) if row.kind == "appendix" else (row.para, row.what.rpartition(",")[0] or row.what)
        groups.setdefault((row.report, *same), []).append(row)
    shown = list(groups.values())[: room.most]
    lines = tuple(_line(subject, rows) for rows in shown)
    return Part(
        headed("What is missing", len(groups) > len(shown)),
        lines,
        "No paper that it refers to was found to be missing.",
    )


def _is_long(row: GapRow) -> bool:
    return len(row.what) > _LONG


def lacking(subject: Subject) -> tuple[GapRow, ...]:
    """What the papers briefed refer to and is not held, but for background and what is only promised for later."""
    own = (row for row in subject.sources.rows(GapRow) if subject.tells(row.report, row.also))
    return tuple(row for row in own if row.kind not in _NOT_MISSED and not _is_later(subject, row))


def _is_later(subject: Subject, row: GapRow) -> bool:
    """Whether a paper is not due before the meeting: nobody misses it yet."""
    return (bool(row.when) and str(row.when) > subject.iso[: len(str(row.when))]) or row.manner == "promised"


def _rank(row: GapRow) -> tuple[bool, int, str]:
    known = {manner: rank for rank, manner in enumerate(_ORDER)}
    appendix = row.kind == "appendix"
    return not appendix, known.get(row.manner, len(known)), row.what if appendix else ""


def _line(subject: Subject, rows: Sequence[GapRow]) -> Line:
    """A missing paper, or several alike, as the ledger calls them where the paragraphs bear that."""
    said = _SAID.get(rows[0].manner, "referred to; not held")
    words = [clause(row.quote, row.what.partition(":")[0], _LONG) for row in rows]
    cited = tuple(dict.fromkeys(subject.sources.cite(r.report, r.para, w) for r, w in zip(rows, words, strict=True)))
    if rows[0].kind == "appendix":
        name = "; ".join(named(row) for row in rows)
    else:
        name = listed((rows[0].what, *(written_iso(row.when or "") or row.what for row in rows[1:])))
    quoted = "; ".join(dict.fromkeys(f"“{each}”" for each in words))
    lines = (Line(said, cited, lead=f"{name[:1].upper()}{name[1:]}"), Line(f"{quoted}: {said}", cited))
    return subject.fullest(*lines)
