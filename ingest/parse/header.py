"""What a paper says of itself, from the rows of its cover and, where the cover is silent, from its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.dates import dates_in, first_date, last_date
from ingest.parse.council import Council, bare_name, council_of, titled
from ingest.parse.cover import Cover
from ingest.parse.titles import is_title_label
from ingest.report import DateSource, Header, Kind

_BODY = (
    r"(?:report |paper )?(?:to|for)|(?:name of )?(?:committee|board|meeting(?: of)?|body"
    r"|decision[- ]mak(?:er|ing body))"
    r"|(?:report to|presented to|submitted to).*|committee ?/ ?.*"
)
_PURPOSE = re.compile(
    r"(?:(?:for )?(?:information|decision|discussion|noting|approval|action|consideration|comment|scrutiny|assurance)"
    r"(?:\s*(?:,|and|/|&)\s*)?)+\W*",
    re.I,
)
_DATE = (
    r"(?:date(?: of (?:the )?(?:meeting|committee|decision|report))?|(?:meeting|committee|decision) date|date ?(?:/"
    r"|and) ?time.*|meeting|(?:to be )?held on|on)"
)
_REPORT_OF = (
    r"(?:joint )?(?:reports? )?(?:of|by|from)(?: the)?|(?:report )?author(?:\(s\)|s)?|written by|report of.*"
    r"|(?:report )?authorised by|presented by"
    r"|(?:relevant|lead|responsible|accountable) (?:officer|director|chief officer)"
    r"|director|(?:corporate|strategic|executive) director|officer"
)
_REFERENCE = (
    r"(?:report )?(?:ref(?:erence)?\.?|number)(?: (?:no|number)\.?)?|report no\.?"
    r"|(?:key )?decision ref(?:erence)?.*"
)
_ITEM = r"(?:agenda )?item(?: no\.?| number)?"  # what a paper without a reference is known by
_CLASSIFICATION = (
    r"classification|(?:open|public).{0,20}(?:exempt|closed|private)|access(?: to information)?|publication status"
    r"|security marking|status"
)
_WARDS = (
    r"(?:all )?(?:electoral )?wards?(?:\(s\)|s)?(?: ?(?:/|and) ?[\w ]+)?(?: \(?(?:directly )?affected\)?)?"
    r"|wards? affected.*|electoral divisions?.*"
)
_COMMITTEE_PAPER = (  # what the cover of a committee's paper has, and an inspection report's has not
    r"(?:report )?to|date of meeting|meeting(?: date)?|(?:report )?author|report (?:of|by|from)|key decision"
    r"|(?:cabinet|lead|executive) member|portfolio holder|wards?.*|recommendations?|report title"
)
_INSPECTORS = re.compile(
    r"\bofsted\b|(?:his|her) majesty[’']s inspector|lead inspector|inspection dates?|\bHMI\b"
    r"|\b(?:HM|(?:his|her) majesty[’']s) inspectorate of\b|\bHMICFRS\b",
    re.I,
)
_DEAR = re.compile(r"^dear (?:\w+ ){1,5}?\w+,?$", re.I | re.M)
_MAKES_RECOMMENDATIONS = re.compile(
    r"^\W*(?:what needs to (?:be )?improved?\b|areas? for (?:priority action|improvement)|priority actions?\b).{0,60}$",
    re.I | re.M,
)
_FIRST_PAGE = 3000  # characters
_VISIT_TOLD = re.compile(
    r"\b(?:inspection|fieldwork|visit)\b[^.]{0,80}?\b(?:took place|was (?:carried out|conducted))\b[^.]{0,90}", re.I
)
_INSPECTED = r"inspection dates?|dates? of (?:the )?inspection|inspection period"
_INSPECTION_OF = re.compile(
    r"inspection of (?:the )?(.+?)(?: local (?:authority|area)|[’']s? children|,? children[’']s services|$)", re.I
)
_SERVICES_IN = re.compile(
    r"\b[Ii]nspection of (?:[\w’'-]+ ){1,5}services in:?\s+(?=[A-Z])((?:[A-Z][\w’'-]+|and|of|the|upon|on|with|in)"
    r"(?: (?:[A-Z][\w’'-]+|and|of|the|upon|on|with|in)){0,5})(?=\s*\n|,|\.|$)"
)
_PUBLISHED = r"(?:report )?(?:published|publication)(?: date| on)?|date (?:of publication|published)"


def header_of(cover: Cover, kind: Kind, text: str) -> Header:
    """The header of a paper.

    Args:
        cover: its rows.
        kind: what sort of paper it is.
        text: all its words, for what the cover does not say.
    """
    lines = {"Title", "Council", "Committee"}  # rows that are a line of the cover, as is one that holds nothing else
    words = "\n".join(row.text if row.label in lines or not row.value else row.value for row in cover.rows)
    council = council_of(words, text) if kind is not Kind.INSPECTION else _inspected(cover, text)
    when, source = _as_at(cover, kind, text)
    return Header(
        title=_title(cover),
        kind=kind,
        council=council.name,
        council_evidence=council.evidence,
        body="" if kind is Kind.INSPECTION else _body(cover, council),
        as_at=when,
        date_source=source,
        report_of=_person(cover.value(_REPORT_OF)),
        reference=cover.value(_REFERENCE) or cover.value(_ITEM),
        classification=cover.value(_CLASSIFICATION),
        wards=cover.value(_WARDS).rstrip("."),
    )


def kind_of(cover: Cover, opening: str) -> Kind:
    """What sort of paper it is, by its cover and its first words."""
    words = " ".join(row.text for row in cover.rows)
    if is_letter := bool(_DEAR.search(opening)):
        if _INSPECTORS.search(words) and _MAKES_RECOMMENDATIONS.search(opening):
            return Kind.INSPECTION  # of a joint inspection or a focused visit; one that recommends nothing is a letter
    elif (
        re.search(r"\binspection\b", words, re.I)
        and _INSPECTORS.search(f"{words} {opening[:_FIRST_PAGE]}")
        and not cover.value(_COMMITTEE_PAPER)
    ):
        return Kind.INSPECTION
    if re.search(
        r"\bminutes\b(?! silence)(?:.{0,40}\b(?:meeting|held|of)\b| and (?:actions?|decisions)\b|$)"
        r"|\b(?:record|list|schedule|summary) of (?:the )?"
        r"decisions\b|\b(?:notice|record) of (?:an? )?(?:(?:executive|officer|delegated|portfolio holder"
        r"|cabinet member)\s+)+"
        r"decisions?\b|\b(?:executive|officer|delegated) decision (?:notice|record)\b",
        words,
        re.I,
    ) or re.search(
        r"\bminutes of (?:the|a) .{0,80}(?:meeting|held)|^\W*at an? (?:\w+ ){0,2}?meeting of (?:the )?.{3,80}? held\b",
        opening[:600],
        re.I | re.M,
    ):
        return Kind.MINUTES
    if is_letter:
        return Kind.OTHER
    is_report = any(cover.value(pattern) for pattern in (_BODY, _REPORT_OF, _DATE)) or any(
        row.label in {"Committee", "Date of Meeting"} for row in cover.rows
    )
    return Kind.REPORT if is_report or re.search(r"\breport\b", words, re.I) else Kind.OTHER


def _title(cover: Cover) -> str:
    titles = [row for row in cover.rows if is_title_label(row.label) and row.value]
    labelled = next((row.value for row in titles if row.text != row.value), "") or _of_item(cover)
    title = labelled or next((row.value for row in cover.rows if row.label == "Title"), "")
    return titled(title) if title.isupper() and len(title.split()) > 2 else title.rstrip(".")


def _of_item(cover: Cover) -> str:
    """What stands against "Agenda item 6" where the paper is called by nothing else."""
    if any(row.label == "Title" for row in cover.rows):
        return ""
    numbered = re.compile(r"(?:agenda )?item(?: no\.?)? ?\d{1,2}[a-z]?", re.I)
    rows = (row.value for row in cover.rows if numbered.fullmatch(row.label))
    return next((value for value in rows if len(value.split()) > 2), "")


def _person(printed: str) -> str:
    """Who reports, without "the" and out of capitals."""
    return re.sub(r"^the\s+", "", titled(printed) if printed.isupper() else printed, flags=re.I)


def _body(cover: Cover, council: Council) -> str:
    """The committee or board, without the council's name before it."""
    body = _committee(cover) or cover.value("Committee") or _met(cover)
    if re.search(r"\d{4}", body):  # "Cabinet, 8 July 2024"
        body = re.split(r"\s*[-–—,:]?\s*(?:\w+day,?\s*)?\d", body)[0]
    if body.isupper():
        body = titled(body)
    pattern = (
        rf"^(?:the )?{re.escape(council.name)}(?:\s+(?:borough|city|county|district|metropolitan|unitary"
        rf"|council))*[’']?s?\s+(?=\w)"
        if council.name
        else r"^the "
    )
    return re.sub(r"^the ", "", re.sub(pattern, "", body, flags=re.I), flags=re.I).strip(" ,.-–")


