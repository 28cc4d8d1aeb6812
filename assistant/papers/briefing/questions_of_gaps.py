"""Questions that grow from ledgers: sums that do not meet, papers missing, readings that differ, promises unshown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.answer import Citation
from assistant.ledger.conflicts import ConflictRow, Said
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.likeness import stems
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import NOT_SHOWN, TimelineRow
from assistant.papers.briefing.asked import marked
from assistant.papers.briefing.before import COMMON, open_asks
from assistant.papers.briefing.lacking import lacking
from assistant.papers.briefing.subject import Subject
from assistant.papers.handout import Line
from assistant.papers.quoting import clause, cut, tidy
from assistant.words import listed
from ingest.report import Ref, quoted_in, written_day
from ingest.spans import spans_in

LONG = 130  # characters quoted in a question
DOING = re.compile(
    r"\b(?:must|is due|are due|due to|planned for|will (?:be|begin|make|report|receive|provide|meet|submit|open)|to be"
    r"|be \w+ed|be (?:brought|made|sent|held|set up)|report back|write to|undertook|asked for)\b",
    re.I,
)
ROUTINE = re.compile(
    r"next meeting|work programme|^\W*(?:if|unless)\b|\b(?:continues? to|will continue|remains?)\b", re.I
)
_DECIDES = frozenset("approve agree endorse adopt authorise establish ratify determine".split())
_COSTED = frozenset("approve agree authorise adopt establish".split())
_NO_COST = re.compile(r"within existing|\bno (?:direct |additional )?(?:financial|cost)|^\W*none\b", re.I)
_OF_MONEY = re.compile(r"financ|151|cost|budget|resource", re.I)
_SHARED = 3  # content words of two sentences that are on the same thing
_YEARS = 2  # for which a promise is remembered


def cited(subject: Subject, report: str, para: str, words: str) -> tuple[Citation, ...]:
    """One paragraph."""
    return (subject.sources.cite(report, para, words),)


def sums(subject: Subject) -> Iterator[Line]:
    """A total that is not the sum of its parts; a cost beyond what is set aside."""
    rows = [row for row in subject.sources.rows(MoneyRow) if subject.is_own(row.report)]
    quotes = {(row.para, row.printed): clause(row.quote, row.printed, LONG) for row in reversed(rows) if row.printed}
    for row in rows:
        inputs = [(part.report, part.para, quotes.get((part.para, part.printed), part.printed)) for part in row.parts]
        both = tuple(dict.fromkeys(subject.sources.cite(*each) for each in inputs))
        if row.adds_up is False:
            parts = listed(tuple(part.printed for part in row.parts))
            own = cited(subject, row.report, row.para, clause(row.quote, row.printed, LONG))
            shown = row.printed or row.note
            yield Line(f"How does {shown} follow from its parts, {parts}?", tuple(dict.fromkeys((*own, *both))))
        elif row.kind == "calculated" and "more than" in row.purpose and len(row.parts) == 2:
            first, second = (part.printed for part in row.parts)
            period = f" in {row.period}" if row.period and "," not in row.period else ""
            two = f"{first}{period} and {second} set aside for each year"
            yield Line(f"The paper gives {two}: how is the difference to be met?", both)


def marked_otherwise(subject: Subject) -> Iterator[Line]:
    """A cover that leaves "Decision" unticked over a paper that asks for one."""
    for name in subject.names:
        ask = next((row for row in subject.asks if row.report == name and row.verb in _DECIDES), None)
        for sheet in marked(subject, name):
            if ask and re.search(r"\bdecision\s*\[ \]", sheet.cited.quote, re.I):
                words = cut(ask.text, LONG)
                both = (sheet.cited, *cited(subject, ask.report, ask.para, words))
                said = listed(tuple(f"“{each}”" for each in sheet.ticked))
                yield Line(f"The cover marks {said} and leaves “Decision” open: is “{words}” to be decided?", both)


def to_follow(subject: Subject) -> Iterator[Line]:
    """An appendix that is to follow, or one that an ask rests on and that is not held."""
    rows = [row for row in lacking(subject) if row.kind == "appendix"]
    asked = " ".join(ask.text.casefold() for ask in subject.asks)
    rows.sort(key=lambda row: (row.manner != "to follow", row.what.partition(":")[0].casefold() not in asked))
    for row in rows:
        words = tidy(clause(row.quote, row.what.partition(":")[0], LONG)).rstrip(".")
        bearing = cited(subject, row.report, row.para, words)
        if row.manner == "to follow":
            yield Line(f"“{words}”: when will members have it?", bearing)
        elif row.what.partition(":")[0].casefold() in asked:
            yield Line(f"“{words}”: have members had it?", bearing)


def conflicting(subject: Subject) -> Iterator[Line]:
    """Two dates, figures or labels of one thing, at least one of them in a paper briefed."""
    for row in subject.sources.rows(ConflictRow):
        if row.kind == "name" or not any(subject.is_own(said.report) for said in row.readings):
            continue
        said = {each.value: each for each in row.readings}
        two = sorted(list(said.values())[:2], key=lambda each: not subject.is_own(each.report))
        words = [tidy(clause(each.quote, _value(each), LONG)).rstrip(".") for each in two]
        bearing = tuple(subject.sources.cite(s.report, s.para, w) for s, w in zip(two, words, strict=True))
        quoted = [f"“{each}”" for each in words]
        if row.kind == "appendix label":
            yield Line(f"Is this the same appendix: {' and '.join(quoted)}?", bearing)
        else:
            yield Line(f"Which of the two is right: {' or '.join(quoted)}?", bearing)


def _value(said: Said) -> str:
    """The words of a reading that give its date; all of it for other readings."""
    spans = spans_in(said.quote, None)
    return next((span.printed for span in spans if said.value.startswith(span.iso)), said.quote[:LONG])


def names(subject: Subject) -> Iterator[Line]:
    """Two names that may be of one body."""
    for row in subject.sources.rows(ConflictRow):
        if row.kind == "name" and any(subject.is_own(said.report) for said in row.readings):
            said = {each.value: each for each in row.readings}
            refs = [Ref(each.report, each.para) for each in said.values()]
            texts = [paragraph.text if (paragraph := subject.sources.paragraph(ref)) else "" for ref in refs]
            if all(quoted_in(value, text) for value, text in zip(said, texts, strict=True)):
                bearing = tuple(subject.sources.cite(s.report, s.para, s.value) for s in said.values())
                yield Line(f"Are {' and '.join(f'the “{value}”' for value in said)} the same body?", bearing)


def unshown(subject: Subject) -> Iterator[Line]:
    """What an earlier paper of the committee or on the matter promised for a day now past, and no paper tells of."""
    rows = [r for r in subject.sources.rows(TimelineRow) if r.when and r.kind != "event" and r.kept == NOT_SHOWN]
    asked: list[str] = []
    for row in sorted(rows, key=lambda row: row.when, reverse=True):
        if subject.is_own(row.report) or not _is_past(subject, row) or not _concerns(subject, row):
            continue
        known = (*asked, *(sentence.text for sentence in subject.sentences))
        if not any(len(_rare(row.quote) & _rare(said)) >= _SHARED for said in known):
            asked.append(row.quote)
            words = clause(subject.in_context(row.report, row.para, row.quote), row.printed, LONG)
            bearing = cited(subject, row.report, row.para, words)
            said = f"The paper of {written_day(date.fromisoformat(row.as_at))}" if row.as_at else "An earlier paper"
            yield Line(f"{said} says “{words.rstrip('.')}”: has this been done?", bearing)


def _is_past(subject: Subject, row: TimelineRow) -> bool:
    last = row.until or row.when
    earlier = row.as_at < subject.iso
    return earlier and last < subject.iso[: len(last)] and int(row.when[:4]) >= int(subject.iso[:4]) - _YEARS


def _concerns(subject: Subject, row: TimelineRow) -> bool:
    header = subject.sources.header(row.report)
    near = row.report in subject.related or subject.same_body(header.body)
    return near and bool(DOING.search(row.quote)) and not ROUTINE.search(row.quote)


def _rare(text: str) -> frozenset[str]:
    return frozenset(each for each in stems(text) if not each[:1].isdigit()) - COMMON


def costs(subject: Subject) -> Iterator[Line]:
    """An ask to approve or agree, in a paper without a sum that does not say either that it costs nothing."""
    priced = {row.report for row in subject.sources.rows(MoneyRow)}
    free = {
        s.report for s in subject.sentences if _NO_COST.search(s.text) and _OF_MONEY.search(f"{s.section} {s.text}")
    }
    for ask in subject.asks:
        if ask.verb in _COSTED and ask.report not in priced | free:
            words = cut(ask.text, LONG).rstrip(".")
            bearing = cited(subject, ask.report, ask.para, words)
            yield Line(f"What does this cost, and how is it to be met: “{words}”?", bearing)


def undecided(subject: Subject) -> Iterator[Line]:
    """What the last paper asked for, where no paper held says what was decided."""
    asks = open_asks(subject, subject.sources.rows(DecisionRow))
    for ask in [each for each in asks if each.verb != "note"][:1]:
        words = cut(ask.text, LONG).rstrip(".")
        day = written_day(subject.sources.header(ask.report).as_at)
        bearing = cited(subject, ask.report, ask.para, words)
        yield Line(f"What was decided on {day} on this ask: “{words}”?", bearing)
