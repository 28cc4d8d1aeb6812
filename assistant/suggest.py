"""Questions to offer, made from the papers held and from nothing else. Pure.

Each is built from what a paper really has: its asks, its author, a section with something in it. None is written for a
particular paper, and none is offered about a section that says only "None".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.report import Header, Kind, Paragraph, Ref, Report, is_recommendation_section

MOST = 4
_MATTERS = re.compile(r"financ|money|budget|resource|risk|legal|next steps|governance|option|reason|background", re.I)
_THIN = 8  # a section with fewer words than this in all has nothing to ask about


def examples(reports: Sequence[Report]) -> tuple[str, ...]:
    """First questions, from the latest papers of each council in turn, each paper beginning with another subject.

    Args:
        reports: in order of interest; the first of each council matters most.
    """
    columns = [list(_about(report)) for report in reports]
    turned = [column[n % len(column) :] + column[: n % len(column)] for n, column in enumerate(filter(None, columns))]
    rows = (column[n] for n in range(MOST) for column in turned if n < len(column))
    return tuple(dict.fromkeys(rows))[:MOST]


def following(report: Report, cited: Iterable[Ref]) -> tuple[str, ...]:
    """Next questions about the paper just answered from: its asks and sections that were not cited."""
    paras = {ref.para for ref in cited if ref.report == report.name}
    spent = {paragraph.section for paragraph in report.paragraphs if paragraph.para in paras}
    asked = (question for section, question in _by_section(report) if section not in spent)
    return tuple(dict.fromkeys(asked))[:3]


def _about(report: Report) -> Iterable[str]:
    return (question for _, question in _by_section(report))


def _by_section(report: Report) -> Iterable[tuple[str, str]]:
    """Each section worth asking about, with its question."""
    header = report.header
    if not (header.as_at and (header.body or header.kind is Kind.INSPECTION)):
        return
    for section, paragraphs in _sections(report.paragraphs).items():
        if is_recommendation_section(section) and not re.match(r"reasons?\b", section, re.I):
            yield section, _asks(header)
        elif _MATTERS.search(section) and sum(len(p.text.split()) for p in paragraphs) >= _THIN:
            yield section, f"What does the {_paper(header)} say about {_subject(section)}?"


def _sections(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.section and not paragraph.para.startswith("header:"):
            found.setdefault(paragraph.section, []).append(paragraph)
    return found


def _asks(header: Header) -> str:
    if header.kind is Kind.INSPECTION:
        return f"What did the {_paper(header)} recommend?"
    if header.kind is Kind.MINUTES:
        return f"What did the {header.body} resolve in {header.as_at:%B %Y}?"
    return f"What was the {header.body} asked to do in {header.as_at:%B %Y}?"


def _paper(header: Header) -> str:
    kind = header.kind.value if header.kind in (Kind.INSPECTION, Kind.MINUTES) else "report"
    council = f"{header.council} " if header.council else ""
    return f"{header.as_at:%B %Y} {council}{kind}"


def _subject(section: str) -> str:
    """A heading as words in a sentence: capitals that only make it a heading are lowered, "SEND" and "S151" stay."""
    if section.isupper():
        return section.casefold()
    return re.sub(r"\b[A-Z][a-z]+\b", lambda word: word[0].lower(), section)
