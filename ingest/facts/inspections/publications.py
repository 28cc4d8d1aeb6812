"""What a paper says of when an inspection was, and of when its report came out. Pure.

A paragraph that gives both is one statement: the report published belongs to the visit named before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ingest.fact import Publication
from ingest.report import Kind, Paragraph, Ref, Report
from ingest.wording.inspections import Named, inspections_named, service_of

_AT_MOST = timedelta(days=250)  # from a visit to the publication of its report


def publications(report: Report) -> tuple[Publication, ...]:
    """Each dated inspection that a paper speaks of; nothing of an inspection report itself."""
    if report.header.kind is Kind.INSPECTION:
        return ()
    return tuple(
        fact for paragraph in report.paragraphs if not paragraph.parent for fact in _of_paragraph(report, paragraph)
    )


def _of_paragraph(report: Report, paragraph: Paragraph) -> Iterator[Publication]:
    visit: Named | None = None
    for named in inspections_named(paragraph.text, report.header.as_at):
        if not named.published:
            if visit:
                yield _fact(report, paragraph, visit, None)
            visit = named
        elif visit and visit.first <= named.last and named.first - visit.last <= _AT_MOST:
            yield _fact(report, paragraph, visit, named)
            visit = None
        else:
            yield _fact(report, paragraph, None, named)
    if visit:
        yield _fact(report, paragraph, visit, None)


def _fact(report: Report, paragraph: Paragraph, visit: Named | None, out: Named | None) -> Publication:
    told = [each for each in (visit, out) if each]
    return Publication(
        ref=Ref(report.name, paragraph.para),
        quote=" … ".join(dict.fromkeys(each.sentence for each in told)),
        as_at=report.header.as_at,
        inspected=visit.when if visit else "",
        inspected_to=visit.until if visit else "",
        published=out.when if out else "",
        service=next((each.service for each in told if each.service), service_of(report.header.title)),
    )
