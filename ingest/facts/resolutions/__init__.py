"""Decisions on record: what minutes resolve, and what later papers tell of a meeting whose day they name.

Minutes mark their decisions ("RESOLVED: That…", "Agreed:", "DECISION", "It was agreed that"); an item that is so marked
is read for its marks alone, so that what members noted in debate is no decision. Minutes that mark nothing are read for
what the body itself did ("The Panel noted the report"), not for what it "noted that". Procedure that is resolved
(the last minutes approved, the public excluded) is a decision like another. A telling without its day is none of ours.
"""

from __future__ import annotations

from ingest.fact import Resolution
from ingest.facts.resolutions.minutes import minuted
from ingest.facts.resolutions.told import told
from ingest.report import DateSource, Kind, Ref, Report
from ingest.wording.committees import committees_in, records_decisions
from ingest.wording.outcomes import outcome_of


def resolutions(report: Report) -> tuple[Resolution, ...]:
    """Every decision on record in a paper, in its order."""
    header = report.header
    if header.kind is Kind.INSPECTION:
        return ()
    if not records_decisions(header):
        return told(report)
    met = header.as_at.isoformat() if header.as_at and header.date_source is DateSource.MEETING else ""
    body = header.body or next((mention.name for mention in committees_in(header.title, "")), "")
    return tuple(
        Resolution(
            ref=Ref(report.name, found.para),
            quote=found.quote,
            as_at=header.as_at,
            body=body,
            meeting=met,
            verb=found.verb,
            text=found.text,
            outcome=outcome_of(found.text, found.verb),
            item=found.item,
        )
        for found in minuted(report.paragraphs)
    )
