"""What a ledger says to a question, and the small means of choosing its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Query, State, When
from assistant.ledger.holdings import Row
from assistant.lexicon import Expanded, expanded
from assistant.when import find
from assistant.words import content_stems, stem, stems
from ingest.report import Card, Ref

Rows = tuple[Row, ...]

LEAST_SHARED = 2  # words of a title in a question that points at no paper otherwise
QUOTE_WORDS = 25  # of one row; its paragraph has the rest
_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One row as an answer gives it: what it is, and the words relied on."""

    label: str  # "12", "Appendix 2"; may be ""
    ref: Ref
    quote: str


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a ledger says to one part of a question, of one council."""

    lead: str  # the sentence that answers first; what it says is borne by the rows
    rows: tuple[Quoted, ...]
    state: State = State.ANSWERED
    calculated: bool = False  # the lead has figures that no paper prints, of those in the rows


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of question: how it is worded, which ledger answers it, and how one council's rows become an answer."""

    ledger: str
    pattern: re.Pattern[str]
    answer: Callable[[Query, str, Rows], Consulted | None]


def aside(words: str) -> frozenset[str]:
    """Words that name a ledger and tell none of its rows from another, as stems."""
    return frozenset(map(stem, words.split()))


def after_last(words: str) -> str:
    """The front of a form that holds only where none of these words follows: as "(?!.*words)", found in one pass.

    A form that opens with a look ahead over the whole question is tried at each of its letters, each time to the end.
    This one is tried once, right after the last of the words: what holds further on holds there as well.
    """
    return rf"^(?>(?:.*(?={words}).)?)"


def be(count: int) -> str:
    """The verb after so many."""
    return "is" if count == 1 else "are"


def in_words(count: int, noun: str, nouns: str = "") -> str:
    """ "Six recommendations", "One paper", "Twenty-five bodies"; from a hundred on, figures.

    Args:
        nouns: the plural, where it is not the noun with "s".
    """
    if count < 20:
        number = _SMALL[count]
    elif count < 100:
        tens, ones = divmod(count, 10)
        number = _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    else:
        number = f"{count:,}"
    return f"{number[:1].upper()}{number[1:]} {noun if count == 1 else nouns or f'{noun}s'}"


def shortened(quote: str) -> str:
    """The first words of a row's own part of a quote, without its lead-in; "…" where more follow."""
    quote = quote.rpartition(" … ")[2]
    words = quote.split()
    return quote if len(words) <= QUOTE_WORDS + 5 else " ".join(words[:QUOTE_WORDS]) + " …"


def shared_titles(part: str, cards: Sequence[Card], set_aside: frozenset[str]) -> dict[str, int]:
    """How many words of its title and body each paper shares with a question, its council's own left aside; by name."""
    asked = content_stems(undated(part)) - set_aside
    return {
        card.name: len(asked & (stems(f"{card.header.title} {card.header.body}") - stems(card.header.council)))
        for card in cards
    }


def likest_first(cards: Sequence[Card], shared: Mapping[str, int]) -> list[Card]:
    """Papers by how many words of their titles a question shares, of two alike the later."""
    return sorted(cards, key=lambda card: (shared[card.name], str(card.header.as_at or "")), reverse=True)


def dated(query: Query, rows: Rows, field: str) -> Rows:
    """The rows of a date that the question names; all where it names none that a row has."""
    return _of_dates(query, rows, field) or rows


def around(quote: str, word: str) -> str:
    """The words of a quote on both sides of a word in it; "…" where others are left out."""
    before, found, after = quote.partition(word)
    if not found:
        return shortened(quote)
    first, last = before.split(), after.split()
    head = f"… {' '.join(first[-14:])}" if len(first) > 14 else before.strip()
    tail = f"{' '.join(last[:8])} …" if len(last) > 8 else after.strip()
    joined = "" if before[-1:] not in (" ", "") else " "
    return f"{head}{joined}{found}{' ' if after[:1] == ' ' else ''}{tail}".strip()


def as_of(query: Query, rows: Rows, field: str = "as_at") -> Rows:
    """The rows of the papers that the question dates, else of the latest before those dates; undated: the latest.

    "By March", of no year, is the latest March that a row has.
    """
    if not query.dates:
        return latest(rows, field)
    named = _of_dates(query, rows, field) or _of_months(query, rows, field)
    last = max((day.isoformat() for when in query.dates if (day := when.last_day)), default="")
    return latest(named or tuple(row for row in rows if str(getattr(row, field) or "") <= last), field)


def within(query: Query, rows: Rows, field: str) -> Rows:
    """The rows of the dates that the question names, and no others; all where it names none."""
    return _of_dates(query, rows, field) if query.dates else rows


def _of_dates(query: Query, rows: Rows, field: str) -> Rows:
    return tuple(row for row in rows if any(_fits(when, str(getattr(row, field) or "")) for when in query.dates))


def _of_months(query: Query, rows: Rows, field: str) -> Rows:
    """The rows of a month that the question names without a year."""
    months = {when.month for when in query.dates if when.year is None and when.day is None}
    return tuple(row for row in rows if str(getattr(row, field) or "")[5:7] in {f"{month:02}" for month in months})


def _fits(when: When, iso: str) -> bool:
    """Whether a date as said and one as kept agree in every part that both have."""
    match = _ISO.search(iso)
    if match is None or (when.year is None and when.day is None):
        return False
    kept = tuple(int(part) if part else None for part in match.groups())
    said = (when.year, when.month, when.day)
    return all(a is None or b is None or a == b for a, b in zip(said, kept, strict=True))


def about(part: str, row_text: Callable[[Row], str], rows: Rows, set_aside: frozenset[str], least: float) -> Rows:
    """The rows whose words hold most of what a question is about, and at least this share of it; else none.

    The papers' words for a word asked count as it.
    """
    asked = content_stems(undated(part)) - set_aside
    if not asked:
        return ()
    lexicon = expanded(part)
    shares = [_share(asked, stems(row_text(row)), lexicon) for row in rows]
    most = max(shares, default=0.0)
    return tuple(row for row, share in zip(rows, shares, strict=True) if share == most >= least)


def _share(asked: frozenset[str], held: frozenset[str], lexicon: Expanded) -> float:
    return sum(lexicon.stands_in(word, held) for word in asked) / len(asked)


def undated(text: str) -> str:
    """A text with its dates taken out."""
    for mention in sorted(find(text), key=lambda mention: -mention.start):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def latest(rows: Rows, field: str = "as_at") -> Rows:
    """The rows of the latest date among them."""
    last = max((str(getattr(row, field) or "") for row in rows), default="")
    return tuple(row for row in rows if str(getattr(row, field) or "") == last)


def closest(part: str, rows: Rows, fields: Sequence[str], set_aside: frozenset[str]) -> Rows:
    """The rows that share most content words with the question, leaving aside words that only name the ledger.

    All rows where nothing is left to go by; none where no row shares anything.
    """
    asked = content_stems(undated(part)) - set_aside
    if not asked:
        return rows
    shares = [len(asked & stems(" ".join(str(getattr(row, field) or "") for field in fields))) for row in rows]
    most = max(shares, default=0)
    return tuple(row for row, share in zip(rows, shares, strict=True) if share == most and most > 0)
