"""What the assistant gives, as the values of `shapes`: each in one place, so that no door tells it otherwise. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.answer import Citation, Searched
from assistant.app.doors.shapes import Cited, Covered, Paper, Passage, Said
from assistant.render import WORDS, reading_lines
from assistant.render_ledger import searched_fields
from assistant.trace import Trace
from ingest.report import Card, Header, Paragraph, Ref, Report


def answer_fields(trace: Trace) -> dict[str, Any]:
    """The fields of `Answered`."""
    answer = trace.answer
    return {
        "question": trace.question.text,
        "state": answer.state,
        "state_words": WORDS[answer.state],
        "abstained": answer.state.abstained,
        "answer": answer.text,
        "as_at": answer.as_at,
        "statements": tuple(
            Said(
                text=s.text,
                citations=_cited(s.citations),
                calculated=s.calculated,
                sums_up=s.sums_up,
                by_model=s.by_model,
            )
            for s in answer.statements
        ),
        "citations": _cited(answer.citations),
        "nearest": _cited(answer.nearest),
        "suggestions": answer.suggestions,
        "searched": covered_shape(answer.searched),
        "reading": reading_lines(trace.query),
        "model": answer.model,
        "aside": answer.aside,
    }


def _cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(
        Cited(report=c.ref.report, para=c.ref.para, quote=c.quote, printed=c.printed, page=c.page) for c in citations
    )


def covered_shape(searched: Searched) -> Covered:
    """What was searched."""
    return Covered.model_validate(searched_fields(searched))


def passage_shapes(report: Report, paragraphs: Iterable[Paragraph]) -> Iterable[Passage]:
    """Paragraphs of one paper as read."""
    return (passage_shape(report.name, paragraph, report.header) for paragraph in paragraphs)


def passage_shape(name: str, paragraph: Paragraph, header: Header) -> Passage:
    """A paragraph as read, with the address to cite it by."""
    return Passage(
        report=name,
        para=paragraph.para,
        printed=Citation.of(Ref(name, paragraph.para), "", paragraph, header).printed,
        section=paragraph.section,
        text=paragraph.text,
        parent=paragraph.parent,
        page=paragraph.page,
        access=paragraph.access.word,
    )


def paper_shape(card: Card) -> Paper:
    """A paper by its own account."""
    header = card.header
    return Paper(
        report=card.name,
        council=header.council,
        council_evidence=header.council_evidence,
        body=header.body,
        date=header.as_at,
        date_source=header.date_source.value,
        kind=header.kind.value,
        title=header.title,
        report_of=header.report_of,
        reference=header.reference,
        classification=header.classification,
        wards=header.wards,
        paragraphs=card.paragraphs,
        pages=card.pages,
        added=card.added,
    )
