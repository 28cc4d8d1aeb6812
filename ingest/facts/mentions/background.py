"""The papers that a report lists as its background papers, one by one. Pure.

Only what is listed under that heading counts: a law or a strategy that is cited in passing is no paper to look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.report import Paragraph, Report

_HEADING = re.compile(r"\W*(?:list of )?background (?:papers?|documents?|reports?)\b", re.I)
_NOTHING = re.compile(
    r"\W*(?:none|nil|no\b|n/?a\b|not applicable|there (?:are|were|is)|appendi|annex|contact|name|e-?mail|tel\b"
    r"|telephone|for |the (?:background|following)|background|designation|report author|these|this|copies|all |any "
    r"|they|local government act|published|https?:|www\.|available)",
    re.I,
)
_IS_PROSE = re.compile(r"\b(?:can|may) be (?:inspected|obtained|viewed|found|seen|accessed)\b|@|\bplease\b", re.I)
_NUMBER = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\)?|\d{1,3}(?:\.\d{1,2})+|\d{1,3}(?=\s+[A-Z])|[•·▪‣*–—-])\s+"
)
_LABEL = re.compile(r"^\W*(?:list of )?background (?:papers?|documents?|reports?)[^:\n]{0,60}:\s*", re.I)


def background_papers(report: Report) -> Iterator[tuple[Paragraph, str]]:
    """Each paper listed, with the paragraph that lists it: a line, a bullet or a part between semicolons."""
    parents = {paragraph.parent for paragraph in report.paragraphs if paragraph.parent}
    for paragraph in report.paragraphs:
        if paragraph.para in parents and not paragraph.para.startswith("header:"):
            continue
        for line in _lists(paragraph):
            for entry in re.split(r"\n|;\s|\s[•·▪‣]\s", line):
                text = _NUMBER.sub("", entry).strip(" .;•·▪‣|")
                if 8 < len(text) <= 400 and not _NOTHING.match(text) and not _IS_PROSE.search(text):
                    yield paragraph, text


def _lists(paragraph: Paragraph) -> Iterator[str]:
    """The words of a paragraph that stand under "Background papers"."""
    if paragraph.cells:
        texts = [cell.text for cell in paragraph.cells]
        if _HEADING.match(texts[0]):
            yield from texts[1:]
        elif len(texts) == 1 and _HEADING.match(paragraph.section):
            yield texts[0]
    elif label := _LABEL.match(_NUMBER.sub("", paragraph.text)):
        yield _NUMBER.sub("", paragraph.text)[label.end() :]
    elif _HEADING.match(paragraph.section):
        yield paragraph.text