def _committee(cover: Cover) -> str:
    """What stands against "Report to", "Committee" or the like; not what a paper is for, nor the item beside it."""
    rows = (row.value for row in cover.rows if re.fullmatch(_BODY, row.label, re.I) and row.value)
    named = next((value for value in rows if not _PURPOSE.fullmatch(value)), "")
    return re.sub(r"[\s,;|–-]+agenda item\b.*$", "", named, flags=re.I)


def _met(cover: Cover) -> str:
    """The body that met, from the title of its minutes: "Minutes of a meeting of the Cabinet held on …"."""
    for row in cover.rows:
        if match := re.search(
            r"(?:minutes|(?:record|list|schedule|summary) of (?:the )?decisions(?: taken| made)?) (?:of|by|at) (?:the"
            r" |a )?"
            r"(?:proceedings (?:of|at) )?(?:meeting of )?(?:the )?(.+?)(?: held\b|,| \d|$)",
            row.text,
            re.I,
        ):
            met = re.sub(r"^(?:\w+ ){0,2}meeting of (?:the )?|\s+meeting$", "", match[1], flags=re.I)
            return "" if re.fullmatch(r"meeting|proceedings", met, re.I) else met
    return ""


def _inspected(cover: Cover, text: str) -> Council:
    """The authority that was inspected: named on the cover, alone in a line or in the title."""
    for row in cover.rows:
        if row.label == "Council":
            return Council(bare_name(row.value))
    for row in cover.rows:
        match = _INSPECTION_OF.search(row.value)
        if row.label == "Title" and match and (name := bare_name(match[1])):
            return Council(name)
    if match := _SERVICES_IN.search(text[:_FIRST_PAGE]):
        return Council(bare_name(" ".join(match[1].split())))
    return council_of("\n".join(row.value for row in cover.rows), text)


