"""Abbreviations: where the papers of a council say what they stand for, and which are used and never defined.

One row a short form and meaning, at the earliest place that gives it; two papers that define it differently give two
rows. A short form that any paper held defines is defined; papers that use it without saying so are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.ledger.holdings import Holdings, Row
from assistant.words import stem
from assistant.words import words as split
from ingest.fact import Abbreviation


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryRow(Row):
    """A short form and one of its meanings."""

    short: str
    long: str | None  # None: used, and not defined in the papers held
    defined: bool
    report: str  # where it is defined, or first used
    para: str
    quote: str
    as_at: str | None


def glossary(held: Holdings) -> tuple[GlossaryRow, ...]:
    """Every short form, in the order of the alphabet."""
    rows: dict[tuple[str, tuple[str, ...]], GlossaryRow] = {}
    facts = held.of(Abbreviation)
    known = {_key(fact.short) for fact in facts if fact.long}
    for fact in facts:
        short = _key(fact.short)
        if fact.long or (short not in known and f"{short}S" not in known):
            rows.setdefault((short, _meaning(fact.long)), _row(fact, held))
    return tuple(sorted(rows.values(), key=lambda row: (row.short.upper(), row.as_at or "")))


def _key(short: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", short.upper())


def _meaning(long: str) -> tuple[str, ...]:
    """What tells two meanings apart: "reviewing officers" and "review officer" do not."""
    small = {"of", "and", "the", "for", "in", "to", "on", "or", "with", "a", "s"}
    return tuple(word[:5].rstrip("s") for word in re.findall(r"[a-z0-9]+", long.lower()) if word not in small)


def _row(fact: Abbreviation, held: Holdings) -> GlossaryRow:
    return GlossaryRow(
        council=held.council,
        short=fact.short,
        long=fact.long or None,
        defined=bool(fact.long),
        report=fact.ref.report,
        para=fact.ref.para,
        quote=fact.quote,
        as_at=fact.as_at.isoformat() if fact.as_at else None,
    )


def used_in(text: str, defined: Iterable[Abbreviation]) -> tuple[tuple[str, str], ...]:
    """The short forms that a text uses, in short or written out, each with one of its meanings."""
    words = f" {' '.join(map(stem, split(text)))} "
    pairs = dict.fromkeys((fact.short, fact.long) for fact in defined if fact.long)
    return tuple(
        (short, long)
        for short, long in pairs
        if any(f" {' '.join(map(stem, split(form)))} " in words for form in (short, long))
    )
