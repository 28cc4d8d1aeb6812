"""Days, deadlines and promises: moved, kept to, told as done, or never spoken of again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ledger.decisions import DecisionRow
from assistant.ledger.timeline import KEPT, TimelineRow
from assistant.papers.alike import alike
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting
from assistant.papers.comparison.words import in_common, matter, told
from assistant.papers.quoting import LONGEST, cut, in_context
from assistant.papers.rows import places, said_of, settled
from assistant.papers.sources import Sources
from ingest.report import Ref, written_iso

_DUE = ("deadline", "promise")
MOST_ALONE = 6
_FEWEST = 4  # words that a later telling shares with a promise
_MENTIONED = 0.5  # of a promise's words in one paragraph: then nobody can say that it is not spoken of


def dates(sources: Sources, sides: Sides, tabled: frozenset[Ref]) -> tuple[Pair, ...]:
    """What is due or promised on the earlier side with what the later one says of it; then what is newly due.

    Args:
        tabled: paragraphs that are told in another table.
    """
    decisions = sources.rows(DecisionRow)
    told = {Ref(row.report, row.para) for row in decisions} | tabled
    told |= {Ref(row.outcome_report, row.outcome_para) for row in decisions if row.outcome_report and row.outcome_para}
    rows = [
        row for row in map(settled, sources.rows(TimelineRow)) if told.isdisjoint(places(row)) and _is_a_matter(row)
    ]
    then, now = ([row for row in rows if _is_told(row, side)] for side in sides.both)
    pairs: list[Pair] = []
    used: set[TimelineRow] = set()
    for row in (row for row in then if row.kind in _DUE):
        if pair := _later(sources, sides, row, now, used):
            pairs.append(pair)
    new = [row for row in now if row.kind in _DUE and row not in used and row not in then]
    alone = [(row, _told(sources, row, sides.now)) for row in new]
    pairs += [Pair(_subject(row), None, one) for row, one in alone if row.printed in one.text][-MOST_ALONE:]
    return tuple(pairs)


def _is_a_matter(row: TimelineRow) -> bool:
    """Whether a row says what is due, and does not only print a day beside a paper's name."""
    return len(matter(row.text)) >= 2 and " | " not in row.quote and not row.quote.rstrip().endswith(":")


def _is_told(row: TimelineRow, side: Side) -> bool:
    return any(place.report in side.names for place in places(row))


def _later(
    sources: Sources, sides: Sides, row: TimelineRow, now: Sequence[TimelineRow], used: set[TimelineRow]
) -> Pair | None:
    """What the later side says of something due; None where it is not plain whether it speaks of it."""
    one = _told(sources, row, sides.then)
    if not sides.of_one_council:
        return Pair(_subject(row), one, None)
    if row in now:
        used.add(row)
        return Pair(_subject(row), one, _told(sources, row, sides.now))
    if row.kept == KEPT and row.kept_report in sides.now.names:
        done = quoting(sources, row.kept_report, row.kept_para, row.kept_quote)
        return Pair(_subject(row, row.kept_quote), one, done)
    moved = next((other for other in reversed(now) if other not in used and _is_moved(row, other)), None)
    if moved:
        used.add(moved)
        brief = f"then {written_iso(row.when)}; now {written_iso(moved.when)}" if _both_print(row, moved) else ""
        return Pair(_subject(row, moved.text), one, _told(sources, moved, sides.now), brief=brief, weight=85)
    if spoken := _spoken_of(sources, sides.now, row):
        return Pair(_subject(row, spoken.text), one, spoken)
    since = sides.then.names[sides.then.names.index(_latest(row, sides.then)) + 1 :]
    return None if _may_be_spoken_of(sources, (*since, *sides.now.names), row) else _silent(row, one)


def _silent(row: TimelineRow, one: Told) -> Pair | None:
    """Something that was to come when the paper was written, by a day that it makes plain."""
    still_to_come = row.when >= row.as_at[: len(row.when)] if row.when else False
    return Pair(_subject(row), one, None, lapsed=row.kind.capitalize()) if still_to_come else None


def _is_moved(row: TimelineRow, other: TimelineRow) -> bool:
    """Whether another date is set for the same thing: most of the words of both are the same."""
    mine, theirs = matter(row.text), matter(other.text)
    return (
        other.kind in _DUE
        and row.when != other.when
        and alike(mine, theirs, _FEWEST)
        and len(mine & theirs) * 2 >= max(len(mine), len(theirs))
    )


def _both_print(row: TimelineRow, other: TimelineRow) -> bool:
    """Whether the dates can be said as they are printed."""
    return all(each.when and written_iso(each.when) in each.quote for each in (row, other))


def _spoken_of(sources: Sources, side: Side, row: TimelineRow) -> Told | None:
    """The later sentence that speaks of the same thing, where one has most of its words."""
    mine = matter(row.text)
    for paper in reversed(side.names):
        for paragraph in reversed(sources.report(paper).paragraphs):
            cells = tuple(cell.text for cell in paragraph.cells)
            for said in () if paragraph.para.startswith("header:") else cells or told(paragraph):
                if alike(mine, matter(said), _FEWEST) and len(mine & matter(said)) * 2 >= len(mine):
                    return quoting(sources, paper, paragraph.para, said)
    return None


def _latest(row: TimelineRow, side: Side) -> str:
    """The last paper of a side that tells it."""
    return max((place.report for place in places(row) if place.report in side.names), key=side.names.index)


def _may_be_spoken_of(sources: Sources, papers: Sequence[str], row: TimelineRow) -> bool:
    """Whether a paragraph of these papers has so many of its words that nobody can say it is not spoken of."""
    sayings = (matter(row.text), matter(_whole(sources, row)))
    return any(
        len(mine & matter(paragraph.text)) >= max(2, _MENTIONED * len(mine))
        for mine in sayings
        for paper in papers
        for paragraph in sources.report(paper).paragraphs
    )


def _whole(sources: Sources, row: TimelineRow) -> str:
    """The words of a row with those that they lean on: "the rest will be trained" says of whom only there."""
    paragraph = sources.paragraph(Ref(row.report, row.para))
    return in_context(said_of(row), paragraph.text, LONGEST) if paragraph else said_of(row)


def _subject(row: TimelineRow, other: str = "") -> str:
    """What is due, in the words that both sides share where they do; else by when."""
    shared = in_common(row.quote, other)
    return f"“{cut(shared, 80)}”" if shared else f"{row.printed[:1].upper()}{row.printed[1:]}"


def _told(sources: Sources, row: TimelineRow, side: Side) -> Told:
    """A date as a side tells it: in the row's own words, or in those of a later telling of the same."""
    if row.report in side.names:
        return quoting(sources, row.report, row.para, _whole(sources, row))
    place = max(
        (place for place in places(row) if place.report in side.names), key=lambda ref: side.names.index(ref.report)
    )
    paragraph = sources.paragraph(place)
    near = (
        (sentence for sentence in told(paragraph) if alike(matter(sentence), matter(row.text), 2)) if paragraph else ()
    )
    quote = next(iter(near), row.printed)
    return quoting(sources, place.report, place.para, quote)
