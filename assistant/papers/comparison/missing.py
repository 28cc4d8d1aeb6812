"""Papers that either side refers to and that are not held."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ledger.gaps import GapRow
from assistant.ledger.timeline import TimelineRow
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting, together
from assistant.papers.sources import Sources
from assistant.words import stems
from ingest.report import quoted_in
from ingest.sentences import sentences

MOST = 6  # in a cell
_LONG = 185  # characters of a sentence


def missing(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Those that both sides refer to, each by itself; then the rest of each side together."""
    due = [row for row in sources.rows(TimelineRow) if row.kind != "event"]
    rows = [row for row in sources.rows(GapRow) if _is_a_gap(row)]
    by_side = [
        [row for row in rows if _places(row, side) and not _is_promised(_words(sources, row, side), due)]
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


def _is_promised(said: tuple[str, str, str], due: Sequence[TimelineRow]) -> bool:
    """Whether a promise has the same words, and no appendix: it is told among the promises."""
    report, _, quote = said
    if "ppendix" in quote:
        return False
    return any(row.report == report and (quoted_in(quote, row.quote) or quoted_in(row.quote, quote)) for row in due)


def _places(row: GapRow, side: Side) -> list[tuple[str, str]]:
    """Where a side's papers refer to it, the clearest first."""
    also = (each.partition("::") for each in row.also)
    places = [(row.report, row.para), *((report, para) for report, _, para in also)]
    return [place for place in places if place[0] in side.names]


def _list(sources: Sources, rows: list[GapRow], side: Side) -> Told | None:
    if not rows:
        return None
    return together(_referring(sources, row, side) for row in rows[-MOST:])


def _referring(sources: Sources, row: GapRow, side: Side) -> Told:
    """The words in which a side refers to it."""
    return quoting(sources, *_words(sources, row, side), _LONG)


def _words(sources: Sources, row: GapRow, side: Side) -> tuple[str, str, str]:
    """The paper, the paragraph and the words in which a side refers to it."""
    report, para = _places(row, side)[0]
    if (report, para) == (row.report, row.para):
        return report, para, row.quote
    paragraph = next(each for each in sources.report(report).paragraphs if each.para == para)
    return report, para, _nearest(paragraph.text, row)


def _nearest(text: str, row: GapRow) -> str:
    """The sentence of a paragraph that speaks of it, as far as its name tells."""
    name = stems(row.what)
    return max(sentences(text), key=lambda sentence: len(stems(sentence) & name), default=text)
