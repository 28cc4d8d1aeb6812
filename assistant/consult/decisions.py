"""Questions about what committees were asked and what they decided, answered from the decisions ledger."""

from __future__ import annotations

import re

from assistant.answer import Query, State
from assistant.consult.said import Consulted, Form, Quoted, Rows, aside, be, closest, in_words, shortened, within
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.holdings import of_kind
from assistant.words import content_words, stem, stems
from ingest.fact import Outcome
from ingest.report import Ref

_OF_DECISIONS = aside(
    "decision decisions decided decide resolved resolve resolution resolutions minuted recorded record committee board"
    " cabinet council meeting minutes made make taken agreed actually list member members health wellbeing"
)
_OF_ASKS = _OF_DECISIONS | aside("asked asking recommended invited approve agree sign note endorse paper report")
_SAID = {
    Outcome.AGREED: "Yes: that is on record as agreed.",
    Outcome.NOTED: "It is on record as noted.",
    Outcome.AMENDED: "Yes, but not as it was asked: it was changed.",
    Outcome.DEFERRED: "No: it was put off.",
    Outcome.REJECTED: "No: it was not agreed.",
}
UNRECORDED = "It was asked for; whether it was agreed is not in the papers held."


def _decided(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What was decided on 3 June?": the decisions on record, of that meeting and about that."""
    recorded = tuple(row for row in of_kind(rows, DecisionRow) if row.outcome != Outcome.NOT_HELD)
    found = closest(part, within(query, recorded, "meeting"), ("text", "outcome_text", "about"), _OF_DECISIONS)
    decisions = of_kind(found, DecisionRow)
    if not decisions:
        return None
    quoted = tuple(
        Quoted(row.outcome, Ref(str(row.outcome_report), str(row.outcome_para)), shortened(row.outcome_quote))
        for row in decisions
    )
    return Consulted(f"{in_words(len(quoted), 'decision')} {be(len(quoted))} on record.", quoted)


def _asked(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What is the committee asked to decide on 8 July?": every ask of that meeting's paper.

    Of several papers those whose titles are most like the question; of a paper's asks all, unless the question names
    something that only some of them speak of and the title does not: "about recommendation 10".
    """
    asks = tuple(row for row in of_kind(rows, DecisionRow) if (row.report, row.para) != _recorded_in(row))
    found = within(query, asks, "meeting") if query.dates else ()
    paper = of_kind(closest(part, found, ("about",), _OF_ASKS) or found, DecisionRow)
    titles = stems(" ".join(row.about for row in paper))
    named = of_kind(closest(part, paper, ("text",), _OF_ASKS | titles) or paper, DecisionRow)
    if not named:
        return None
    lead = f"{in_words(len(named), 'thing')} {be(len(named))} asked of the {named[0].body}."
    return Consulted(lead, tuple(Quoted("", Ref(row.report, row.para), shortened(row.quote)) for row in named))


def _recorded_in(row: DecisionRow) -> tuple[str | None, str | None]:
    return row.outcome_report, row.outcome_para


def _whether(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Did the Board agree to …?": what is on record, or that it was asked for and nothing more is held."""
    asked = {stem(word) for word in content_words(part)} - _OF_ASKS
    shared = {
        row: len(asked & stems(f"{row.text} {row.about}"))
        for row in of_kind(within(query, rows, "meeting"), DecisionRow)
    }
    most = max(shared.values(), default=0)
    sure = [row for row, share in shared.items() if share >= max(2, most - 1, len(asked) / 2)]
    if not sure:
        return None
    row = next((row for row in sure if row.outcome != Outcome.NOT_HELD), sure[0])
    if row.outcome_report and row.outcome_para:
        place = Ref(row.outcome_report, row.outcome_para)
        return Consulted(_SAID[Outcome(row.outcome)], (Quoted("", place, shortened(row.outcome_quote)),))
    return Consulted(UNRECORDED, (Quoted("", Ref(row.report, row.para), shortened(row.quote)),), State.PARTIAL)


FORMS = (
    Form(
        "decisions",
        re.compile(
            r"^(?!.*\b(?:asked|asking|recommended|have to|has to|need to|to decide|why)\b)(?=.*\b(?:which|what|list)\b)"
            r".*\b(?:decisions|decided?|resolved?|resolutions?)\b",
            re.I,
        ),
        _decided,
    ),
    Form(
        "decisions",
        re.compile(
            r"^(?!.*\b(?:inspect\w*|ofsted|why|how much|how many|who|when|which|did)\b).*\bwhat\b.*"
            r"\b(?:asked|asking|recommended|invited|have to|has to|need to|being asked)\b",
            re.I,
        ),
        _asked,
    ),
    Form(
        "decisions",
        re.compile(
            r"^(?:.*[,:;]\s*)?(?:did|has|have|was|were)\b(?=.*\b(?:committee|board|cabinet|council|members|panel|hwb|we|they)\b)"
            r".*\b(?:agree\w*|approv\w*|endors\w*|accept\w*|resolve\w*|decide\w*|go along|sign\w* off|vote\w*)\b",
            re.I,
        ),
        _whether,
    ),
)
