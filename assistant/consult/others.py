"""Questions for the other ledgers: missing papers, contradictions, short forms, deadlines, bodies."""

from __future__ import annotations

import re

from assistant.answer import Query, State
from assistant.consult.said import (
    Consulted,
    Form,
    Quoted,
    Rows,
    around,
    aside,
    be,
    closest,
    dated,
    in_words,
    shortened,
    within,
)
from assistant.ledger.conflicts import ConflictRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.glossary import GlossaryRow
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.holdings import of_kind
from assistant.ledger.timeline import TimelineRow
from assistant.words import stems
from ingest.report import Ref
from ingest.spans import spans_in

_LIST = r"\b(?:which|what|list|name|all|any|how many|are there)\b"
_PAPERS = r"\b(?:papers?|documents?|appendi(?:x|ces)|annex(?:es)?|reports?|minutes)\b"
_BODIES = r"\b(?:boards?|bodies|body|committees?|panels?|groups?|partnerships?)\b"
_SHORT = r"[\"'“‘]?(?P<{0}>[A-Za-z][\w&/-]{{1,9}})[\"'”’]?"


_OF_GAPS = aside(
    "paper papers document documents appendix appendices annex report reports missing held hold list gap gaps refer"
    " refers referred mention mentioned council"
)
_OF_CONFLICTS = aside(
    "paper papers report reports contradict contradiction contradictions disagree inconsistent inconsistency conflict"
    " conflicts conflicting discrepancy discrepancies agree differ different dates figures date day"
)
_OF_DEADLINES = aside("deadline deadlines list date dates due")
_OF_SUCCESSORS = aside("take took place over replace replaced succeed succeeded board body committee")

NOT_IN_PACK = "The papers held do not have it. This is what they say of it."


