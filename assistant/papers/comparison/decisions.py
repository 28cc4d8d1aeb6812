"""What the committees are asked, and what they decided, on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.papers.borne import bears
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting, together
from assistant.papers.comparison.words import in_common, matter, paired
from assistant.papers.quoting import cut, quoted
from assistant.papers.rows import is_ask
from assistant.papers.sources import Sources
from ingest.fact import Outcome
from ingest.report import normalise, quoted_in, written_iso

_LIGHT = {"note", "discuss", "receive", "consider"}  # what is asked for and decides nothing
_IN_BRIEF = 120  # characters of an ask
MOST = 6  # asks or decisions in a cell
_ALIKE, _ALIKE_BY_VERB = 0.6, 0.4  # of the shorter ask's words
_OF_THE_MEETING = re.compile(r"\bminutes\b.*\b(?:correct|accurate|true|signed)\b|\bexclu\w+\b.*\bpublic\b", re.I | re.S)


def asks(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """What is asked on both sides, one by one; then what is asked on one side alone, together."""
    rows = [row for row in sources.rows(DecisionRow) if is_ask(row)]
    then, now = (_of_side(rows, side, sides) for side in sides.both)
    pairs = []
    if sides.of_one_council:
        for one, other in paired(then, now, _likeness):
            then.remove(one)
            now.remove(other)
            pairs.append(Pair(_subject(one, other), _list(sources, sides, [one]), _list(sources, sides, [other])))
    if then or now:
        of_one = (
            sides.of_one_council and len({row.body for row in (*then, *now)}) == 1
        )  # two committees may be asked two things
        brief = _changed(then, now) if then and now and of_one else ""
        subject = "Also asked" if pairs else "Asked"
        was, is_now = (_list(sources, sides, rows) for rows in (then, now))
        pairs.append(Pair(subject, was, is_now, brief=brief, weight=20))
    return tuple(pairs)


def _of_side(rows: Sequence[DecisionRow], side: Side, sides: Sides) -> list[DecisionRow]:
    """The asks of a side's papers; of a date those of the last meeting that was asked for anything."""
    own = [row for row in rows if row.report in side.names]
    if not sides.by_dates or not own:
        return own
    last = max(row.meeting or "" for row in own)
    return [row for row in own if (row.meeting or "") == last]


def _likeness(one: DecisionRow, other: DecisionRow) -> float:
    """From 0.0, another thing, to 1.0, the same; what any report asks for ("to note the report") goes by its verb."""
    if normalise(one.text).strip(" .;") == normalise(other.text).strip(" .;"):
        return 1.0
    mine, theirs = matter(one.text), matter(other.text)
    same_verb = one.verb == other.verb
    if not mine or not theirs:
        return 0.9 if same_verb and not mine and not theirs else 0.0
    share = len(mine & theirs) / min(len(mine), len(theirs))
    enough = _ALIKE_BY_VERB if same_verb else _ALIKE
    return share if len(mine & theirs) >= 2 and share >= enough else 0.0


def _subject(one: DecisionRow, other: DecisionRow) -> str:
    """The words that both asks have, else the verb."""
    shared = in_common(other.text, one.text)
    return f"“{cut(shared, 80)}”" if shared else other.verb.capitalize()


def _changed(then: Sequence[DecisionRow], now: Sequence[DecisionRow]) -> str:
    """The weightiest that the committee was asked then, and is now."""
    one, other = (next((row for row in rows if row.verb not in _LIGHT), rows[0]) for rows in (then, now))
    return f"then {quoted(cut(one.text, _IN_BRIEF))}; now {quoted(cut(other.text, _IN_BRIEF))}"


def _list(sources: Sources, sides: Sides, rows: Sequence[DecisionRow]) -> Told | None:
    """Asks as a list in a cell, each with its outcome where a paper of either side records it."""
    found = []
    for row in rows:
        one = quoting(sources, row.report, row.para, row.text if quoted_in(row.text, row.quote) else row.quote)
        outcome, where = _outcome(sources, sides, row)
        found.append(Told(f"{one.text}{outcome}", (*one.citations, *where)))
    return together(found, MOST)


def _outcome(sources: Sources, sides: Sides, row: DecisionRow) -> tuple[str, tuple[Citation, ...]]:
    within = (*sides.then.names, *sides.now.names)
    if row.outcome == Outcome.NOT_HELD or row.outcome_report not in within or not row.outcome_para:
        return "", ()
    return f" (recorded as {row.outcome})", (sources.cite(row.outcome_report, row.outcome_para, row.outcome_quote),)


def decisions(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """What is on record as decided, meeting by meeting."""
    rows = [row for row in sources.rows(DecisionRow) if _is_decided(row)]
    meetings: dict[tuple[str, str, str], list[DecisionRow]] = {}
    for row in rows:
        meetings.setdefault((row.council, row.meeting or "", row.body), []).append(row)
    pairs = []
    for (_, day, body), own in meetings.items():
        sided = [[row for row in own if row.outcome_report in side.names] for side in sides.both]
        if any(sided):
            pairs.append((day, _meeting(sources, day, body, *(_decided(sources, each) for each in sided))))
    if sides.by_dates:  # what was decided long before either date is no part of the comparison, but for the last of it
        before = [day for day, pair in pairs if not pair.now]
        pairs = [(day, pair) for day, pair in pairs if pair.now or day == max(before)]
    return tuple(pair for _, pair in sorted(pairs, key=lambda each: each[0]))


def _is_decided(row: DecisionRow) -> bool:
    return row.outcome != Outcome.NOT_HELD and not _OF_THE_MEETING.search(row.outcome_text)


def _decided(sources: Sources, rows: Sequence[DecisionRow]) -> Told | None:
    said = ((row, f"{quoted(cut(row.outcome_text))}{_what_became(row)}") for row in rows)
    return together((Told(text, (_where(sources, row),)) for row, text in said), MOST)


def _what_became(row: DecisionRow) -> str:
    """That it was not what was asked for, which its own words may not say."""
    return f" ({row.outcome})" if row.outcome in (Outcome.AMENDED, Outcome.DEFERRED, Outcome.REJECTED) else ""


def _where(sources: Sources, row: DecisionRow) -> Citation:
    return sources.cite(row.outcome_report or row.report, row.outcome_para or row.para, row.outcome_quote)


def _meeting(sources: Sources, day: str, body: str, then: Told | None, now: Told | None) -> Pair:
    """What a meeting decided: under the committee and the day, as far as the papers that record it say them."""
    pair = Pair("Decided", then, now)
    names = (", ".join(filter(None, (body, written_iso(day)))), body, written_iso(day))
    borne = (name for name in names if name and bears(sources, f"of {name}", *pair.citations))
    return replace(pair, subject=next(borne, pair.subject))
