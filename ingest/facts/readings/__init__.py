"""What a paper says of subjects that papers may disagree about: days, numbers, names, labels, grades. `Reading`s.

A reading is only made where the subject can be told narrowly: the visit of one inspection, the issue of one notice, the
opening of one named thing, the label of one document. Numbers that change with time, totals and their parts, targets
and plans are no readings: two of them that differ do not contradict each other. Whether readings disagree is for the
ledger, which sees more than one paper.
"""

from __future__ import annotations

from ingest.fact import Reading
from ingest.facts.readings.dates import dates
from ingest.facts.readings.figures import figures
from ingest.facts.readings.labels import labels
from ingest.facts.readings.names import names
from ingest.report import Report
from ingest.wording.said import said_in


def readings(report: Report) -> tuple[Reading, ...]:
    """Everything said in a paper that can be held against another saying of the same."""
    pieces = said_in(report)
    return tuple(reading for rule in (dates, figures, labels, names) for reading in rule(report, pieces))
