"""Sums of money: those of one purpose and period side by side, their difference where both are plainly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.ledger.decisions import DecisionRow
from assistant.ledger.money import MoneyRow
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting
from assistant.papers.comparison.words import matter
from assistant.papers.rows import is_ask, sum_called
from assistant.papers.sources import Sources
from assistant.words import content_words, stem
from ingest.report import Kind, normalise

_EXACT = 2  # digits that may tell a sum from others: £850k, not £2m
_MORE = 3  # words that the sentences share of a sum of so few digits; the more digits, the fewer words
MOST_ALONE = 5


def money(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """The sums of one purpose and period; the same sum told on both sides; then what one side alone tells."""
    rows = [row for row in sources.rows(MoneyRow) if row.kind == "stated" and row.printed]
    asked = {(row.report, row.para) for row in sources.rows(DecisionRow) if is_ask(row)}  # told among the asks
    rows.sort(key=lambda row: (row.report, row.para) not in asked)  # the last of a side are looked at first
    then, now = ([row for row in rows if row.report in side.names] for side in sides.both)
    found = list(_matched(then, now, sides))
    pairs = [_pair(sources, _lead(one, then), one, other) for one, other in found]
    seen = {_sentence(row) for pair in found for row in pair}
    rest = [
        [row for row in own if (row.report, row.para) not in asked and _sentence(row) not in seen]
        for own in (then, now)
    ]
    pairs += [Pair(subject, one, None) for subject, one in _alone(sources, rest[0], sides.then)]
    pairs += [Pair(subject, None, one) for subject, one in _alone(sources, rest[1], sides.now)]
    return tuple(dict.fromkeys(pairs))


def _matched(then: Sequence[MoneyRow], now: Sequence[MoneyRow], sides: Sides) -> Iterator[tuple[MoneyRow, MoneyRow]]:
    """Sums of one thing, each sentence once: by purpose and period first, then by the sum itself."""
    if not sides.of_one_council:
        return
    done: set[tuple[str, str, str]] = set()
    for same, key in ((_of_one_purpose, _purpose), (_is_the_same_sum, _amount), (_has_the_same_matter, _matter)):
        alike: dict[str, list[MoneyRow]] = {}  # a table has thousands of sums: each is held against few
        for other in reversed(now):
            alike.setdefault(key(other), []).append(other)
        for one in reversed(then):
            if _sentence(one) in done:
                continue
            for other in alike.get(key(one), ()):
                places = {_sentence(one), _sentence(other)}
                if not places & done and same(one, other):
                    done |= places
                    yield one, other


def _sentence(row: MoneyRow) -> tuple[str, str, str]:
    return row.report, row.para, row.quote


def _has_the_same_matter(one: MoneyRow, other: MoneyRow) -> bool:
    """Of whatever period: side by side, and nothing worked out of it."""
    return _matter(one) == _matter(other) and len(matter(one.purpose)) >= 2 and not (one.unit or other.unit)


def _of_one_purpose(one: MoneyRow, other: MoneyRow) -> bool:
    mine, theirs = ((_purpose(row), row.period, row.unit, row.total) for row in (one, other))
    return mine == theirs and bool(matter(one.purpose))


def _amount(row: MoneyRow) -> str:
    return f"{row.amount}"


def _purpose(row: MoneyRow) -> str:
    return normalise(row.purpose).removeprefix("the ")


def _matter(row: MoneyRow) -> str:
    """What a sum is for, by the words that say so: "grant deficit" and "grant deficit is now" are of one thing."""
    return " ".join(sorted(matter(row.purpose)))


def _is_the_same_sum(one: MoneyRow, other: MoneyRow) -> bool:
    """A sum that both tell, and is no round one, in sentences that say much the same of it."""
    digits = len(f"{one.amount:.0f}".rstrip("0"))
    if one.amount != other.amount or digits < _EXACT or one.unit or other.unit:
        return False
    shared = _content(one.quote) & _content(other.quote)
    return len(shared) >= max(1, _MORE + _EXACT - digits)


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text) if not any(c.isdigit() for c in word))


def _lead(one: MoneyRow, rows: Sequence[MoneyRow]) -> MoneyRow:
    """The sum that a sentence is about: its total, else the first that it tells."""
    same = [row for row in rows if (row.report, row.para, row.quote) == (one.report, one.para, one.quote)]
    return next((row for row in same if row.total), same[0])


def _pair(sources: Sources, lead: MoneyRow, one: MoneyRow, other: MoneyRow) -> Pair:
    then, now = _told(sources, one), _told(sources, other)
    named = (sum_called(row) for row in ((one, lead, other) if _of_one_purpose(one, other) else (lead, other)))
    purpose = _capital(next(filter(None, named), one.printed))
    subject = purpose if one.period in purpose or one.period != other.period else f"{purpose}, {one.period}"
    less = other.amount - one.amount
    if less and _of_one_purpose(one, other) and (one.period or one.total):
        note = f"{'more' if less > 0 else 'less'} by £{abs(less):,.0f} (calculated)"
        now = Told(f"{now.text}; {note}", now.citations)
        brief = f"then {one.shown}; now {other.shown}"
        return Pair(subject, then, now, calculated=True, brief=brief, weight=90)
    return Pair(subject, then, now)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _told(sources: Sources, row: MoneyRow) -> Told:
    if row.unit:
        return Told(
            f"{row.shown}, {row.period}" if row.period else row.shown, (sources.cite(row.report, row.para, row.quote),)
        )
    return quoting(sources, row.report, row.para, row.quote)


def _alone(sources: Sources, rows: Sequence[MoneyRow], side: Side) -> Iterator[tuple[str, Told]]:
    """What one side tells of money, sentence by sentence: totals first, then in order; no cells of tables."""
    told: dict[tuple[str, str, str], list[MoneyRow]] = {}
    for row in rows:
        of_inspection = sources.header(row.report).kind is Kind.INSPECTION  # whose sums are asides
        if not row.unit and " | " not in row.quote and matter(row.purpose) and not of_inspection:
            told.setdefault((row.report, row.para, row.quote), []).append(row)
    newest = sorted(told.values(), key=lambda own: (not any(r.total for r in own), -side.names.index(own[0].report)))
    for own in newest[:MOST_ALONE]:
        lead = next((row for row in own if row.total), own[0])
        largest = max(own, key=lambda row: row.amount)
        yield _capital(sum_called(lead) or largest.printed), _told(sources, lead)
