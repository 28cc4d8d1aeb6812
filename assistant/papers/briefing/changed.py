"""What changed since the last paper on the matter: how recommendations, actions and risks stand, figures, sums, who
answers, and dates moved.

The last paper is the latest earlier report of the council that is alike in title, speaks of the same inspection's
recommendations, tables the same actions or risks, or is told of by the day of its meeting. Sums are held against each
other where purpose and period are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ledger.governance import GovernanceRow
from assistant.ledger.likeness import overlap
from assistant.ledger.money import MoneyRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.briefing.lines import line
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.comparison.figures import figures
from assistant.papers.comparison.sides import Sides, of_papers
from assistant.papers.handout import Line, Notice, Part
from assistant.papers.plans import Action, actions
from assistant.papers.quoting import cut, quoted
from assistant.papers.registers import Risk, risks_of
from assistant.papers.rows import UNTOLD
from assistant.papers.tabled import both_tell
from assistant.words import listed
from ingest.fact import Status
from ingest.report import Card, normalise, written_day

_MOVED = re.compile(
    r"\b(?:delay(?:ed|s)?|postponed|put back|slipped|deferred|rescheduled|brought forward|extended)\b", re.I
)
_CHANGES = frozenset(("replaced by", "disbanded", "established", "remains in place"))
_WATCHES = frozenset(("accountable", "oversees", "monitors", "responsible"))
_MATTER = re.compile(r"\b(?:plan|progress|recommendations?|notice|panel|board)\b", re.I)
_SAME = 0.75  # of the words of the shorter of two purposes
_SHORT = 100  # characters of a status in a note
_OUTCOMES = 4
_TABLED, _FIGURES = 3, 3  # risks and actions, and figures, of which it is told that they changed
_SUMS = 60  # of each paper that are held against each other, totals first: a table may have thousands


def changed(subject: Subject, room: Room, told: Told) -> Part:
    """The last paper, then what differs from it; or that nothing held can be set against it."""
    heading = "What changed since the last paper"
    last = last_paper(subject)
    if last is None:
        return Part(heading, (), "No earlier paper held is on the same matter.")
    differ = [
        *_statuses(subject, last),
        *_tabled(subject, last),
        *_figures(subject, last),
        *_sums(subject, last),
        *_roles(subject, last, room),
        *_moved(subject, room),
    ]
    lines, so_far = [], told
    for each in differ:
        if not any(so_far.has(c.quote) for c in each.citations) or _sets_both(each):
            lines.append(each)
            so_far = Told((*so_far.citations, *each.citations))
    none = () if lines else (Notice("Nothing in the two papers could be matched closely enough to say what changed."),)
    return Part(heading, (_last(subject, last), *lines[: max(min(room.most, 6), 3)], *none))


def last_paper(subject: Subject) -> Card | None:
    """The latest earlier report on the matter; one to the same committee before one to another on the same day."""
    return next((card for card in subject.before if card.name in subject.related), None)


def _last(subject: Subject, last: Card) -> Line:
    title = last.header.title
    own = subject.sources.report(last.name).paragraphs
    where = next((p for p in own if p.para.startswith("header:") and normalise(title) in normalise(p.text)), own[0])
    cited = subject.sources.cite(
        last.name, where.para, title if normalise(title) in normalise(where.text) else where.text
    )
    to = f", to the {last.header.body}" if last.header.body else ""
    said = f"“{title}”, {written_day(last.header.as_at)}{to}"
    return Line(said, (cited,), lead="The last paper held on this")


def _statuses(subject: Subject, last: Card) -> Iterator[Line]:
    """Recommendations that the two papers give a different status."""
    rows = [row for row in subject.sources.rows(TrackerRow) if row.status not in UNTOLD]
    then = {(r.inspection, r.number or 0): r for r in rows if r.report == last.name and r.number}
    moved: dict[tuple[Status, Status], list[tuple[TrackerRow, TrackerRow]]] = {}
    for now in (r for r in rows if subject.is_own(r.report) and r.number):
        old = then.get((now.inspection, now.number or 0))
        if old and old.status is not now.status:
            moved.setdefault((old.status, now.status), []).append((old, now))
    for (was, now_is), pairs in list(moved.items())[:_OUTCOMES]:
        numbers = listed(tuple(str(new.number) for _, new in pairs))
        both = [subject.sources.cite(r.report, r.para, cut(r.quote, _SHORT)) for pair in pairs for r in pair]
        label = "Recommendation" if len(pairs) == 1 else "Recommendations"
        yield Line(f"{was} then; {now_is} now", tuple(dict.fromkeys(both)), lead=f"{label} {numbers}")


def _sets_both(line: Line) -> bool:
    """Whether a line says how a thing stood and stands, which no other part has."""
    return line.lead.startswith("Recommendation") or line.text.startswith("then ")


def _tabled(subject: Subject, last: Card) -> Iterator[Line]:
    """Risks and actions that the tables of the two papers score, or say to stand, otherwise: risks that rose first."""
    then = subject.sources.report(last.name)
    papers = [subject.sources.report(name) for name in subject.names]
    risked = both_tell(tuple(risks_of(then)), tuple(risk for paper in papers for risk in risks_of(paper)))
    risked.sort(key=lambda both: both[0].weight - both[1].weight)
    acted = both_tell(tuple(actions(then)), tuple(each for paper in papers for each in actions(paper)))
    acted.sort(key=lambda both: not both[1].is_late)
    yield from [
        _moved_on(subject, *both, both[0].told, both[1].told) for both in risked if both[0].told != both[1].told
    ][:_TABLED]
    yield from [
        _moved_on(subject, *both, *(quoted(each.status) for each in both))
        for both in acted
        if both[0].status != both[1].status
    ][:_TABLED]


def _moved_on(subject: Subject, old: Action | Risk, new: Action | Risk, was: str, is_now: str) -> Line:
    """What a row of both tables says then and now; an action under its reference, which stands among the open ones."""
    called = new.label if isinstance(new, Action) and new.label else quoted(cut(new.what, _SHORT))
    cited = tuple(subject.sources.cite(each.report, each.para, each.quote) for each in (old, new))
    return Line(f"then {was}; now {is_now}", cited, lead=called)


def _figures(subject: Subject, last: Card) -> Iterator[Line]:
    """Figures that the two papers give of one thing."""
    pairs = (pair for sides in _against(subject, last) for pair in figures(subject.sources, sides))
    told = [Line(pair.brief, pair.citations, lead=pair.subject) for pair in pairs if pair.brief]
    yield from told[:_FIGURES]


def _against(subject: Subject, last: Card) -> Iterator[Sides]:
    """Each paper briefed beside the last one."""
    return (of_papers(subject.sources, last.name, name) for name in subject.names)


def _sums(subject: Subject, last: Card) -> Iterator[Line]:
    """Sums of the same purpose and period that are not the same."""
    stated = (row for row in subject.sources.rows(MoneyRow) if row.kind == "stated" and row.purpose and not row.unit)
    rows = sorted(stated, key=lambda row: not row.total)
    before = [row for row in rows if row.report == last.name][:_SUMS]
    for now in [row for row in rows if subject.is_own(row.report)][:_SUMS]:
        for old in before:
            alike = now.period == old.period and now.total == old.total
            if alike and now.amount != old.amount and overlap(now.purpose, old.purpose) >= _SAME:
                cited = tuple(subject.sources.cite(r.report, r.para, r.quote) for r in (old, now))
                period = f", {now.period}" if now.period else ""
                yield Line(f"{old.printed} then; {now.printed} now", cited, lead=f"{now.purpose.capitalize()}{period}")


def _roles(subject: Subject, last: Card, room: Room) -> Iterator[Line]:
    """Bodies that this paper gives a part which the last did not."""
    rows = [row for row in subject.sources.rows(GovernanceRow) if _tells_who(row)]
    then = {(row.body, row.role) for row in rows if row.report == last.name}
    own = [row for row in rows if subject.is_own(row.report) and (row.body, row.role) not in then]
    for quote in dict.fromkeys(row.quote for row in own):
        row = next(row for row in own if row.quote == quote)
        yield line(subject.sources, row.report, row.para, cut(quote, room.longest), lead="Who answers for it")


def _tells_who(row: GovernanceRow) -> bool:
    """Whether a row says who answers for the plan or for what a board or a notice asks, not for some detail of it."""
    return row.role in _CHANGES or (row.role in _WATCHES and bool(_MATTER.search(row.of_what)))


def _moved(subject: Subject, room: Room) -> Iterator[Line]:
    """Sentences that say a date has moved."""
    for sentence in subject.sentences:
        if _MOVED.search(sentence.text) and re.search(r"\d", sentence.text) and not sentence.is_cover:
            yield line(
                subject.sources, sentence.report, sentence.para, cut(sentence.text, room.longest), lead="Date moved"
            )
