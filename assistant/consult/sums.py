"""Questions about a total: how much in all, how it falls to the years, and what is left of what is set aside.

A total is given only where it is certain which one is meant: the one of the paper that the question points at, or the
only one that is for what the question names. Anything else is left to the search, as are tables, whose totals say
nothing of what they are for.
"""

from __future__ import annotations

import re

from assistant.answer import Query
from assistant.consult.said import Consulted, Form, Quoted, Rows, after_last, aside, undated
from assistant.ledger.holdings import of_kind
from assistant.ledger.money import MoneyRow
from assistant.words import content_words, listed, stem, stems
from ingest.report import Ref

_FINANCIAL = re.compile(r"(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_COST = r"(?:costs?|costing|bill|price|price tag|spend|spending|sum|budget|money|funding|expenditure|outlay)"
_WHOLE = r"(?:in total|overall|altogether|all in|in all|all told|total(?:ling)?|all together)"
_COMES_TO = (
    r"(?:cost|costs|costing|come to|comes to|came to|add up to|adds up to|set us back|run to|tot up to|stand us)"
)
_PARTLY = after_last(  # a sum of one thing or at one rate, or not the whole of it, is another question
    r"\b(?:each (?!year)|per (?!year)|a (?:year|week|month|day|head)|weekly|monthly|so far|to date|already|saves?"
    r"|savings?|saved|options?|instead|if we|would have|last year|average|one|every|agency|spent)\b"
)
_MONEY = aside(
    "cost costs costing bill price tag spend spending sum budget money funding expenditure outlay total overall"
    " altogether come came add adds adding totals set back run tot stand amount figure altogether together whole told"
    " year years financial this next split spread broken breakdown break profile profiled phase phased divided divide"
    " carve carved share shared fall falls two three four both each across plan plans programme improvement action"
    " report paper work proposal proposals scheme enough cover covers covered shortfall short gap exceed exceeds spare"
    " left leftover headroom aside beyond more less pay paid much estimated estimate expected council children"
    " children's made make up consist"
)


def _in_all(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What will the plan cost in total?" """
    total = _meant(query, part, rows)
    return Consulted(f"The total is {total.shown}.", (_quoted(total),)) if total else None


def _split(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "How is that split over the years?": what a total is made of."""
    total = _meant(query, part, rows)
    if total is None:
        return None
    years = _years(total, rows)
    if years:
        lead = f"It is {listed(tuple(f'{row.shown} in {row.period}' for row in years))}, {total.shown} in all."
    elif re.search(r"\byears?\b", part, re.I):
        return None
    else:
        lead = f"The total of {total.shown} is made up of {listed(tuple(one.printed for one in total.parts))}."
    return Consulted(lead, (_quoted(total),))


def _of_year(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "And how much of that is this year?": the year of the paper, where it does not say which."""
    total = _meant(query, part, rows)
    if total is None:
        return None
    wanted = _year_asked(part, total)
    found = [row for row in _years(total, rows) if _first(row.period) == wanted]
    if not found:
        return None
    return Consulted(f"It is {found[0].shown} in {found[0].period}, of {total.shown} in all.", (_quoted(total),))


def _beyond(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Is what is set aside enough?": what we calculate from the sums of one paper, and from which."""
    money = _pointed(query, of_kind(rows, MoneyRow))
    reckoned = tuple(row for row in money if row.kind == "calculated" and not row.total)
    if not reckoned or _left(part, reckoned[0]) or len({row.report for row in reckoned}) > 1:
        return None
    said = tuple(f"{row.shown} {row.purpose.rpartition(': ')[2]} ({row.period})" for row in reckoned)
    paras = dict.fromkeys(one.para for row in reckoned for one in row.parts)
    quoted = tuple(
        next(_quoted(row) for row in money if row.para == para and row.report == reckoned[0].report) for para in paras
    )
    return Consulted(f"Calculated from the sums quoted: {listed(said)}.", quoted, calculated=True)


def _meant(query: Query, part: str, rows: Rows) -> MoneyRow | None:
    """The one total that is meant; None where none is, or more than one may be."""
    totals = tuple(row for row in of_kind(rows, MoneyRow) if row.total and row.parts and row.printed and not row.unit)
    pointed = _pointed(query, totals)
    asked = [row for row in pointed if not _left(part, row)]
    return asked[0] if len(asked) == 1 else None


def _pointed(query: Query, rows: tuple[MoneyRow, ...]) -> tuple[MoneyRow, ...]:
    """The rows of the papers that the question points at; all where it points at none."""
    return tuple(row for row in rows if row.report in query.prefer) if query.prefer else rows


def _left(part: str, row: MoneyRow) -> set[str]:
    """What a question names beside money and years that a row is not for."""
    named = {stem(word) for word in content_words(undated(_FINANCIAL.sub(" ", part))) if not re.match(r"£?\d", word)}
    return named - _MONEY - stems(f"{row.purpose} {row.council}")


def _years(total: MoneyRow, rows: Rows) -> list[MoneyRow]:
    """The parts of a total, where each is of a financial year of its own."""
    here = [
        row
        for row in of_kind(rows, MoneyRow)
        if (row.report, row.para) == (total.report, total.para) and _first(row.period) and row.kind == "stated"
    ]
    parts = [row for one in total.parts for row in here if row.printed == one.printed and not row.total]
    return parts if len(parts) == len(total.parts) == len({row.period for row in parts}) else []


def _year_asked(part: str, total: MoneyRow) -> int:
    """The year a financial year begins in: as said, else that of the paper or the one after."""
    said = _first(part)
    if said or not total.as_at:
        return said
    year, month, *_ = map(int, total.as_at.split("-"))
    running = year if month >= 4 else year - 1  # it begins on 1 April
    return running + 1 if re.search(r"\b(?:next|following|year after|second)\b", part, re.I) else running


def _first(text: str) -> int:
    match = _FINANCIAL.search(text)
    return int(match[1]) if match else 0


def _quoted(row: MoneyRow) -> Quoted:
    return Quoted("", Ref(row.report, row.para), row.quote)


FORMS = (
    Form(
        "money",
        re.compile(
            r"\bhow much\b.*\b(?:this|next|the following|the second|in|for)\s"
            r"(?:(?:financial )?year\b|20\d\d\s?[/–-]\s?\d\d)"
            r"|^(?:and |so |but )?(?:what about |how about )?(?:this|next) year\??$",
            re.I,
        ),
        _of_year,
    ),
    Form(
        "money",
        re.compile(
            rf"^(?=.*\b(?:{_COST}|cost|it|that)\b).*\bhow\b.*\b(?:split|spread|broken down|breaks? down|profiled"
            r"|phased|divided|divided up|carved up|made up|shared out|fall)\b"
            rf"|\b(?:breakdown|split|profile|phasing) of (?:the |that |this )?(?:\w+ )?{_COST}\b"
            rf"|\b{_COST}\b.*\b(?:year by year|each year|per year|for each year|over the (?:two|three|four)? ?years)\b",
            re.I,
        ),
        _split,
    ),
    Form(
        "money",
        re.compile(
            rf"{_PARTLY}.*(?:\b{_WHOLE}\b.*\b{_COST}\b|\b{_COST}\b.*\b{_WHOLE}\b"
            rf"|\b(?:what|how much)\b.*\b{_COMES_TO}\b|\bwhat(?:['’]s| is| was| will be) the (?:bill|cost|price)\b)",
            re.I,
        ),
        _in_all,
    ),
    Form(
        "money",
        re.compile(
            rf"^(?=.*(?:£|\b{_COST}\b|\bset aside\b)).*\b(?:enough|covers?|covered|shortfall|fall short|short|gap"
            r"|exceeds?|left over|leftover|headroom|to spare|more than)\b",
            re.I,
        ),
        _beyond,
    ),
)
