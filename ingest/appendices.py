"""Which appendices a paper says are exempt or confidential, though the paper itself is open. Pure.

Covers and paragraphs name them: "Appendix B is exempt under paragraph 3", "Not for publication: Appendix 2 only",
"Appendices: A – Needs; B – Finance (EXEMPT)". Where an appendix so named stands in the same file it is raised, even if
its own heading bears no marking; where one is spoken of without a name, all of them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.report import Access

ANY = ""  # the name of an appendix spoken of without one

_LEVEL = (
    r"(?P<level>exempt|not for publication|(?:strictly )?confidential|restricted|private|closed|part (?:2|ii|two)\b)"
)
_NAME = r"(?:[A-Z]{1,2}\d?|\d{1,2}[A-Za-z]?|[IVX]{1,4})\b"
_NAMES = rf"(?P<names>(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s+){_NAME})*)"
_LIST = rf"(?:[Aa]ppendi(?:x|ces)|APPENDI(?:X|CES)|[Aa]nnex(?:es)?|ANNEX(?:ES)?){_NAMES}"
_STATE = r"(?:is|are|being|contains?|containing|has been|have been|should be|must be|to be)\b"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?i:{_LEVEL})\s+(?:(?i:report|information)\s+)?{_LIST}",  # "the exempt Appendix B"
        rf"\b(?i:{_LEVEL}(?: information)?)\s*[:–—-]\s*(?:[Yy]es\W+|[Ss]ee\s+|[Tt]he\s+)*{_LIST}",
        rf"\b(?i:{_LEVEL}) information (?:is |are )?(?:(?:set out|contained|held|provided|given) )?(?:in|at|within) "
        rf"(?:the )?{_LIST}",
        rf"{_LIST}[^.;\n]{{0,80}}?\b{_STATE}(?: \w+){{0,4}}? (?i:{_LEVEL})(?! (?:accommodation|from (?!publication)))",
        rf"{_LIST}[^.;\n]{{0,120}}?[(\[–—:-]\s*(?i:{_LEVEL})"
        r"(?=\s*(?:[)\]–—:;,.-]|$|(?i:under|by virtue|information|paragraph|appendix)))",
    )
)
_DENIED = re.compile(r"\b(?:no|not|nor|neither|whether|if|any)\b(?! for publication)", re.I)
_HEADING = re.compile(rf"\W*(?:appendix|annex)\s*(?:(?:no\.?|number)\s*)?(?P<name>{_NAME})?", re.I)
_CLAUSE = re.compile(r"[.;\n](?:\s+|$)|,?\s+(?:and|but|while|whereas)\s+(?=(?:the )?[Aa]ppendi|[Aa]nnex)")


def named_appendices(texts: Iterable[str]) -> dict[str, Access]:
    """The appendices that these texts call exempt or confidential: name in capitals ("B", "2") → level."""
    found: dict[str, Access] = {}
    for text in texts:
        for clause in _CLAUSE.split(text):
            for form in _FORMS:
                for match in form.finditer(clause):
                    if _DENIED.search(match[0]):
                        continue
                    level = Access.CONFIDENTIAL if "confidential" in match["level"].lower() else Access.EXEMPT
                    for name in re.findall(_NAME, match["names"]) or [ANY]:
                        found[name.upper()] = max(found.get(name.upper(), Access.OPEN), level)
    return found


def speaks_of_appendix(marking: str) -> bool:
    """Whether a marking is about named appendices alone: "Appendix 2 only", not "report and Appendix 2"."""
    return (
        bool(re.search(rf"{_LIST}", marking))
        and bool(re.search(rf"(?i:appendi|annex)\w*\s+{_NAME}", marking))
        and not re.search(
            r"\b(?:reports?|papers?|documents?|all|whole|both)\b(?<!to this report)(?<!to the report)", marking, re.I
        )
    )


def appendix_access(heading: str, named: Mapping[str, Access]) -> Access:
    """The level of the appendix that a heading opens, by what the paper says of it elsewhere."""
    match = _HEADING.match(heading)
    if match is None or not named:
        return Access.OPEN
    if match["name"]:
        return max(named.get(match["name"].upper(), Access.OPEN), named[ANY] if set(named) == {ANY} else Access.OPEN)
    return max(named.values())
