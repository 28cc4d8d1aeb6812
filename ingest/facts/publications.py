"""What a paper says of when an inspection was, and of when its report came out. Pure.

A paragraph that gives both is one statement: the report published belongs to the visit named before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ingest.fact import Publication
from ingest.facts.inspection_named import Named, inspections_named
from ingest.facts.whole_sentences import whole_sentences
from ingest.report import Kind, Paragraph, Ref, Report

_AT_MOST = timedelta(days=250)  # from a visit to the publication of its report


def publications(report: Report) -> tuple[Publication, ...]:
    """Each dated inspection that a paper speaks of; nothing of an inspection report itself."""
    if report.header.kind is Kind.INSPECTION:
        return ()
    return tuple(
        fact for paragraph in report.paragraphs if not paragraph.parent for fact in _of_paragraph(report, paragraph)
    )


def _of_paragraph(report: Report, paragraph: Paragraph) -> Iterator[Publication]:
    visit: tuple[str, Named] | None = None
    near = report.header.as_at
    for sentence in whole_sentences(paragraph.text):
        for named in inspections_named(sentence, near):
            if not named.published:
                if visit:
                    yield _fact(report, paragraph, visit, None)
                visit = sentence, named
            elif visit and visit[1].first <= named.last and named.first - visit[1].last <= _AT_MOST:
                yield _fact(report, paragraph, visit, (sentence, named))
                visit = None
            else:
                yield _fact(report, paragraph, None, (sentence, named))
    if visit:
        yield _fact(report, paragraph, visit, None)


def _fact(
    report: Report, paragraph: Paragraph, visit: tuple[str, Named] | None, out: tuple[str, Named] | None
) -> Publication:
    quotes = tuple(dict.fromkeys(each[0] for each in (visit, out) if each))
    return Publication(
        ref=Ref(report.name, paragraph.para),
        quote=" … ".join(quotes),
        as_at=report.header.as_at,
        inspected=visit[1].when if visit else "",
        inspected_to=visit[1].until if visit else "",
        published=out[1].when if out else "",
        service=next((each[1].service for each in (visit, out) if each and each[1].service), ""),
    )
