"""Minutes and letters told by their day, inspection reports by a year or less, papers a reader is sent to. Pure.

A letter needs "of" or "dated" before its day: one "received on 3 June" is known by its sender, not by that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.mentions.words import BODY, Paper
from ingest.report import written_iso
from ingest.spans import Span

_MINUTES = re.compile(
    r"\bminutes\s+(?:of|from|for|to)\s+(?:[^.;]{0,120}?(?:\b(?:on|of|for|from|dated|held)\s+|[(–—-]\s*))?$", re.I
)
_MINUTE = re.compile(r"\b[Mm]inutes?\s+(?:[Nn]os?\.?\s*)?\d[\w/.-]*,?\s+(?:(?:of|from|dated)\s+)?[^.;]{0,80}$")
_LETTER = re.compile(r"\b[Ll]etter(?:\s+(?:from|of|to)\s+[^,;.]{2,80}?)?,?\s+(?:(?:of|dated)\s+)?(?:the\s+)?$")
_INSPECTION_REPORT = re.compile(
    r"(?:(?:\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Ll]atest|[Ll]ast)|[’']s?)\s+(?:(?P<before>(?:19|20)\d\d)\s+)?"
    r"(?:\w+\s+){0,2}?|\b(?P<bare>(?:19|20)\d\d)\s+(?:[A-Z]\w+\s+)?)"
    r"(?:[Ii]nspection|Ofsted)\s+(?:[Ii]nspection\s+)?[Rr]eport\b(?!\s+(?:to|back|that)\b)"
    r"(?:,?\s+(?:of|from|in)\s+(?P<after>(?:19|20)\d\d)\b)?"
)
_SEE = re.compile(
    r"\b(?:[Ss]ee|[Rr]efer to|[Rr]ead (?:alongside|in conjunction with|together with|with))\s+(?:the|our|its)\s+"
    r"(?P<title>(?:(?!section|paragraph|table|above|below)[\w’'&-]+\s+){0,5}?[\w’'&-]+\s+"
    r"(?P<noun>report|paper|assessment|self-assessment|plan|strategy|framework|policy|guidance|Report|Plan|Strategy"
    r"|Framework|Policy|Guidance))\b"
)
_APPENDIX = re.compile(r"\b(?:appendi(?:x|ces)|annex|enclos|attach)", re.I)
_BACKGROUND = ("strategy", "framework", "policy", "guidance")


def minutes_and_letters(text: str, spans: list[Span]) -> Iterator[Paper]:
    """Minutes of an earlier meeting and letters, those told by a whole day."""
    for span in spans:
        if len(span.iso) < len("2015-11-05"):
            continue
        before = text[: span.start]
        if (_MINUTES.search(before) or (_MINUTE.search(before) and "refer" in text[span.end :])) and not re.search(
            r"\bminutes of (?:the )?[^.;]{0,60}\bnext\b", before
        ):
            body = re.search(rf"\bof\s+{BODY}\s+(?:meeting|held|of|on)\b", before)
            said = body["body"].strip() if body else ""
            yield Paper(f"minutes, {written_iso(span.iso)}", "minutes", "minutes", said, span.iso, "referred to", "")
        elif (letter := _LETTER.search(before)) and re.search(r"\b(?:of|dated)\s+(?:the\s+)?$|,\s*$", letter[0]):
            yield Paper(f"letter, {written_iso(span.iso)}", "letter", "letter", "", span.iso, "referred to", "")


def inspection_report(text: str) -> Iterator[Paper]:
    """An inspection report told by its year alone, or by nothing."""
    if match := _INSPECTION_REPORT.search(text):
        year = match["before"] or match["bare"] or match["after"] or ""
        yield Paper(
            f"inspection report, {year}".rstrip(", "),
            "inspection report",
            "inspection report",
            "",
            year,
            "referred to",
            "",
        )


def sent_to(text: str) -> Iterator[Paper]:
    """The papers that a reader is sent to: "Please see the full progress report"."""
    if _APPENDIX.search(text):
        return
    for match in _SEE.finditer(text):
        noun = match["noun"].lower()
        kind = "background" if noun in _BACKGROUND else "report" if noun in ("report", "paper") else noun
        kind = "self-assessment" if "self-assessment" in noun else "report" if kind == "assessment" else kind
        if not re.search(r"\binspection report|\bOfsted report", match["title"], re.I):
            yield Paper(match["title"], kind, match["title"], "", "", "referred to", "")
