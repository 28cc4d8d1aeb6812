"""Which appendix a document is said to be, read where a paper gives one document more than one label.

A document is told by its own words: its head noun ("plan", "strategy"), the words before it, and what follows "of". A
bare "the plan" is the longer-named plan where the paper attaches only one. A draft, a summary and the full text are
different documents; so are two terms of reference of two bodies. Appendices of other papers are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import Reading
from ingest.report import Kind, Paragraph, Ref, Report
from ingest.wording.said import Said

_HEAD = (
    r"(?P<head>plans?|strategy|strategies|policy|framework|terms of reference|letter|notice|report|assessment"
    r"|business case|agreement|protocol|scorecard|dashboard|register|profile|timetable|programme|statement|charter"
    r"|model|structure|minutes|budget|survey|review|evaluation|questionnaire|map|schedule|guidance)"
)
_LABEL = (
    r"\b(?:appendix|annexe?|enclosure|attachment)\s+(?P<label>\d{1,2}[a-z]?|[a-z]{1,2}\d{0,2})\b"
    r"(?!\s*(?:,|and|to|&|-|–)\s*\d)"
)
_WORDS = r"(?P<before>(?:[\w’'&-]+\s+){0,8}?)"
_OF = r"(?P<of>\s+(?:of|for)(?:\s+[\w’'&-]+){1,8}?)?"
_START = r"(?:^|[.;:,(]\s*|\b(?:the|a|an|copy of(?: the)?|of (?:the|our|its)|our|its|this|that)\s+)"
_THERE = re.compile(
    rf"{_START}{_WORDS}\b{_HEAD}\b{_OF},?\s*\(?\s*(?:which\s+)?(?:(?:is|are|was)\s+)?"
    r"(?:(?:attached|set out|appended|included|enclosed|provided|shown|found|available|contained|detailed|presented"
    r"|given)\s+)?(?:at|as|in|to this report as|to the report as|see)?\s*\(?\s*"
    rf"{_LABEL}",
    re.I,
)
_SETS_OUT = re.compile(
    rf"{_LABEL}\s+(?:sets out|contains|is|provides|shows|gives|includes|has)\s+(?:the|a|an|our)\s+{_WORDS}\b{_HEAD}\b"
    r"(?P<of>\s+(?:of|for)(?:\s+[\w’'&-]+){1,8}?)?(?=[.,;:)]|$)",
    re.I,
)
_LISTED = re.compile(rf"{_LABEL}\s*[:–—|-]\s*(?P<title>[^.;|\n]{{3,90}})", re.I)
_TITLE = re.compile(rf"^{_WORDS}\b{_HEAD}\b(?P<of>\s+(?:of|for)\s+[\w’'& -]{{2,60}})?(?P<rest>[^\w]*.*)$", re.I)
_ELSEWHERE = re.compile(
    r"^\s*(?:of|to|in)\s+(?:the|that|its|his|her)\s+(?:\w+\s+){0,3}(?:report|letter|plan|paper)\b", re.I
)
_PART_OF_A_TITLE = re.compile(r"^\W*(?:to follow|attached|exempt|confidential|open|page|pages|pp|\d|$)", re.I)
_NOT_OF_THE_NAME = re.compile(
    r"^.*\b(?:the|a|an|of|our|its|this|that|from|including|with|is|are|at|in|on|approve|note|endorse|agree|receive|consider"
    r"|adopt|\d+(?:\.\d+)*)\s+",
    re.I,
)
_POSSESSIVE = re.compile(r"[’']s?\b")
_ONE_OF_ITS_KIND = frozenset({"plan", "strategy", "policy", "framework", "protocol", "business case"})


@dataclass(frozen=True, slots=True)
class _Label:
    """A document and its label in one place. `words` are those before the head noun, folded."""

    paragraph: Paragraph
    quote: str
    label: str
    head: str
    words: frozenset[str]
    of: str
    name: str


def labels(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    """Each place that labels a document, where the paper's labels for it differ."""
    if report.header.kind is not Kind.REPORT:
        return
    for same in _documents(list(_labels(pieces))):
        if len({each.label for each in same}) < 2 or _are_listed_apart(same):
            continue
        name = max((each.name for each in same), key=len)
        for each in same:
            yield Reading(
                ref=Ref(report.name, each.paragraph.para),
                quote=each.quote,
                as_at=report.header.as_at,
                subject=f"appendix that holds the {name}",
                value=each.label,
                kind="appendix label",
            )


def _documents(found: list[_Label]) -> Iterator[list[_Label]]:
    """The labels of each document. A bare noun joins the document named with it, where the paper attaches one such."""
    documents: dict[tuple[str, str], dict[frozenset[str], list[_Label]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        documents[each.head, each.of][each.words].append(each)
    for (head, _), by_words in documents.items():
        named = [words for words in by_words if words]
        bare = by_words.get(frozenset(), []) if head in _ONE_OF_ITS_KIND else []
        for words in named:
            joined = by_words[words] + (bare if len(named) == 1 else [])
            yield sorted(joined, key=lambda each: each.paragraph.order)
        if not named:
            yield bare


def _are_listed_apart(same: list[_Label]) -> bool:
    """Whether one paragraph gives two labels: a list that sets them side by side means two documents."""
    paragraphs: dict[str, set[str]] = defaultdict(set)
    for each in same:
        paragraphs[each.paragraph.para].add(each.label)
    return any(len(labelled) > 1 for labelled in paragraphs.values())


def _labels(pieces: Sequence[Said]) -> Iterator[_Label]:
    for piece in pieces:
        if not re.search(r"appendix|annex|enclosure|attachment", piece.text, re.I):
            continue
        for match in _THERE.finditer(piece.text):
            if not _ELSEWHERE.match(piece.text[match.end() :]):
                yield _label(piece.paragraph, piece.text, match["label"], match)
        for match in _SETS_OUT.finditer(piece.text):
            yield _label(piece.paragraph, piece.text, match["label"], match)
        for match in _LISTED.finditer(piece.text):
            title = _TITLE.match(match["title"].strip())
            if title and _PART_OF_A_TITLE.match(title["rest"]):
                yield _label(piece.paragraph, piece.text, match["label"], title)


def _label(paragraph: Paragraph, quote: str, label: str, match: re.Match[str]) -> _Label:
    before = _NOT_OF_THE_NAME.sub("", match["before"] or "")
    words = frozenset(_POSSESSIVE.sub("", before.lower()).split()) - {"and", "new"}
    name = " ".join([*before.split(), match["head"]])
    of = " ".join((match["of"] or "").lower().split())
    return _Label(paragraph, quote, label.lower(), match["head"].lower(), words, of, name)
