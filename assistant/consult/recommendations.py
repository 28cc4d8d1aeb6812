"""Questions about inspectors' recommendations that the tracker answers: which stand how, and which there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Query
from assistant.consult.inspection_meant import of_inspection, of_standing
from assistant.consult.said import (
    Consulted,
    Form,
    Quoted,
    Rows,
    about,
    after_last,
    as_of,
    aside,
    be,
    in_words,
    latest,
    shortened,
)
from assistant.ledger.holdings import Row, of_kind
from assistant.ledger.tracker import TrackerRow
from ingest.fact import Status
from ingest.report import Ref, written_iso

INSPECTORS = r"\b(?:inspect(?:ors?|ions?|orates?)|ofsted|watchdogs?|regulators?|cqc|hmip?|hmicfrs)\b"
_RECS = (
    r"(?:\brec(?:ommendation)?s\b"
    rf"|\b(?:things|points|items|jobs|asks|demands)\b(?=[^?]*{INSPECTORS})"
    rf"|{INSPECTORS}['’]?s?(?:\s\w+)?\s(?:list|points|asks|demands)\b)"
)
DONE = (
    r"(?:met|completed?|closed(?: off| down)?|achieved|implemented|done|finished|signed off|ticked off|crossed off"
    r"|cleared|cracked|sorted(?: out)?|dealt with|put to bed|fixed|nailed|discharged|fulfilled|delivered|wrapped up)\b"
)
OPEN = (
    r"(?:\b(?:outstanding|open|unmet|unfinished|incomplete|undone|pending|remain\w*|still (?:to|left|not|need\w*)|to go"
    rf"|left (?:to do|over|on)|yet to)\b|(?:\bnot|n['’]t|\bnever)(?:\s\w+){{0,3}}\s{DONE})"
)
_PARTLY = r"\b(?:partly|partially|in part|half[- ](?:done|met|way))\b"
_WHICH = (
    r"(?=.*\b(?:which|list|name|all|any|how many|are there"
    r"|what(?!\s(?:do|does|did|has|have|had|will|would|can|could|should|was done|is being)\b))\b)"
)
_OTHERWISE = after_last(  # of one thing about them: asked of, not for, them
    r"\b(?:why|who|whose|when|where|how(?! many)|asked|address\w*|respon\w*|reasons?|costs?|money|budget"
    r"|monitor\w*|say|says|said)\b"
)
_EVERY = r"\b(?:all|every|everything)\b"
_URGENT = re.compile(r"\b(?:urgent\w*|priority|immediate\w*)\b", re.I)
_SUBJECT = re.compile(
    r"\b(?:about|to do with|concerning|regarding|relating to|on)\s+(?P<subject>(?!the list)[^,?]+)", re.I
)
OF_RECS = aside(
    "rec recs recommendation recommendations inspector inspectors inspection inspectorate ofsted cqc list things points"
    " items jobs outstanding open met complete completed closed close achieved implemented finished signed ticked sort"
    " cracked sorted remain remaining status council paper made make one progress"
)
PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_FEW = 2  # recommendations that share a subject; where more do, the question is not about one of them
_TOLD = (
    r"^(?!.*\b(?:why|who|when|where|how|which|say|said|think|thought|find|found)\b).*\bwhat\b"
    rf"(?:.*{INSPECTORS}.*\b(?:wants?|wanted|tell|told|ask|asked|recommend\w*|expect\w*|order\w*|instruct\w*)\b"
    r"|.*\b(?:we|council|they) (?:have |had |were |was |got |has )?(?:been )?told\b)"
    r".*\b(?:do|sort|fix|improve|change|tackle|mend|put (?:it )?right)\b"
)
TOGETHER = "The papers do not say it one by one; they say only how the recommendations stand together."
IN_ALL = "The papers say how the recommendations stand together; of single ones they name those quoted."


def _by_state(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Which recommendations are outstanding?": as at the date asked for, else at the latest paper that says."""
    said = tuple(row for row in of_inspection(query, rows) if row.status is not Status.NOT_STATED)
    if numbers := numbers_in(part):
        said = tuple(row for row in said if row.number in numbers)
    now = of_kind(as_of(of_standing(query, said), said), TrackerRow)
    wanted = _wanted(part)
    stand = _on_subject(part, tuple(row for row in now if row.status in wanted))
    together = next((row for row in now if row.status is Status.NOT_INDIVIDUALLY_STATED), None)
    if together and (not stand or Status.MET in wanted):  # those met are more than those that are named
        quoted = (Quoted("", Ref(together.report, together.para), shortened(together.quote)), *map(quote_row, stand))
        return Consulted(IN_ALL if stand else TOGETHER, quoted)
    return Consulted(_standing(stand, wanted), tuple(map(quote_row, stand))) if stand else None