def _missing(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Which papers are missing?" """
    about = closest(part, rows, ("what", "kind", "manner"), _OF_GAPS)
    found = of_kind(dated(query, about, "as_at"), GapRow)
    if not found:
        return None
    lead = f"{in_words(len(found), 'paper')} referred to {be(len(found))} not held."
    return Consulted(
        lead, tuple(Quoted(_called(row), Ref(row.report, row.para), shortened(row.quote)) for row in found)
    )


def _in_pack(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Was the plan itself in the pack?": how the paper that is pointed at mentions the one asked about."""
    attached = tuple(row for row in of_kind(rows, GapRow) if row.kind == "appendix" and row.report in query.prefer)
    found = of_kind(closest(part, attached, ("what",), _OF_GAPS), GapRow)
    if len(found) != 1:
        return None
    row = found[0]
    return Consulted(NOT_IN_PACK, (Quoted(_called(row), Ref(row.report, row.para), shortened(row.quote)),))


def _called(row: GapRow) -> str:
    """What a missing paper is called, without a date that its quote leaves to be worked out."""
    said = not row.when or any(span.iso == row.when for span in spans_in(row.quote, None))
    return row.what if said else row.what.rpartition(", ")[0] or row.what


def _conflicting(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Do the papers agree on …?": the disagreement on that subject, both sides quoted."""
    found = of_kind(closest(part, dated(query, rows, "subject"), ("subject", "kind"), _OF_CONFLICTS), ConflictRow)
    if not found:
        return None
    one = len(found) == 1
    lead = f"The papers do not agree on this: {found[0].subject}." if one else "The papers do not agree on these."
    quoted = tuple(
        Quoted("" if one else row.subject, Ref(reading.report, reading.para), shortened(reading.quote))
        for row in found
        for reading in row.readings
    )
    return Consulted(lead, quoted, State.CONFLICTING)


def _stands_for(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What does MASH stand for?" """
    match = _MEANS.search(part)
    typed = match[match.lastgroup or 0] if match else ""
    found = [row for row in of_kind(rows, GlossaryRow) if row.short.casefold() == typed.casefold()]
    if not found:
        return None
    defined = [row for row in found if row.long]
    lead = (
        f"{found[0].short} stands for {' or '.join(str(row.long) for row in defined)}."
        if defined
        else f"{found[0].short} is used in these papers and not defined in them."
    )
    return Consulted(
        lead, tuple(Quoted("", Ref(row.report, row.para), around(row.quote, row.short)) for row in defined or found)
    )


def _deadlines(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What were the deadlines for …?" """
    due = tuple(row for row in of_kind(rows, TimelineRow) if row.kind == "deadline")
    found = of_kind(closest(part, within(query, due, "when"), ("text", "quote"), _OF_DEADLINES), TimelineRow)
    if not found:
        return None
    quoted = tuple(Quoted(row.printed, Ref(row.report, row.para), around(row.quote, row.printed)) for row in found)
    return Consulted(f"{in_words(len(quoted), 'deadline')} {be(len(quoted))} given.", quoted)


_ROLES = {"account": "account", "monitor": "monitor", "scrutin": "scrutin", "oversee": "over", "oversight": "over"}
_ROLE = re.compile(rf"\b(?P<role>{'|'.join(_ROLES)})\w*", re.I)


def _bodies(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Which bodies monitor the plan?": every body that a paper gives that role, at its date."""
    match = _ROLE.search(part)
    wanted = _ROLES[match["role"].lower()] if match else ""
    holding = tuple(row for row in of_kind(rows, GovernanceRow) if row.role.startswith(wanted))
    found = of_kind(dated(query, holding, "as_at"), GovernanceRow)
    if not match or not found:
        return None
    names = tuple(dict.fromkeys(row.body for row in found))
    lead = f"{in_words(len(names), 'body', 'bodies')} {be(len(names))} named."
    return Consulted(lead, tuple(Quoted(row.body, Ref(row.report, row.para), shortened(row.quote)) for row in found))


def _successor(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "What took the place of the Board?": its successor, as a paper names it."""
    named = tuple(row for row in of_kind(rows, GovernanceRow) if row.role == "replaced by" and row.other)
    near = of_kind(closest(part, named, ("body",), _OF_SUCCESSORS), GovernanceRow)
    said = stems(part)
    found = [row for row in near if 2 * len(said & stems(row.body)) > len(stems(row.body))]  # most of its name
    told = found[-1:]  # the latest paper that says it
    if not told:
        return None
    lead = f"The {told[0].body.removeprefix('the ')} was replaced by the {told[0].other.removeprefix('the ')}."
    return Consulted(lead, tuple(Quoted("", Ref(row.report, row.para), row.quote) for row in told))


_MEANS = re.compile(
    rf"(?i:\bwhat (?:does|do|is|are) (?:the )?(?:abbreviation |acronym |letters |initials |short form )?"
    rf"{_SHORT.format('asked')} (?:stand(?: for)?|mean|short for)\b)"
    rf"|^[Ww]hat(?:['’]s| is| are) (?:an? |the )?(?P<named>[A-Z][A-Za-z\d&]*[A-Z\d][A-Za-z]*)\s*\??$"
)
FORMS = (
    Form("glossary", _MEANS, _stands_for),
    Form(
        "gaps",
        re.compile(
            rf"{_LIST}(?:\s(?:of|the|other|our|these|those|any|there)|\s[\w'’]+){{0,4}}?\s{_PAPERS}.*\b(?:missing"
            r"(?!\s(?:child\w*|from|person\w*|people|girls?|boys?|episodes?|kids|incidents?|young))|not (?:been )?held"
            r"|not attached|to follow|to come|(?:do not|don['’]t|did not|didn['’]t) (?:have|hold|get|see)"
            r"|(?:haven['’]t|have not|hasn['’]t|weren['’]t|were not|not) (?:got|had|seen|been (?:given|sent|attached)"
            r"|given|sent|attached|included))\b",
            re.I,
        ),
        _missing,
    ),
    Form(
        "gaps",
        re.compile(
            r"\b(?:is|was|are|were|did|do|does|has|have|had)\b[^?]*(?:\b(?:in|with|part of|inside)"
            r" (?:the|our|my|your|this) (?:\w+ )?(?:pack|bundle|agenda|papers)\b"
            r"|\b(?:attached|enclosed|appended|circulated)\b)",
            re.I,
        ),
        _in_pack,
    ),
    Form(
        "conflicts",
        re.compile(
            r"\b(?:contradict\w*|disagree\w*|inconsisten\w*|conflicting|discrepanc\w*)\b"
            r"|\bdo (?:the |these |our |both |its |their )?(?:two |both )?(?:papers|reports|documents|figures|dates)"
            r"\b.*\bagree\b|\b(?:gives?|gave|says?|shows?|quotes?|states?) the same (?:date|day|figure|number|sum"
            r"|amount|total|name)\b|\b(?:figures|dates|numbers|sums|totals) (?:tally|match|add up|square)\b",
            re.I,
        ),
        _conflicting,
    ),
    Form("timeline", re.compile(rf"^(?=.*{_LIST}).*\bdeadlines\b", re.I), _deadlines),
    Form(
        "governance",
        re.compile(
            r"\b(?:what|who|which)\b.*\b(?:took (?:over from|the place of|on the (?:role|work|job) of)|replaced"
            r"|succeeded|came after|does the (?:job|work) of|stepped into)\b"
            rf"|\bwhat(?:['’]s| has)? (?:became|become|happened|came) (?:of|to)\b.*{_BODIES}",
            re.I,
        ),
        _successor,
    ),
    Form(
        "governance",
        re.compile(rf"\b(?:which|what|list)\b(?:\s[\w'’]+){{0,4}}?\s{_BODIES}(?:\s\w+){{0,4}}?\s{_ROLE.pattern}", re.I),
        _bodies,
    ),
)
