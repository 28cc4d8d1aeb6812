"""Whole paragraphs → the units that are embedded and indexed. Pure.

A passage is one addressed paragraph. One too long for the encoder is cut at sentence ends into parts that overlap by a
sentence, all with the same address; nothing crosses from one paragraph, section or access level into another. What the
encoder is given carries what the words leave unsaid: the paper's title, the section ("9.1 None" means nothing without
"Financial considerations") and, for a sub-item, the words that lead in to its list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ingest.report import Paragraph, Passage, Ref, Report
from ingest.sentences import sentences

PART_WORDS = 150  # about 200 tokens: with title and section it stays under the encoder's 256
LEAD_IN_WORDS = 30


def passages(report: Report) -> tuple[Passage, ...]:
    """Every passage of a report in reading order. A report without paragraphs has none."""
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    return tuple(
        _passage(report, paragraph, part, words, _lead_in(paragraph, by_para))
        for paragraph in report.paragraphs
        for part, words in enumerate(_parts(paragraph.text))
    )


def _passage(report: Report, paragraph: Paragraph, part: int, words: str, lead_in: str) -> Passage:
    title, section = report.header.title, paragraph.section
    is_header = paragraph.para.startswith("header:")  # with the title before it, every title line would mean the same
    embedded = words if is_header else ". ".join(filter(None, (title, section, lead_in, words)))
    identity = "\x1f".join((report.name, paragraph.para, str(part), str(int(paragraph.access)), embedded))
    digest = hashlib.sha256(identity.encode()).hexdigest()[:32]
    return Passage(digest, Ref(report.name, paragraph.para), part, title, section, words, embedded)


def _lead_in(paragraph: Paragraph, by_para: dict[str, Paragraph]) -> str:
    """The parent's words before its list, where the reader of the one may be a reader of the other."""
    parent = by_para.get(paragraph.parent)
    if parent is None or parent.access > paragraph.access:
        return ""
    before, found, _ = parent.text.partition(paragraph.text)
    return " ".join(before.split()[:LEAD_IN_WORDS]) if found else " ".join(parent.text.split()[:LEAD_IN_WORDS])


def _parts(text: str) -> Iterator[str]:
    """Runs of whole sentences of about `PART_WORDS` words, each beginning with the last sentence of the one before."""
    run: list[str] = []
    for sentence in _short_enough(text):
        if run and _words(run) + len(sentence.split()) > PART_WORDS:
            yield " ".join(run)
            run = run[-1:] if _words(run[-1:]) + len(sentence.split()) <= PART_WORDS else []
        run.append(sentence)
    if run:
        yield " ".join(run)


def _short_enough(text: str) -> Iterator[str]:
    """Sentences, with one that is too long by itself cut by count of words."""
    for sentence in sentences(text):
        words = sentence.split()
        for start in range(0, len(words), PART_WORDS):
            yield " ".join(words[start : start + PART_WORDS])


def _words(run: list[str]) -> int:
    return sum(len(sentence.split()) for sentence in run)