def _as_at(cover: Cover, kind: Kind, text: str) -> tuple[date | None, DateSource]:
    if kind is Kind.INSPECTION:
        if published := first_date(cover.value(_PUBLISHED)):
            return published, DateSource.PUBLICATION
        if (dated := first_date(cover.value(r"date(?: of meeting)?"))) and _DEAR.search(text):
            return dated, DateSource.PUBLICATION  # the day of an inspectors' letter
        ended = last_date(cover.value(_INSPECTED)) or _first_mentioned(cover, r"inspection") or _visited(text)
        return ended, DateSource.INSPECTION_END if ended else DateSource.NONE
    for value in _dated_values(cover):
        if when := first_date(value):
            return when, DateSource.MEETING
    mention = re.search(r"\b(?:meeting|held)\b[^.]{0,80}", text[:1500], re.I)
    if mention and (when := first_date(mention[0])):
        return when, DateSource.MEETING
    if published := first_date(cover.value(_PUBLISHED)):
        return published, DateSource.PUBLICATION
    return None, DateSource.NONE


def _visited(text: str) -> date | None:
    """The last day of the visit, where only the text says it: "Fieldwork took place between … and …"."""
    told = _VISIT_TOLD.search(text[: 3 * _FIRST_PAGE])
    return last_date(told[0]) if told else None


def _dated_values(cover: Cover) -> Sequence[str]:
    """What may print the meeting's date: rows labelled so first, then the body's row, then any line of the title."""
    labelled = [row.value for row in cover.rows if re.fullmatch(_DATE, row.label, re.I)]
    bodies = [row.value for row in cover.rows if re.fullmatch(rf"{_BODY}|committee|council", row.label, re.I)]
    titles = [row.value for row in cover.rows if row.label == "Title" and len(row.value.split()) < 30]
    return [*labelled, *bodies, *titles]


def _first_mentioned(cover: Cover, word: str) -> date | None:
    for row in cover.rows:
        if re.search(word, row.text, re.I) and (found := dates_in(row.text)):
            return found[-1].day
    return None
