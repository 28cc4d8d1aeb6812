"""What differs most plainly, in a few lines: each cites both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.papers.comparison.sides import Pair
from assistant.papers.handout import Line, Notice
from assistant.words import listed

MOST, MOST_OF_A_KIND, MOST_LAPSED = 6, 4, 12


def in_brief(families: Iterable[Sequence[Pair]]) -> tuple[Line, ...]:
    """The changes of all families, the weightiest first; no more than a few of any one family."""
    told = [line for pairs in families for line in _of_family(pairs)]
    return tuple(dict.fromkeys(line for _, line in sorted(told, key=lambda each: -each[0])))[:MOST]


def _of_family(pairs: Sequence[Pair]) -> list[tuple[int, Line]]:
    """The few weightiest; numbered things that changed alike in one line."""
    changed = [pair for pair in pairs if pair.brief and pair.then and pair.now]
    alike: dict[tuple[object, ...], list[Pair]] = {}
    for pair in changed:
        alike.setdefault((pair.brief, pair.numbers == () and pair.subject), []).append(pair)
    lines = [(own[0].weight, _line(own)) for own in alike.values()]
    return sorted(lines, key=lambda each: -each[0])[:MOST_OF_A_KIND]


def _line(own: Sequence[Pair]) -> Line:
    numbers = sorted({number for pair in own for number in pair.numbers})
    lead = f"Recommendations {listed(tuple(map(str, numbers)))}" if len(numbers) > 1 else own[0].subject
    return Line(own[0].brief, tuple(dict.fromkeys(each for pair in own for each in pair.citations)), lead=lead)


def lapsed(pairs: Iterable[Pair]) -> tuple[Line | Notice, ...]:
    """What was said on the earlier side and the later one is silent on, though it would be looked for."""
    silent = (pair for pair in pairs if pair.lapsed and pair.then and not pair.now)
    lines = dict.fromkeys(Line(_what(pair), pair.citations, lead=pair.lapsed) for pair in silent)
    kept = [line for line in lines if not any(_says_as_much(other, line) for other in lines)]
    more = (Notice("More was said then that is not addressed now.", small=True),) if len(kept) > MOST_LAPSED else ()
    return (*kept[:MOST_LAPSED], *more)


def _says_as_much(other: Line, line: Line) -> bool:
    """Whether another line has all the words of this one, and more."""
    return other != line and line.text.strip("“”.") in other.text


def _what(pair: Pair) -> str:
    """Its own words; of a recommendation which it is, then what was said of it beyond its status."""
    text = pair.then.text if pair.then else ""
    return "; ".join(filter(None, (pair.subject, text.partition(": ")[2]))) if pair.numbers else text
