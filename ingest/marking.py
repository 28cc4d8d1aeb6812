"""Access as a paper marks itself. The detector may only raise a level, never lower one.

A marking stands alone ("NOT FOR PUBLICATION", "Part 2"), against a label ("Classification: RESTRICTED"), in brackets
or after a dash in a heading ("Appendix 2 (exempt)"), or says it of the paper itself ("This report is exempt by virtue
of paragraph 3 of Schedule 12A"). A sentence that only speaks of exempt information marks nothing: a form's question
answered "No", a heading "Exempt information", a resolution to exclude the public.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_ALONE_WITH_REASON = re.compile(rf"\W*(?:{_CONFIDENTIAL}|{_EXEMPT}).{{0,60}}{_REASON}.*", re.I)
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
    r"|section)(?: and (?:its|the) appendi(?:x|ces))?"
    r" (?:is|are|contains?|has been|must be treated as)\s+(?:therefore |considered (?:to be )?|classed as )?"
    r"(?P<level>exempt|not for publication|confidential|restricted)",
    re.I,
)
_LABEL = re.compile(
    r"(?:.*\b)?(?:classification|access|status|exempt(?:ion)?|confidential(?:ity)?|publication|public or (?:private"
    r"|exempt)|security marking"
    r"|part (?:1|i) or (?:2|ii)|open or (?:closed|exempt)|restricted)\b.*",
    re.I,
)
_NO = re.compile(
    r"\W*(?:no\b|none\b|nil\b|n/?a\b|not\b(?! for publication)|open\b|public\b|unrestricted|for publication"
    r"|part (?:1|i)\b(?!i)|official\b)",
    re.I,
)
_YES = re.compile(
    r"\W*(?:yes\b|(?:exempt|not for publication|part (?:2|ii|two)\b|restricted|private|closed|by virtue"
    r"|paragraphs? \d))",
    re.I,
)


def is_marking_line(text: str) -> bool:
    """Whether a line is a marking and nothing else: "OPEN", "Part 2", "EXEMPT by virtue of paragraph 3 …"."""
    return bool(_ALONE.fullmatch(text) or _ALONE_WITH_REASON.fullmatch(text)) and len(text) < 250


def line_access(text: str) -> Access:
    """The level a marking that stands alone gives."""
    return Access.OPEN if not is_marking_line(text) or _OPEN_ALONE.fullmatch(text) else _level(text)


def row_access(label: str, value: str) -> Access:
    """The level a row of the cover gives: "Classification: RESTRICTED", "Is the report exempt? Yes"."""
    if not _LABEL.fullmatch(label) or not value or _NO.match(value) or "[" in value:
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
    if re.match(r"\s*(?:information\s*)?\?|\s+from\b", after) or re.search(
        r"\b(?:if|whether|where|should|unless|when)\b[^.]*$", text[: match.start()], re.I
    ):
        return Access.OPEN, False
    return _level(match["level"]), match["which"].lower() not in {"appendix", "annex", "section", "item"}


def paper_access(cover: Sequence[tuple[str, str]], blocks: Sequence[Block]) -> Access:
    """The level of a whole paper, from the rows of its cover (label, value) and from what it says of itself."""
    level = Access.OPEN
    for label, value in cover:
        level = max(level, line_access(value) if label == "Classification" else Access.OPEN, row_access(label, value))
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            said, whole = own_access(block.text)
            level = max(level, said if whole else Access.OPEN)
    return level


def _level(words: str) -> Access:
    plainly = re.sub(r"\b(?:private (?:and|&)|strictly) confidential", "confidential", words, flags=re.I)
    if re.search(_EXEMPT, plainly, re.I):
        return Access.EXEMPT
    return Access.CONFIDENTIAL if re.search(_CONFIDENTIAL, words, re.I) else Access.OPEN
