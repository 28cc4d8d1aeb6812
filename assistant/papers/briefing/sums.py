"""Money: the sentences that give sums, totals first, what is calculated from them, and what the money depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ledger.money import MoneyRow
from assistant.papers.briefing.lines import headed, line
from assistant.papers.briefing.subject import Room, Sentence, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import clause, cut

FINANCE = re.compile(r"\b(?:financ\w*|section 151|s\.?151|resource implications|costs?|budgets?|money|funding)\b", re.I)
_CONDITION = re.compile(
    r"\b(?:subject to|provided that|as long as|on condition|conditional|unless|only if|dependent (?:up)?on|depends? on"
    r"|not been built into|no provision|beyond the provision|remaining|would be borrowed|if the \w+ (?:is|are) not)\b",
    re.I,
)
STRICT = re.compile(r"\b(?:as long as|subject to|provided that|on condition that|dependent (?:up)?on)\s+(.{15,})", re.I)
_NONE = re.compile(r"^\W*(?:none|nil|no\b.{0,60}\bimplications?.{0,60}|not applicable|n/a)\W*$", re.I)
_CONDITIONS = 2
_ROOMY = 5  # lines from which there is room for a second condition and a second calculation


def money(subject: Subject, room: Room, told: Told) -> Part:
    """At most as many lines as there is room for: sums, then conditions, then what is calculated."""
    rows = [row for row in subject.sources.rows(MoneyRow) if subject.is_own(row.report)]
    worked_out = [row for row in rows if row.kind == "calculated" and not row.adds_up][
        -1 if room.most < _ROOMY else -2 :
    ]
    found = list(_sums(subject, rows, told, room))
    few = 1 if room.most < _ROOMY else _CONDITIONS
    kept = found[: max(room.most - len(worked_out) - few, 1)]
    so_far = Told((*told.citations, *(c for each in kept for c in each.citations)))
    depends = list(_conditions(subject, room, so_far))[:few]
    lines = [*kept, *(_calculated(subject, row, rows) for row in worked_out), *depends]
    if not rows:
        lines += _said_none(subject)
    heading = headed("Money and its conditions", len(found) > len(kept))
    return Part(heading, tuple(lines), "No other sum of money and no cost was found in the paper.")


def _sums(subject: Subject, rows: Sequence[MoneyRow], told: Told, room: Room) -> Iterator[Line]:
    """One line a sentence: the total or the largest sum of it, and the sentence."""
    groups: dict[tuple[str, str, str], list[MoneyRow]] = {}
    for row in rows:
        if row.kind == "stated" and not row.unit:
            groups.setdefault((row.report, row.para, row.quote), []).append(row)
    ranked = sorted(groups.values(), key=lambda group: _rank(subject, group))
    so_far = told
    for group in ranked:
        chief = next((row for row in group if row.total), group[0])
        words = clause(chief.quote, chief.printed, room.longest)
        if " | " in words or so_far.has(words):
            continue
        new = line(subject.sources, chief.report, chief.para, words, lead=_changed(chief.printed, words))
        so_far = Told((*so_far.citations, *new.citations))
        yield new
    if not any(row.total and not row.unit for row in rows):
        yield from _table_totals(subject, rows)


def _changed(printed: str, words: str) -> str:
    """A sum; with the one that it became, where the words say so: "£3.2m to £3.6m"."""
    became = re.search(rf"\bfrom {re.escape(printed)} to (£\d[\d,.]*(?:m|bn|k)?(?: (?:million|billion))?)(?!\w)", words)
    return f"{printed} to {became[1].rstrip('.,')}" if became else printed


def _rank(subject: Subject, group: Sequence[MoneyRow]) -> tuple[bool, bool, float]:
    """Totals before other sums, sums of a part on money before those elsewhere, large before small."""
    sections = {s.section for s in subject.sentences if (s.report, s.para) == (group[0].report, group[0].para)}
    of_money = any(FINANCE.search(section) for section in sections)
    return not any(row.total for row in group), not of_money, -max(row.amount for row in group)


def _table_totals(subject: Subject, rows: Sequence[MoneyRow]) -> Iterator[Line]:
    """Of a table that no sentence sums up, the row of its totals."""
    totals = [row for row in rows if row.unit and row.purpose.casefold().startswith("total")]
    for para in dict.fromkeys(row.para for row in totals):
        own = [row for row in totals if row.para == para]
        said = ", ".join(f"{row.period or 'in all'} “{row.printed}”" for row in own)
        cited = subject.sources.cite(own[0].report, para, own[0].quote)
        yield Line(said, (cited,), lead=f"Total ({own[0].unit})")


def _calculated(subject: Subject, row: MoneyRow, rows: Sequence[MoneyRow]) -> Line:
    """A sum that no paper prints, with those it is worked out from."""
    inputs = [
        (
            part.report,
            part.para,
            next(
                (clause(r.quote, r.printed, 100) for r in rows if (r.para, r.printed) == (part.para, part.printed)),
                part.printed,
            ),
        )
        for part in row.parts
    ]
    cited = tuple(dict.fromkeys(subject.sources.cite(*each) for each in inputs))
    period = f", {row.period}" if row.period and "," not in row.period else ""
    what = row.purpose.partition(": ")[2] or row.purpose
    return Line(f"{what}{period} ({row.note})", cited, lead=row.shown, calculated=True)


def conditions(subject: Subject) -> Iterator[Sentence]:
    """The sentences on money that say on what it depends."""
    sums = {(row.report, row.para) for row in subject.sources.rows(MoneyRow) if subject.is_own(row.report)}
    for sentence in subject.sentences:
        on_money = (sentence.report, sentence.para) in sums or FINANCE.search(sentence.section)
        if on_money and not sentence.said.cell and _CONDITION.search(sentence.text):
            yield sentence


def _conditions(subject: Subject, room: Room, told: Told) -> Iterator[Line]:
    for sentence in sorted(conditions(subject), key=lambda s: not STRICT.search(s.text)):
        words = cut(sentence.text, room.longest)
        if not told.has(words):
            yield line(subject.sources, sentence.report, sentence.para, words, lead="Condition")


def _said_none(subject: Subject) -> list[Line]:
    """What the part on money says where it names no sum."""
    found = []
    for sentence in subject.sentences:
        if FINANCE.search(sentence.section) and not sentence.is_cover:
            lead = "" if not _NONE.match(sentence.text) else sentence.section.strip(" :")
            found.append(line(subject.sources, sentence.report, sentence.para, cut(sentence.text, 160), lead=lead))
    return found[:_CONDITIONS]
