"""Questions about what committees were asked and what they decided, answered from the decisions ledger."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Query, State
from assistant.consult.said import (
    Consulted,
    Form,
    Quoted,
    Rows,
    about,
    aside,
    be,
    closest,
    in_words,
    shortened,
    undated,
    within,
)
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.holdings import Row, of_kind
from assistant.words import content_stems, stems
from ingest.fact import Outcome
from ingest.report import Ref, normalise

_OF_DECISIONS = aside(
    "decision decisions decided decide resolved resolve resolution resolutions minuted recorded record committee board"
    " cabinet council meeting minutes made make taken agreed actually list member members health wellbeing settle"
    " settled end ended come came outcome upshot result results vote voted pass passed approve approved panel executive"
    " commission forum committee's item items thing things"
)
_OF_ASKS = _OF_DECISIONS | aside(
    "asked asking recommended invited approve agree sign signing note endorse paper report full want wants table put"
    " before us front expected up do ask officers tonight today tomorrow"
)
_NARROWED = 0.6  # share of the subject named that an ask must speak of
_SUBJECT = re.compile(
    r"\b(?:about|on|over|for|with|regarding|concerning|to do with)\s+(?P<subject>(?!the (?:report|paper)\b)[^,?]+)",
    re.I,
)
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
    recorded = tuple(row for row in of_kind(of_body(part, rows), DecisionRow) if row.outcome != Outcome.NOT_HELD)
    meeting = of_kind(within(query, recorded, "meeting"), DecisionRow)
    bodies = stems(" ".join(f"{row.body} {row.council}" for row in meeting))  # who decided, not what about
    left = content_stems(undated(part)) - _OF_DECISIONS - bodies
    whole = bool(query.dates) and not left
    found = meeting if whole else closest(part, meeting, ("text", "outcome_text", "about"), _OF_DECISIONS | bodies)
    decisions = of_kind(found, DecisionRow)
    if not decisions:
        return None
    quoted = tuple(
        Quoted(row.outcome, Ref(str(row.outcome_report), str(row.outcome_para)), shortened(row.outcome_quote))
        for row in decisions
    )
    return Consulted(f"{in_words(len(quoted), 'decision')} {be(len(quoted))} on record.", quoted)


def _asked(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What is the committee asked to decide on 8 July?": every ask of that paper.

    Of several papers those whose titles are most like the question. Of a paper's asks all: a word that is merely shared
    narrows nothing. Only where the question names a subject ("about recommendation 10") that some of them alone speak
    of, those.
    """
    asks = tuple(row for row in of_kind(rows, DecisionRow) if (row.report, row.para) != _recorded_in(row))
    found: Rows = within(query, asks, "meeting") if query.dates else ()
    found = found or tuple(row for row in asks if row.report in query.prefer)
    paper = of_kind(closest(part, found, ("about",), _OF_ASKS) or found, DecisionRow) or _titled(query, part, asks)
    if not paper:
        return None
    subject = _SUBJECT.search(part)
    aside_too = _OF_ASKS | stems(" ".join(row.about for row in paper))
    named = of_kind(about(subject["subject"], _text_of, paper, aside_too, _NARROWED), DecisionRow) if subject else ()
    asked = tuple(row for row in paper if row in (named or paper))
    lead = f"{in_words(len(asked), 'thing')} {be(len(asked))} asked of the {asked[0].body}."
    return Consulted(lead, tuple(Quoted("", Ref(row.report, row.para), shortened(row.quote)) for row in asked))


def _titled(query: Query, part: str, asks: tuple[DecisionRow, ...]) -> tuple[DecisionRow, ...]:
    """Where no date points at a paper: the asks of the one paper whose title has most of the words of the question."""
    if query.dates or not query.scope.council:
        return ()
    near = of_kind(closest(part, asks, ("about", "body"), _OF_ASKS), DecisionRow)
    asked = content_stems(part) - _OF_ASKS
    return near if asked and len({row.report for row in near}) == 1 else ()


def _text_of(row: Row) -> str:
    return row.text if isinstance(row, DecisionRow) else ""


def _recorded_in(row: DecisionRow) -> tuple[str | None, str | None]:
    return row.outcome_report, row.outcome_para


