"""Questions that grow from a sentence: a condition, a shortfall, an estimate, a date or a risk that names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ledger.timeline import TimelineRow
from assistant.papers.briefing.changed import last_paper
from assistant.papers.briefing.questions_of_gaps import DOING, LONG, ROUTINE, cited
from assistant.papers.briefing.risks import registered, said_of_risk
from assistant.papers.briefing.standing import named, open_rows, wording
from assistant.papers.briefing.subject import Subject
from assistant.papers.briefing.sums import FINANCE, STRICT, conditions
from assistant.papers.handout import Line
from assistant.papers.quoting import clause, cut, leans, tidy
from assistant.papers.registers import risks_of
from assistant.papers.tabled import both_tell
from ingest.fact import Status
from ingest.report import Ref, quoted_in

_OWNER = re.compile(
    r"\b(?:director|officers?|head of|lead(?:s|er)?|cabinet|chief executive|manager|councillor|cllr|chair"
    r"|team|board|panel|committee|authority|partnership|council|we|university|nhs|service|group"
    r"|inspectorate|dfe|ofsted will)\b",
    re.I,
)
_MET = re.compile(
    r"\bmitigat\w+|\bensur\w+|\bplan(?:s|ned)?\b|\bmonitor\w*|\bwill be\b|\bcampaign\b|\bin place\b|\bmanaged\b", re.I
)
_DUE = re.compile(
    r"\b(?:by|from|in|before|until)\s+(?:\d|the (?:end|spring|summer|autumn|winter)|[A-Z][a-z]+\s+20\d\d)"
)
_BELOW = re.compile(
    r"\bagainst (?:a|an|the) (?:target|estimate|approved)|\bmore than the\b|\bfewer than\b|\bcompared with\b"
    r"|\bnot moved\b|\bwrong way\b|\btoo slow\b|\bdelayed\b(?! again)|\boverspen\w+",
    re.I,
)
_UNKNOWN = re.compile(
    r"\bnot (?:currently |yet )?available\b|\bless reliable\b|\bnot (?:yet )?been evaluated\b|\bnot (?:yet )?known\b"
    r"|\bnot given a date\b|\bbeing recruited\b|\bno date\b",
    re.I,
)
_ESTIMATE = re.compile(r"\b(?:estimates?|estimated|anticipated|projected|forecast)\b[^.]*\d", re.I)
_WHEN = re.compile(r"\b(?:every|each|by|within|in \w+|before|annual\w*|monthly|quarterly)\b", re.I)
_MANY = 3  # open recommendations from which one question is asked of all


def conditional(subject: Subject) -> Iterator[Line]:
    """A condition on the money: what follows where it is not met."""
    for sentence in conditions(subject):
        if found := STRICT.search(sentence.text):
            clausal = found[0].lower().startswith(("as long", "provided", "on condition"))
            words = cut(found[1] if clausal else found[0], LONG).rstrip(".")
            ask = "What would follow if this were not so" if clausal else "When will it be known whether this is met"
            yield Line(f"{ask}: “{words}”?", cited(subject, sentence.report, sentence.para, words))


def short(subject: Subject) -> Iterator[Line]:
    """A figure set against a target, an estimate or a budget that it does not meet; a thing late."""
    yield from _each(subject, _BELOW, "What accounts for this: “{}”?")


def unknown(subject: Subject) -> Iterator[Line]:
    """What a paper says is not known yet."""
    yield from _each(subject, _UNKNOWN, "When will more be known on this: “{}”?")


def estimates(subject: Subject) -> Iterator[Line]:
    """A figure that is an estimate."""
    yield from _each(subject, _ESTIMATE, "What is this estimate based on: “{}”?")


def _each(subject: Subject, sign: re.Pattern[str], ask: str) -> Iterator[Line]:
    asks = {(row.report, row.para) for row in subject.asks}
    for sentence in subject.sentences:
        own = not sentence.is_cover and not sentence.said.cell and (sentence.report, sentence.para) not in asks
        own = own and sentence.text[:1].isupper() | sentence.text[:1].isdigit()
        if own and (found := sign.search(sentence.text)):
            whole = subject.in_context(sentence.report, sentence.para, sentence.text)
            words = clause(whole if len(whole) <= LONG else sentence.text, found[0], LONG).rstrip(".")
            if not leans(words):  # nobody could tell what is asked about
                yield Line(ask.format(words), cited(subject, sentence.report, sentence.para, words))


def dates_of(subject: Subject) -> Iterator[Line]:
    """A recommendation that the paper calls open, with no day by which it is to be met."""
    rows = [row for row in open_rows(subject) if subject.is_own(row.report) and row.number and not row.promised]
    rows = [row for row in rows if not _DUE.search(row.quote) and row.status is not Status.OTHER_APPROACH]
    if len(rows) >= _MANY:
        paragraphs = {(row.report, row.para): row for row in rows}.values()
        bearing = tuple(subject.sources.cite(row.report, row.para, cut(row.quote, LONG)) for row in paragraphs)
        numbers = sorted(row.number for row in rows if row.number)
        shown = f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
        yield Line(f"By when is each of recommendations {shown} to be met?", bearing)
        return
    for row in rows:
        words = wording(subject, row)
        here = bool(words) and quoted_in(words, row.quote)
        bearing = cited(subject, row.report, row.para, words if here else cut(row.quote, LONG))
        yield Line(f"By when is {named(row).casefold()}{f' (“{words}”)' if here else ''} to be met?", bearing)


def other_approach(subject: Subject) -> Iterator[Line]:
    """A recommendation that is met in another way than the inspectors asked for."""
    for row in open_rows(subject):
        if row.status is Status.OTHER_APPROACH and subject.is_own(row.report) and row.number:
            bearing = cited(subject, row.report, row.para, cut(row.quote, LONG))
            which = named(row).casefold()
            yield Line(f"Who agreed the other approach to {which}, and how will its effect be shown?", bearing)


def owners(subject: Subject) -> Iterator[Line]:
    """A day to be met, in a sentence that names nobody."""
    rows = [row for row in subject.sources.rows(TimelineRow) if subject.is_own(row.report) and row.kind != "event"]
    asks = {(ask.report, ask.para) for ask in subject.asks}
    for row in sorted(rows, key=lambda row: (row.kind != "deadline", row.when)):
        last = row.until or row.when
        coming = bool(row.when) and last >= subject.iso[: len(last)] and (row.report, row.para) not in asks
        whole = subject.in_context(row.report, row.para, row.quote)
        open_to_all = DOING.search(row.quote) and not _OWNER.search(whole) and not ROUTINE.search(row.quote)
        if coming and open_to_all and not re.search(r"\bto follow\b|appendix", row.text, re.I):
            words = clause(whole, row.printed, LONG).rstrip(".")
            if not leans(words):
                yield Line(f"Who is responsible for this: “{words}”?", cited(subject, row.report, row.para, words))


def risen(subject: Subject) -> Iterator[Line]:
    """A risk that the last paper scored lower."""
    last = last_paper(subject)
    before = tuple(risks_of(subject.sources.report(last.name))) if last else ()
    for old, new in both_tell(before, registered(subject)):
        if new.weight > old.weight:
            two = (old, new)
            both = tuple(subject.sources.cite(each.report, each.para, each.quote) for each in two)
            words = cut(new.what, LONG).rstrip(".")
            yield Line(f"Why has the risk “{words}” gone from {old.told} to {new.told}?", both)


def unmet_risks(subject: Subject) -> Iterator[Line]:
    """A risk with nothing beside it of what is done about it; the highest of a register that says so of none."""
    for risk in registered(subject)[:1]:
        if not risk.against:
            words = cut(risk.what, LONG).rstrip(".")
            bearing = cited(subject, risk.report, risk.para, risk.quote)
            yield Line(f"What is being done about this risk: “{words}”?", bearing)
    for sentence in said_of_risk(subject):
        paragraph = subject.sources.paragraph(Ref(sentence.report, sentence.para))
        if paragraph and not _MET.search(paragraph.text):
            words = cut(subject.in_context(sentence.report, sentence.para, sentence.text, LONG), LONG).rstrip(".")
            bearing = cited(subject, sentence.report, sentence.para, words)
            yield Line(f"What is being done about this: “{words}”?", bearing)


def delegated(subject: Subject) -> Iterator[Line]:
    """A decision handed to an officer."""
    for ask in subject.asks:
        if ask.verb in {"delegate", "authorise"}:
            words = cut(ask.text, LONG).rstrip(".")
            bearing = cited(subject, ask.report, ask.para, words)
            yield Line(f"How will what is done under this be reported back: “{words}”?", bearing)


def asked_of(subject: Subject) -> Iterator[Line]:
    """Something asked of another body, without a word on when."""
    for ask in subject.asks:
        if ask.verb in {"ask", "request", "invite", "instruct"} and not _WHEN.search(ask.text):
            words = cut(ask.text, LONG).rstrip(".")
            bearing = cited(subject, ask.report, ask.para, words)
            yield Line(f"By when is an answer to this expected: “{words}”?", bearing)


def none_said(subject: Subject) -> Iterator[Line]:
    """A part on risk or money that says there is none."""
    for sentence in subject.sentences:
        of = re.search(r"\brisks?\b", sentence.section, re.I) or FINANCE.search(sentence.section)
        if of and not sentence.is_cover and re.fullmatch(r"\W*(?:none|nil)\W*", sentence.text, re.I):
            heading, words = sentence.section.strip(" :"), tidy(sentence.text)
            bearing = cited(subject, sentence.report, sentence.para, words)
            yield Line(f"Under “{heading}” the paper says “{words}”: how was that arrived at?", bearing)
