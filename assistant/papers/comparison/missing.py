"""Papers that either side refers to and that are not held."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ledger.gaps import GapRow
from assistant.ledger.timeline import TimelineRow
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting, together
from assistant.papers.rows import places
from assistant.papers.sources import Sources
from assistant.words import stems
from ingest.report import Ref, quoted_in
from ingest.sentences import sentences

MOST = 6  # in a cell
_LONG = 185  # characters of a sentence


def missing(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Those that both sides refer to, each by itself; then the rest of each side together."""
    due = [row for row in sources.rows(TimelineRow) if row.kind != "event"]
    rows = [row for row in sources.rows(GapRow) if _is_a_gap(row)]
    by_side = [
        [row for row in rows if (told := _told_in(row, side)) and not _is_promised(sources, row, told[0], due)]
        for side in sides.both
    ]
    both = [row for row in by_side[0] if row in by_side[1]]
    pairs = [Pair("Both refer to", _list(sources, [row], sides.then), _list(sources, [row], sides.now)) for row in both]
    then, now = (
        _list(sources, [row for row in own if row not in both], side)
        for own, side in zip(by_side, sides.both, strict=True)
    )
    if then or now:
        pairs.append(Pair("Also referred to" if pairs else "Referred to", then, now))
    return tuple(pairs)


def _is_a_gap(row: GapRow) -> bool:
    """Whether it was there to be held: what is promised is told among the promises, minutes are no reader's worry."""
    return row.kind not in ("background", "minutes") and row.manner != "promised"


def _is_promised(sources: Sources, row: GapRow, place: Ref, due: Sequence[TimelineRow]) -> bool:
    """Whether a promise has the same words, and no appendix: it is told among the promises."""
    words = _words(sources, row, place)
    own = [each.quote for each in due if each.report == place.report]
    return "ppendix" not in words and any(quoted_in(words, each) or quoted_in(each, words) for each in own)


def _told_in(row: GapRow, side: Side) -> list[Ref]:
    """Where a side's papers refer to it, the clearest first."""
    return [place for place in places(row) if place.report in side.names]


def _list(sources: Sources, rows: list[GapRow], side: Side) -> Told | None:
    """The words in which a side refers to them."""
    words = ((place, _words(sources, row, place)) for row in rows[-MOST:] for place in _told_in(row, side)[:1])
    return together(quoting(sources, place.report, place.para, said, _LONG) for place, said in words)


def _words(sources: Sources, row: GapRow, place: Ref) -> str:
    """The words in which a place refers to it; elsewhere than at its clearest the sentence with most of its name."""
    paragraph = sources.paragraph(place)
    if place == Ref(row.report, row.para) or paragraph is None:
        return row.quote
    name = stems(row.what)
    return max(sentences(paragraph.text), key=lambda said: len(stems(said) & name), default=paragraph.text)
