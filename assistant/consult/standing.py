"""How one recommendation stands: "is rec 12 met?", "where are we on the one about dental checks?".

The status is given at the latest paper that says it of that recommendation (or as at the date asked about), and where
later papers speak only of all of them together that is said too. Which recommendation is meant is told by its number,
or by a subject that one of them alone holds; a subject that two hold as well is left to the search.
"""

from __future__ import annotations

import re

from assistant.answer import Query, State
from assistant.consult.inspection_meant import of_inspection
from assistant.consult.recommendations import (
    DONE,
    OF_RECS,
    OPEN,
    TOGETHER,
    as_at,
    numbers_in,
    quote_row,
    words_of,
)
from assistant.consult.said import Consulted, Form, Quoted, Rows, about, after_last, as_of, aside, shortened
from assistant.ledger.holdings import of_kind
from assistant.ledger.tracker import TrackerRow
from assistant.words import content_stems
from ingest.fact import Status
from ingest.report import Ref

SURE = 0.75  # share of what is asked about that a recommendation must hold to be the one meant
_ONE = r"(?:rec(?:ommendation)?|one|action|point|requirement)\b"
_NUMBERED = r"\brec(?:ommendation)?\.?\s*(?:number|no\.?|#)?\s*\d{1,3}\b"
_MEANT = rf"(?:{_NUMBERED}|\b(?:the|that|our)\s(?:[\w'’-]+\s){{0,4}}{_ONE})"
_STANDS = (
    rf"(?:^|[,;:]\s*)(?:and |so |but )?(?:is|are|was|were|has|have|had|did)\b(?=.*{_MEANT}).*(?:\b{DONE}|{OPEN})"
    rf"|\bwhere\b.{{0,40}}\b(?:on|with|to|stand\w*)\b.*{_MEANT}|\bwhere\b.*{_MEANT}.*\b(?:got to|stand\w*|up to|at)\b"
    r"|\b(?:status|state of play|position|progress|latest|news)\b\s(?:of|on|with|for)\b.{0,12}"
    + _NUMBERED
    + rf"|\bhow(?:['’]s| is| are| was| were| did| have| has| far)\b.*{_NUMBERED}"
)
_TOPIC = (
    r"\bwhere (?:are|were|have|had|has|is|was|do|did)\b.*\b(?:got to|got with|stand (?:on|with)"
    r"|we (?:on|with|at with))\b|\b(?:are|is|was|were)\b.*"
    r"\bwhere (?:they|it|we) (?:should|need\w*|ought to|ha[sd]|have) (?:to )?be\b"
)
_OTHERWISE = after_last(
    r"\b(?:why|who|whose|when|how (?:much|many)|which|agree\w*|approv\w*|resolve\w*|decid\w*|vote\w*|endors\w*"
    r"|propos\w*|asked|asking|reasons?|costs?)\b"
)
_UNSAID = (Status.NOT_STATED, Status.NOT_INDIVIDUALLY_STATED)
_ASIDE = OF_RECS | aside(
    "stand stands where got should be yet now still latest status position news far going coming along getting about"
    " action point requirement outstanding unfinished pending we us our have been"
)


def _stands(query: Query, part: str, rows: Rows) -> Consulted | None:
    """How the recommendation of that number, or on that subject, stands."""
    own = of_inspection(query, rows)
    numbers = numbers_in(part)
    meant = tuple(row for row in own if row.number in numbers) if numbers else _on(part, own)
    now = _now(query, tuple(row for row in meant if row.status not in _UNSAID))
    together = tuple(row for row in meant if row.status is Status.NOT_INDIVIDUALLY_STATED)
    if not now:
        first = next(iter(of_kind(as_of(query, together), TrackerRow)), None)
        if first is None:
            return None
        quoted = Quoted("", Ref(first.report, first.para), shortened(first.quote))
        return Consulted(TOGETHER, (quoted,), State.PARTIAL)
    later = any((row.as_at or "") > max(single.as_at or "" for single in now) for row in together)
    since = " Later papers do not give it by itself." if later and len(now) == 1 and not query.dates else ""
    said = "; ".join(f"{_called(row)} was {row.status.value} as at {as_at(row)}" for row in now)
    return Consulted(f"{said}.{since}", tuple(map(quote_row, now)))


def _now(query: Query, rows: tuple[TrackerRow, ...]) -> tuple[TrackerRow, ...]:
    """Of each recommendation what the last paper says that gives its own status."""
    numbers = dict.fromkeys((row.inspection, row.number, row.position) for row in rows)
    own = (tuple(row for row in rows if (row.inspection, row.number, row.position) == one) for one in numbers)
    last = tuple(row for each in own for row in of_kind(as_of(query, each), TrackerRow))
    newest = max((row.inspection for row in last), default="")  # of two inspections' "recommendation 5" the newer's
    return tuple(row for row in last if row.inspection == newest)


def _on(part: str, rows: tuple[TrackerRow, ...]) -> tuple[TrackerRow, ...]:
    """All rows of the one recommendation that holds what the question is about; none where no one does."""
    if len(content_stems(part) - _ASIDE) < 2:
        return ()
    best = of_kind(about(part, words_of, rows, _ASIDE, SURE), TrackerRow)
    which = {(row.inspection, row.number, row.position) for row in best}
    return tuple(row for row in rows if (row.inspection, row.number, row.position) in which) if len(which) == 1 else ()


def _called(row: TrackerRow) -> str:
    return "It" if row.number is None else f"Recommendation {row.number}"


FORMS = (
    Form("tracker", re.compile(rf"{_OTHERWISE}(?=.*(?:{_STANDS}))", re.I), _stands),
    Form("tracker", re.compile(rf"{_OTHERWISE}(?=.*(?:{_TOPIC}))", re.I), _stands),
)