def _whether(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Did the Board agree to …?": what is on record, or that it was asked for and nothing more is held."""
    asked = content_stems(part) - _OF_ASKS
    near = {row: _likeness(asked, row) for row in of_kind(within(query, of_body(part, rows), "meeting"), DecisionRow)}
    sure = [row for row in near if len(asked & stems(f"{row.text} {row.about}")) >= max(2, len(asked) / 2)]
    if not sure:
        return None
    row = max(sure, key=lambda row: near[row])
    if row.outcome_report and row.outcome_para:
        place = Ref(row.outcome_report, row.outcome_para)
        return Consulted(_SAID[Outcome(row.outcome)], (Quoted("", place, shortened(row.outcome_quote)),))
    return Consulted(UNRECORDED, (Quoted("", Ref(row.report, row.para), shortened(row.quote)),), State.PARTIAL)


def _likeness(asked: frozenset[str], row: DecisionRow) -> float:
    """How like a question a row is: its own words before its paper's title, and what is on record before what is not.

    That a report was noted is on record with most papers and answers least.
    """
    own, title = asked & stems(row.text), stems(row.about)
    recorded = {Outcome.NOT_HELD: 0.0, Outcome.NOTED: 0.25}.get(Outcome(row.outcome), 1.0)
    return len(own) + 0.5 * len((asked & title) - own) + recorded


def of_body(part: str, rows: Rows) -> Rows:
    """The rows of a committee that the question calls by its whole name; all where it names none."""
    folded = normalise(part)
    decided = of_kind(rows, DecisionRow)
    named = tuple(row for row in decided if (body := normalise(row.body).removeprefix("the ")) and body in folded)
    return named or rows


_BODY = (
    r"\b(?:committee|board|cabinet|executive|council|councillors|members|panel|commission|forum|governors|authority|hwb|we"
    r"|they)\b"
)
_AGREED = (
    r"\b(?:agree[ds]?|approv\w*|endors\w*|accept\w*|adopt\w*|resolve[ds]?|decide[ds]?|go along|sign\w* off|vote[ds]?"
    r"|say (?:yes|no) to|sa(?:id|y) yes|nod through|wave[ds]? through|wav(?:e|ed) it through|rubber[- ]stamp\w*"
    r"|give (?:it )?the (?:nod|go[- ]ahead|green light)|green[- ]light\w*|turn(?:ed)? (?:it )?down|reject\w*"
    r"|throw\w* (?:it )?out|thrown out|knock\w* back|defer\w*|kick\w* into)\b"
)


_US = r"(?:us|we|me|i|you|members|councillors|(?:the |full )?(?:board|committee|cabinet|council|panel|executive))"
_WANTED = (  # "what do they want us to do?", "what are we signing up to?", "what's on the table?"
    r"\bwhat (?:(?:\w+ )?things? )?(?:do|does|did) (?:they|officers?|[^?]{0,40}?\b(?:report|paper|director|officers?))"
    r" (?:actually |really )?(?:want|ask|need|expect|recommend)(?:s|ed)? (?:of |from |for )?(?:the )?"
    rf"(?:{_US}|{_BODY})\b"
    rf"|\bwhat (?:are|were|was|is|am) {_US} (?:actually |really |being )?(?:asked to )?"
    r"(?:sign\w* (?:up to|off)|vot\w* (?:on|for)|agree\w* to|approv\w*|endors\w*)\b(?! \w+ (?:cost|pay))"
    r"|\bwhat(?:['’]s| is| was) (?:on the table|the ask\b|being put to|put (?:to|before)|up for (?:decision|a vote)"
    r"|in front of)"
)


def _why_agreed(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Why did the Board agree to …?", where what is on record is that it did not; else left to the search."""
    said = _whether(query, part, rows)
    refused = said is not None and said.lead in (_SAID[Outcome.DEFERRED], _SAID[Outcome.REJECTED])
    return replace(said, state=State.FALSE_PREMISE) if said and refused else None


FORMS = (
    Form(
        "decisions",
        re.compile(
            r"^(?!.*\b(?:asked|asking|recommended|have to|has to|need to|to decide|why)\b)(?=.*\b(?:which|what|list)\b)"
            r".*\b(?:decisions|decided?|resolved?|resolutions?)\b"
            rf"|^(?!.*\b(?:why|asked|recommended)\b).*\bwhat did (?:the )?(?:[\w'’]+ ){{0,5}}{_BODY}"
            r"(?: \w+){0,3} (?:agree|approve|settle on|go for|vote for|plump for)\b",
            re.I,
        ),
        _decided,
    ),
    Form(
        "decisions",
        re.compile(
            r"^(?!.*\b(?:inspect\w*|ofsted|why|how much|how many|who|when|which|did)\b).*\bwhat\b.*"
            r"\b(?:asked|asking|recommended|invited|have to|has to|need to|being asked)\b"
            r"|^(?!.*\b(?:why|how much|how many)\b).*\bwhat\b[^?]*\b(?:are|is|were|was) (?:we|us|members"
            r"|(?:the |this )?(?:committee|board|cabinet|panel|council))\b[^?]{0,30}\basked\b"
            rf"|{_WANTED}",
            re.I,
        ),
        _asked,
    ),
    Form(
        "decisions",
        re.compile(
            rf"^(?:.*[,:;]\s*)?(?:and |so |but )?(?:did|has|have|had|was|were)\b(?=.*{_BODY}).*{_AGREED}",
            re.I,
        ),
        _whether,
    ),
    Form(
        "decisions",
        re.compile(rf"^(?:and |so |but )?why (?:did|have|has|had)\b(?=.*{_BODY}).*{_AGREED}", re.I),
        _why_agreed,
    ),
)