def _whether_all(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Have all the recommendations been met?": no, and which are not; yes only where every one is said to be."""
    said = tuple(row for row in of_inspection(query, rows) if row.status is not Status.NOT_STATED)
    now = of_kind(as_of(of_standing(query, said), said), TrackerRow)
    unmet = tuple(row for row in now if row.status not in (Status.MET, Status.NOT_INDIVIDUALLY_STATED))
    together = next((row for row in now if row.status is Status.NOT_INDIVIDUALLY_STATED), None)
    if unmet:
        wanted = frozenset(row.status for row in unmet)
        one_sort = len(wanted) == 1
        lead = _standing(unmet, wanted) if one_sort else f"{in_words(len(unmet), 'recommendation')} {_were(unmet)} not."
        return Consulted(f"No. {lead}", tuple(map(quote_row, unmet)))
    if together:
        return Consulted(TOGETHER, (Quoted("", Ref(together.report, together.para), shortened(together.quote)),))
    return None


def _there_are(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "List the inspectors' recommendations": those of the inspection asked for, else of the latest report held."""
    made = _made(query, rows)
    if _URGENT.search(part):
        made = tuple(row for row in made if row.priority)
    made = _of_place(part, _on_subject(part, of_kind(latest(made), TrackerRow)))
    if not made:
        return None
    kind = " for priority action" if _URGENT.search(part) else ""
    lead = f"There {be(len(made))} {in_words(len(made), 'recommendation').lower()}{kind}, as at {as_at(made[0])}."
    return Consulted(lead, tuple(map(quote_row, made)))


def _told_to(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What did the inspectors want us to do about …?": the recommendations on that; with no subject, all of them."""
    subject = _SUBJECT.search(part)
    if not subject:
        return _there_are(query, part, rows)
    made = latest(_made(query, rows))
    on_it = of_kind(about(subject["subject"], words_of, made, OF_RECS, 0.6), TrackerRow)
    if not 1 <= len(on_it) <= _FEW:
        return None
    return Consulted(
        f"{in_words(len(on_it), 'recommendation')} {be(len(on_it))} on this.", tuple(map(quote_row, on_it))
    )


def _made(query: Query, rows: Rows) -> tuple[TrackerRow, ...]:
    """The recommendations themselves, as the inspection report has them; where it is not held, as the papers do."""
    stated = tuple(row for row in of_inspection(query, rows) if row.status is Status.NOT_STATED)
    return tuple(row for row in stated if row.as_at and row.inspection.endswith(row.as_at)) or stated


def _of_place(part: str, rows: tuple[TrackerRow, ...]) -> tuple[TrackerRow, ...]:
    """ "The third thing they asked for" is the third alone."""
    place = next((at for at, word in enumerate(PLACES, 1) if re.search(rf"\b{word}\b", part, re.I)), None)
    return tuple(row for row in rows if row.position == place) or rows if place else rows


def _on_subject(part: str, rows: tuple[TrackerRow, ...]) -> tuple[TrackerRow, ...]:
    """Those on what the question says they are about; all where it says nothing, or no row has it."""
    subject = _SUBJECT.search(part)
    return of_kind(about(subject["subject"], words_of, rows, OF_RECS, 0.6), TrackerRow) or rows if subject else rows


def words_of(row: Row) -> str:
    """All words in which one row speaks of a recommendation."""
    return f"{row.wording} {row.worded} {row.quote}" if isinstance(row, TrackerRow) else ""


def numbers_in(part: str) -> frozenset[int]:
    """The numbers of recommendations named: "recs 5 and 7" has both."""
    named = re.findall(
        r"\brec(?:ommendation)?s?\.?\s*(?:numbers?|nos?\.?|#)?\s*(\d{1,3}(?:\s*(?:,|and|or|&)\s*\d{1,3})*)\b(?!%)",
        part,
        re.I,
    )
    return frozenset(int(number) for numbers in named for number in re.findall(r"\d+", numbers))


def _wanted(part: str) -> frozenset[Status]:
    if re.search(_PARTLY, part, re.I):
        return frozenset({Status.PARTLY_MET})
    if re.search(OPEN, part, re.I):
        return frozenset({Status.OUTSTANDING, Status.OTHER_APPROACH})
    return frozenset({Status.MET})


def _standing(rows: Sequence[TrackerRow], wanted: frozenset[Status]) -> str:
    """ "Six recommendations were outstanding as at 28 November 2017: 5, 7, 8, 9, 12 and 16." """
    state = min(wanted, key=len).value
    numbers = [str(row.number) for row in rows if row.number is not None]
    named = f": {', '.join(numbers[:-1])} and {numbers[-1]}" if len(numbers) == len(rows) > 1 else ""
    return f"{in_words(len(rows), 'recommendation')} {_were(rows)} {state} as at {as_at(rows[0])}{named}."


def _were(rows: Sequence[TrackerRow]) -> str:
    return "was" if len(rows) == 1 else "were"


def as_at(row: TrackerRow) -> str:
    """The day of a row's paper, in words."""
    return written_iso(row.as_at or "") or "an unknown date"


def quote_row(row: TrackerRow) -> Quoted:
    """A row as an answer gives it, under its number."""
    return Quoted(str(row.number) if row.number is not None else "", Ref(row.report, row.para), shortened(row.quote))


FORMS = (
    Form(
        "tracker",
        re.compile(
            rf"^(?:and |so |but )?(?:is|are|was|were|has|have|had|did)\b(?=.*{_EVERY})(?=.*{_RECS}).*\b{DONE}", re.I
        ),
        _whether_all,
    ),
    Form(
        "tracker",
        re.compile(rf"{_OTHERWISE}{_WHICH}(?=.*{_RECS})(?=.*(?:{OPEN}|{_PARTLY}|\b{DONE}))", re.I),
        _by_state,
    ),
    Form("tracker", re.compile(rf"{_OTHERWISE}{_WHICH}(?=.*{_RECS})(?=.*{INSPECTORS})", re.I), _there_are),
    Form("tracker", re.compile(_TOLD, re.I), _told_to),
)
