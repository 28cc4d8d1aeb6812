"""Access as a paper marks itself. The detector may only raise a level, never lower one.

A marking stands alone ("NOT FOR PUBLICATION", "Part 2"), against a label ("Classification: RESTRICTED"), in brackets
or after a dash in a heading ("Appendix 2 (exempt)"), or says it of the paper itself ("This report is exempt by virtue
of paragraph 3 of Schedule 12A"). A sentence that only speaks of exempt information marks nothing: a form's question
answered "No", a heading "Exempt information", a resolution to exclude the public.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.appendices import speaks_of_appendix
from ingest.report import Access, Block, BlockKind

_EXEMPT = (
    r"not for publication|part (?:2|ii|two|b)\b|exempt\b|restricted\b|closed\b|private\b|pink papers?"
    r"|(?:contains?|containing) (?:exempt|confidential) information"
)
_CONFIDENTIAL = r"(?:strictly |private (?:and|&) )?confidential\b|official[ :-]+sensitive\b"
_OPEN = (
    r"open|public|for publication|unrestricted|part (?:1|i|one|a)|not (?:exempt|confidential|restricted)"
    r"|unclassified|official"
)
_THING = r"(?:\s+(?:report|paper|document|item|appendix|annex|agenda|session|section))?"
_REASON = (
    r"(?:by virtue of|under (?:paragraph|schedule|section)|paragraphs? \d|schedule 12a|section 100|from publication)"
)
_ALONE = re.compile(rf"\W*(?:(?:{_CONFIDENTIAL}|{_EXEMPT}|{_OPEN}){_THING}(?:\W+|$))+", re.I)
_OPEN_ALONE = re.compile(rf"\W*(?:(?:{_OPEN}){_THING}(?:\W+|$))+", re.I)
_ALONE_WITH_REASON = re.compile(rf"\W*(?:{_CONFIDENTIAL}|{_EXEMPT}).{{0,160}}{_REASON}.*", re.I)
_REASON_ALONE = re.compile(
    r"\W*(?:by virtue of|under|pursuant to|as defined (?:in|by)|in accordance with)\s.{0,120}\bschedule 12a\b.*", re.I
)
_OPEN_BUT_APPENDIX = re.compile(
    rf"\W*(?:{_OPEN}){_THING}\W+(?:with|except|excluding|apart from|but)\b.{{0,60}}\b(?:appendi|annex).*", re.I
)
_QUALIFIED = re.compile(
    rf"(?:[(\[–—:]|\s-)\s*(?:(?P<confidential>{_CONFIDENTIAL})|(?P<exempt>{_EXEMPT})){_THING}(?:\W*$|\s*[:–—]\s.*$|\W+{_REASON}.*$)",
    re.I,
)
_LEADING = re.compile(
    r"\W*(?:not for publication|restricted\s*[:–—-]|confidential\W+(?:appendix|annex|report))\b", re.I
)
_CLOSED_PART = re.compile(
    r"\W*part (?:2|ii|two|b)\b.*\b(?:exempt|confidential|private|closed|not for publication"
    r"|press and (?:the )?public)\b",
    re.I,
)
_OF_ITSELF = re.compile(
    r"\b(?P<what>this|the whole (?:of this)?|the) (?P<which>report|paper|document|item|appendix|annex"
    r"|section)(?: and (?:its|the|all|any)? ?(?:attached )?appendi(?:x|ces))?"
    r" (?:is|are|contains?|has been|(?:must|should|is to|are to) be|(?:must|should|is to) remain)\s+"
    r"(?:therefore |considered (?:to be )?|(?:classed|treated|marked|regarded|classified) as "
    r"|information (?:which |that )?(?:is |are )?(?:considered )?)*"
    r"(?P<level>exempt|not for publication|confidential|restricted|private\b(?! (?!and confidential)\w))",
    re.I,
)
_OF_APPENDIX = re.compile(r"\b(?:appendi(?:x|ces)|annex(?:es)?)\b[^.,;]{0,30}\b(?:to|of|in|with)\s*$", re.I)
_IN_APPENDIX = re.compile(
    r"\s+information\s+(?:is |are )?(?:set out |contained |held )?(?:in|at|within) (?:the )?(?:appendi|annex)",
    re.I,
)
_LABEL = re.compile(
    r"(?:.*\b)?(?:classification|access|status|exempt(?:ion)?|confidential(?:ity)?|publication|public or (?:private"
    r"|exempt)|security marking"
    r"|part (?:1|i) or (?:2|ii)|open or (?:closed|exempt)|restricted)\b.*",
    re.I,
)
_MARKING_LABEL = re.compile(r"\W*(?:not for publication|(?:strictly )?confidential|exempt|restricted)\W*", re.I)
_NO = re.compile(
    r"\W*(?:no\b|none\b|nil\b|n/?a\b|not\b(?! for publication)|open\b|public\b|unrestricted|for publication"
    r"|part (?:1|i)\b(?!i)|official\b)",
    re.I,
)
_YES = re.compile(
    r"\W*(?:yes\b|part(?:ly|ially)?\W+(?:exempt|confidential|private|closed)"
    r"|(?:exempt|not for publication|part (?:2|ii|two)\b|restricted|private|closed|by virtue"
    r"|paragraphs? \d))",
    re.I,
)


def is_marking_line(text: str) -> bool:
    """Whether a line is a marking and nothing else: "OPEN", "Part 2", "EXEMPT by virtue of paragraph 3 …"."""
    forms = (_ALONE, _ALONE_WITH_REASON, _REASON_ALONE, _OPEN_BUT_APPENDIX)
    return len(text) < 250 and any(form.fullmatch(text) for form in forms)


def line_access(text: str) -> Access:
    """The level a marking that stands alone gives."""
    if not is_marking_line(text) or _OPEN_ALONE.fullmatch(text) or _OPEN_BUT_APPENDIX.fullmatch(text):
        return Access.OPEN
    return Access.EXEMPT if _REASON_ALONE.fullmatch(text) else _level(text)


def is_marking_label(label: str) -> bool:
    """Whether a row of the cover is about who may see the paper."""
    return bool(_LABEL.fullmatch(label))


def row_access(label: str, value: str) -> Access:
    """The level a row of the cover gives: "Classification: RESTRICTED", "Is the report exempt? Yes". A row about an
    appendix alone ("Not for publication: Appendix 2 only") gives the paper none."""
    if speaks_of_appendix(value):
        return Access.OPEN
    if _MARKING_LABEL.fullmatch(label) and value and not _NO.match(value):
        return _level(label)
    if not is_marking_label(label) or not value or _NO.match(value) or "[" in value:
        return Access.OPEN
    if _YES.match(value) or re.match(_CONFIDENTIAL, value, re.I):
        return max(_level(value), Access.EXEMPT if re.search("exempt", label, re.I) else Access.OPEN)
    return Access.OPEN


def heading_access(heading: str) -> Access:
    """The level a heading gives to what stands under it: "Appendix 2 (exempt)", "Costs – NOT FOR PUBLICATION"."""
    if (alone := line_access(heading)) > Access.OPEN and not re.fullmatch(r"\W*(?:private|closed)\W*", heading, re.I):
        return alone
    if _CLOSED_PART.match(heading):
        return Access.EXEMPT
    if match := _QUALIFIED.search(heading):
        return Access.CONFIDENTIAL if match["confidential"] else Access.EXEMPT
    return _level(heading) if _LEADING.match(heading) else Access.OPEN


def own_access(text: str) -> tuple[Access, bool]:
    """What a paragraph says of the paper it stands in: the level, and whether of the whole paper or of its own part."""
    match = _OF_ITSELF.search(text)
    if match is None or (match["what"].lower() == "the" and match["which"].lower() != "report"):
        return Access.OPEN, False
    after = text[match.end() :]
    if _OF_APPENDIX.search(text[: match.start()]) or _IN_APPENDIX.match(after):
        return Access.OPEN, False
    if re.match(r"\s*(?:information\s*)?\?|\s+from\b", after) or re.search(
        r"\b(?:if|whether|where|should|unless|when)\b[^.]*$", text[: match.start()], re.I
    ):
        return Access.OPEN, False
    return _level(match["level"]), match["which"].lower() not in {"appendix", "annex", "section", "item"}


def paper_access(cover: Sequence[tuple[str, str]], blocks: Sequence[Block]) -> Access:
    """The level of a whole paper, from the rows of its cover (label, value) and from what it says of itself."""
    level = Access.OPEN
    of_appendix = False  # the marking just met is about an appendix, and so is the reason under it
    for label, value in cover:
        if label == "Classification":
            reason = bool(_REASON_ALONE.fullmatch(value))
            if not (reason and of_appendix):
                level = max(level, Access.OPEN if speaks_of_appendix(value) else line_access(value))
        elif label in {"Title", "Subtitle"}:
            level = max(level, heading_access(value))
        level = max(level, row_access(label, value), _of_whole(value))
        of_appendix = speaks_of_appendix(value)
    said = (_of_whole(block.text) for block in blocks if block.kind is not BlockKind.TABLE)
    return max(level, *said, Access.OPEN)


def _of_whole(text: str) -> Access:
    said, whole = own_access(text)
    return said if whole else Access.OPEN


def _level(words: str) -> Access:
    plainly = re.sub(r"\b(?:private (?:and|&)|strictly) confidential", "confidential", words, flags=re.I)
    if re.search(_EXEMPT, plainly, re.I):
        return Access.EXEMPT
    return Access.CONFIDENTIAL if re.search(_CONFIDENTIAL, words, re.I) else Access.OPEN
