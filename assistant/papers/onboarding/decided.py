"""Moments of a story that are decisions: on record, one line a meeting and outcome; or asked for, with none held.

Of what was asked for count plans, money and changes of who does what; to note a report turns no story. The day stands
as far as the paragraph gives it ("3 June, as told on 8 July 2024").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.papers.borne import bears
from assistant.papers.onboarding.moments import Moment
from assistant.papers.quoting import cut, own_part, quoted
from assistant.papers.sources import Sources
from ingest.fact import Outcome
from ingest.report import written_iso
from ingest.wording.verbs import leading_verb

_MOST, _LONGEST, _LONGEST_EACH = 3, 240, 175  # decisions in a line; characters of one alone, of each of several
_WEIGHTS = {str(Outcome.REJECTED): 72, str(Outcome.DEFERRED): 72, str(Outcome.AMENDED): 68, str(Outcome.AGREED): 58}
_TURNING, _PLAN, _OTHER = 78, 80, 62
_APPROVING = frozenset({"establish", "approve", "endorse", "adopt", "agree", "support"})
_MATTERS = re.compile(
    r"\bplan\b|£|\bterms of reference\b|\bprogramme\b|\breplac|\bcontinue|\bdisband|\btakes? the place|\bceas"
    r"|\bclosed\b",
    re.I,
)
_IS_ASKED = re.compile(
    r"^[\w &’',-]{3,60}? (?:is|are) (?:asked|recommended|invited|requested)(?: to)?\b[:\s]*(?:…\s*)?", re.I
)
_OF_COURSE = re.compile(
    r"\bminutes\b|\bcorrect record\b|\bwork programme\b|\bexclusion\b|\bpress and public\b|\bdevelopment plan\b", re.I
)


def decided(sources: Sources) -> Iterator[Moment]:
    """Decisions on record; and what was asked for with no decision held."""
    rows = [row for row in sources.rows(DecisionRow) if row.meeting and not _OF_COURSE.search(row.text)]
    rows.sort(key=lambda row: (row.meeting or "", row.body, row.outcome, row.outcome_report or row.report))
    for (day, body, outcome, _), own in groupby(
        rows, key=lambda row: (row.meeting or "", row.body, row.outcome, row.outcome_report or row.report)
    ):
        made = _on_record if outcome != Outcome.NOT_HELD else _asked
        if body and (moment := made(sources, day, body, tuple(own))):
            yield moment


def _on_record(sources: Sources, day: str, body: str, rows: Sequence[DecisionRow]) -> Moment | None:
    """What a meeting decided, what matters most before."""
    weight = _WEIGHTS.get(rows[0].outcome, 0)
    if not weight:
        return None
    ranked = sorted(rows, key=lambda row: not _turns(row))[:_MOST]
    cited = [
        _citation(sources, str(row.outcome_report), str(row.outcome_para), row.outcome_quote, len(ranked))
        for row in ranked
    ]
    said = "; ".join(quoted(each.quote) for each in cited)
    text = said if body in cited[0].quote else f"{body} ({rows[0].outcome}): {said}"
    weight = max(weight, _TURNING if _turns(ranked[0]) else 0)
    return _moment(sources, day, text, cited, weight)


def _asked(sources: Sources, day: str, body: str, rows: Sequence[DecisionRow]) -> Moment | None:
    """What a committee was asked for, where it matters."""
    ranked = [row for row in rows if _turns(row)][:_MOST]
    if not ranked:
        return None
    cited = [_citation(sources, row.report, row.para, row.quote, len(ranked)) for row in ranked]
    said = "; ".join(quoted(_lowered(each.quote)) for each in cited)
    text = f"{body} was asked to {said}; what it decided is not in the papers held."
    weight = _PLAN if any(re.search(r"\bplan\b", row.text, re.I) for row in ranked) else _OTHER
    return _moment(sources, day, text, cited, weight)


def _turns(row: DecisionRow) -> bool:
    return row.verb in _APPROVING and bool(_MATTERS.search(row.text))


def _citation(sources: Sources, report: str, para: str, quote: str, beside: int) -> Citation:
    """The words of one decision, without the lead-in of its list."""
    own = own_part(quote)
    own = own if len(own.split()) > 3 else quote
    return sources.cite(report, para, cut(own, _LONGEST if beside == 1 else _LONGEST_EACH).rstrip("."))


def _lowered(words: str) -> str:
    """An ask as it follows "was asked to": without "Cabinet is asked to" before its verb, where it does not open with
    the verb itself."""
    if not leading_verb(words.partition(" ")[0], listed=True):
        words = _IS_ASKED.sub("", words)
    words = re.sub(r"^[Tt]o (?=[a-z])", "", words)
    return words[:1].lower() + words[1:]


def _moment(sources: Sources, day: str, text: str, cited: Sequence[Citation], weight: int) -> Moment | None:
    """The moment on its day; the day as told by the paper where the paragraphs do not give it whole."""
    told = sources.header(cited[0].ref.report).as_at
    whole = written_iso(day)
    leads = (whole, f"{whole[:-5]}, as told on {written_iso(told.isoformat())}" if told else "")
    lead = next((each for each in leads if each and bears(sources, f"{each}: {text}", *cited)), "")
    return Moment(day, lead, cited[0].quote, text, tuple(dict.fromkeys(cited)), weight) if lead else None
