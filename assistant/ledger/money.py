"""Every sum of money in the papers, with what it is for and when; of totals what they are made of, and if it adds up.

A row is *stated* where the paper prints the sum and *calculated* where we do, with the sums it is calculated from.
Parts add up when they meet the total as far as the printed digits can tell; where they do so only by rounding, the
difference is given and said. Two things are calculated, each within one paper: a total that "of the total, …" spells
out elsewhere; and, where a paper sets one sum aside for each year and profiles one cost over years under the same
heading, the years that cost more than is set aside, and what is left or lacking over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.ledger.holdings import Holdings, Row
from ingest.fact import Amount, Sum
from ingest.rounding import adds_up

_YEAR = re.compile(r"20\d\d\s?[/–-]\s?(?:20)?\d\d")
_ROUNDED = "adds up to the rounding of the figures as printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfTotal:
    """A sum that a total is made of, that a calculation starts from, or that it is held against."""

    report: str
    para: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow(Row):
    """A sum of money."""

    amount: float  # pounds; a whole number where it has no pence
    printed: str  # "" for a sum that no paper prints
    unit: str  # what the cell of a table counts in, "£000"; ""
    period: str
    purpose: str
    kind: str  # "stated" or "calculated"
    total: bool
    parts: tuple[PartOfTotal, ...]
    adds_up: bool | None  # None where it has no parts to add up
    difference: float | None  # pounds by which the total is more than its parts; None where it has none
    note: str  # how it was calculated, or that it adds up by rounding only; ""
    as_at: str | None
    report: str
    para: str
    quote: str
    against: PartOfTotal | None = None  # the total stated elsewhere in the paper that a calculated one is held against

    @property
    def inputs(self) -> tuple[PartOfTotal, ...]:
        """All the sums that a calculated one speaks of."""
        return (*self.parts, self.against) if self.against else self.parts

    @property
    def shown(self) -> str:
        """The sum as printed with its unit; a calculated one in pounds."""
        return f"{self.printed} ({self.unit})" if self.unit else self.printed or f"£{self.amount:,}"


def money(held: Holdings) -> tuple[MoneyRow, ...]:
    """Every sum in the papers of one council, in reading order, each paper's calculations after what it states."""
    rows: list[MoneyRow] = []
    for _, group in groupby(held.of(Amount), key=lambda amount: amount.ref.report):
        amounts = list(group)
        rows += [_stated(held, amount) if amount.of is None else _spelt_out(held, amount) for amount in amounts]
        rows += _beyond_what_is_set_aside(held, amounts)
    return tuple(rows)


def _stated(held: Holdings, amount: Amount) -> MoneyRow:
    return _row(
        held, amount, amount.pence, amount.printed, amount.parts, _check(amount.pence, amount.exact_to, amount.parts)
    )


def _spelt_out(held: Holdings, amount: Amount) -> MoneyRow:
    of = amount.of or amount.parts[0]
    check = _check(of.pence, of.exact_to, amount.parts)
    note = f"the sum of what is listed here, held against {of.printed} in {of.para}"
    row = _row(held, amount, amount.pence, "", amount.parts, check, kind="calculated", note=note)
    return replace(row, against=PartOfTotal(report=amount.ref.report, para=of.para, printed=of.printed))


@dataclass(frozen=True, slots=True)
class _Check:
    """Whether a total's parts add up."""

    adds_up: bool | None = None
    difference: int | None = None  # pence


def _check(total: int, exact_to: int, parts: Sequence[Sum]) -> _Check:
    if not parts:
        return _Check()
    difference = total - sum(part.pence for part in parts)
    return _Check(adds_up(total, exact_to, [(part.pence, part.exact_to) for part in parts]), difference)


def _row(
    held: Holdings,
    amount: Amount,
    pence: int,
    printed: str,
    parts: Sequence[Sum],
    check: _Check,
    *,
    kind: str = "stated",
    note: str = "",
    period: str | None = None,
    purpose: str | None = None,
) -> MoneyRow:
    by_rounding = check.adds_up and check.difference
    return MoneyRow(
        council=held.council,
        amount=_pounds(pence),
        printed=printed,
        unit=amount.unit if printed else "",
        period=amount.period if period is None else period,
        purpose=amount.purpose if purpose is None else purpose,
        kind=kind,
        total=amount.total and period is None,
        parts=tuple(PartOfTotal(report=amount.ref.report, para=part.para, printed=part.printed) for part in parts),
        adds_up=check.adds_up,
        difference=None if check.difference is None else _pounds(check.difference),
        note=note or (_ROUNDED if by_rounding else ""),
        as_at=amount.as_at.isoformat() if amount.as_at else None,
        report=amount.ref.report,
        para=amount.ref.para,
        quote=amount.quote,
    )


def _pounds(pence: int) -> float:
    return pence // 100 if pence % 100 == 0 else pence / 100


def _beyond_what_is_set_aside(held: Holdings, amounts: Sequence[Amount]) -> Iterator[MoneyRow]:
    """What a cost that is profiled over years has beyond a sum set aside for each: where the paper has one of each."""
    provisions = [amount for amount in amounts if amount.provision]
    profiled = [(total, years) for total in amounts if (years := _years(total, amounts))]
    if len(provisions) != 1 or len(profiled) != 1 or provisions[0].section != profiled[0][0].section:
        return
    provision, (total, years) = provisions[0], profiled[0]
    if not _is_for(provision, total):
        return
    for year in years:
        if year.pence > provision.pence:
            yield _row(
                held,
                year,
                year.pence - provision.pence,
                "",
                [_as_sum(year), _as_sum(provision)],
                _Check(),
                kind="calculated",
                note=f"{year.printed} less the {provision.printed} set aside for each year",
                period=year.period,
                purpose=f"{year.purpose}: more than is set aside for the year",
            )
    left = provision.pence * len(years) - total.pence
    yield _row(
        held,
        total,
        abs(left),
        "",
        [_as_sum(total), _as_sum(provision)],
        _Check(),
        kind="calculated",
        note=f"{provision.printed} for each of {len(years)} years, and {total.printed} in all",
        period=", ".join(year.period for year in years),
        purpose=f"{total.purpose}: {'left of what' if left >= 0 else 'more than'} is set aside over all the years",
    )


def _is_for(provision: Amount, total: Amount) -> bool:
    """Whether the words of a provision name what the total is for: "for the programme", "the total costs"."""
    said = provision.quote.casefold()
    return any(word.rstrip("s") in said for word in total.purpose.casefold().split() if len(word) > 4)


def _years(total: Amount, amounts: Sequence[Amount]) -> list[Amount]:
    """The parts of a sentence's total, where each is of one financial year and no year comes twice; else none."""
    if len(total.parts) < 2 or total.unit or total.of:
        return []
    here = [a for a in amounts if a.ref.para == total.ref.para and _YEAR.fullmatch(a.period) and not a.total]
    years = [a for part in total.parts for a in here if (a.printed, a.ref.para) == (part.printed, part.para)]
    return years if len(years) == len(total.parts) == len({a.period for a in years}) else []


def _as_sum(amount: Amount) -> Sum:
    return Sum(amount.ref.para, amount.printed, amount.pence, amount.exact_to)
