"""What a paper says of how an inspector's recommendations stand. Pure.

Read from sentences, lists under words that lead in, and tables. A paper's own recommendations, and those of auditors,
peers and reviews, are not an inspector's: the nearest words that say whose they are decide (the sentence, its lead, the
paragraph, the heading, the title), and a paper that nowhere speaks of an inspection's recommendations says nothing.
The inspection is the one dated in the same words, else the one the paper dates most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fact import StatusClaim
from ingest.facts.status.items import BULLET, promises
from ingest.facts.status.numbers import numbers_named
from ingest.facts.status.reading import OF_INSPECTION, Found, found_in, told, told_sentences
from ingest.report import Kind, Ref, Report
from ingest.wording.inspections import Named, inspections_named, service_of

_RECOMMENDATION = re.compile(
    r"\brec(?:ommendation)?s?\b|\bareas? for (?:priority action|improvement)|\bpriority actions?\b", re.I
)
_INSPECTORS_WORD = re.compile(r"\b(?i:areas? for priority action)\b|\bAFIs?\b")  # nobody else makes them
_OF_OTHERS = re.compile(
    r"\b(?:(?:internal|external) audit\w*|audit(?:ors?)?['’]?s? (?:report|recommendation|action)s?|auditors?"
    r"|peer (?:review|challenge)|task (?:and|&) finish|task group|scrutiny (?:review|report|recommendation"
    r"|panel['’]s)\w*|case reviews?|ombudsman|consultants?|LGA|healthwatch|coroner\w*|inquest|homicide"
    r"|working group['’]s|select committee|best value|independent review"
    r"|commissioner['’]?s? (?:report|review|recommendation)s?|adviser['’]s"
    r"|(?:review|panel|group|committee|commission|inquiry|consultants) (?:has |have )?(?:made|put forward)"
    r"|recommendations (?:of|from|made by) the (?:\w+ ){0,4}(?:review|panel|group|committee|commission|inquiry)"
    r"|(?:previous|last) meeting|action log|matters arising|committee['’]s recommendations?)\b",
    re.I,
)


def statuses(report: Report) -> tuple[StatusClaim, ...]:
    """Every statement of a paper on how an inspector's recommendations stand; none of an inspection report itself."""
    if report.header.kind is Kind.INSPECTION or not _speaks_of_inspection(report):
        return ()
    owners = _owners(report)
    found = [each for each in found_in(report) if _is_inspectors(each, report, owners)]
    if not found:
        return ()
    dated = _dated(report)
    return tuple(_fact(report, each, dated) for each in _with_promises(report, found))


def _speaks_of_inspection(report: Report) -> bool:
    """Whether the title is of an inspection, or some paragraph is of one and of recommendations, or dates one."""
    if OF_INSPECTION.search(report.header.title):
        return True
    texts = [paragraph.text for paragraph in report.paragraphs if not paragraph.parent]
    if any(_INSPECTORS_WORD.search(text) for text in texts):
        return True
    return any(OF_INSPECTION.search(text) and _RECOMMENDATION.search(text) for text in texts) or bool(_dated(report))


def _owners(report: Report) -> tuple[tuple[int, bool], ...]:
    """Where a paper says whose recommendations it speaks of, by reading order: an inspection's, or others'."""
    owners = []
    for paragraph in report.paragraphs:
        if not paragraph.parent and _RECOMMENDATION.search(paragraph.text):
            if OF_INSPECTION.search(paragraph.text):
                owners.append((paragraph.order, True))
            elif _OF_OTHERS.search(paragraph.text):
                owners.append((paragraph.order, False))
    return tuple(owners)


def _is_inspectors(found: Found, report: Report, owners: tuple[tuple[int, bool], ...]) -> bool:
    """Whose the recommendations are, by the nearest words that say so; silence leaves them the inspector's."""
    paragraph = found.paragraph
    for text in (found.claim.quote, found.lead, paragraph.text, paragraph.section):
        if OF_INSPECTION.search(text):
            return True
        if _OF_OTHERS.search(text):
            return False
    before = [is_inspectors for order, is_inspectors in owners if order < paragraph.order]
    return (
        before[-1]
        if before
        else bool(OF_INSPECTION.search(report.header.title)) or not _OF_OTHERS.search(report.header.title)
    )


def _with_promises(report: Report, found: list[Found]) -> Iterator[tuple[Found, str, str]]:
    """Each claim with what is promised next and where: in its own words, else where its number is named elsewhere."""
    promised: dict[int, tuple[str, str]] = {}
    for paragraph in report.paragraphs:
        if paragraph.parent or paragraph.cells or not told(paragraph) or not numbers_named(paragraph.text):
            continue
        for sentence in told_sentences(paragraph):
            if promises(sentence) and not BULLET.match(sentence):
                for number in (n for named in numbers_named(sentence) for n in named.numbers):
                    promised.setdefault(number, (sentence, paragraph.para))
    for each in found:
        if each.claim.promised:
            yield each, each.claim.promised, each.paragraph.para
        else:
            yield each, *promised.get(each.claim.number or 0, ("", ""))


def _dated(report: Report) -> tuple[Named, ...]:
    texts = [report.header.title] * 2 + [p.text for p in report.paragraphs if not p.parent]
    return tuple(named for text in texts for named in inspections_named(text, report.header.as_at))


def _fact(report: Report, promised: tuple[Found, str, str], dated: tuple[Named, ...]) -> StatusClaim:
    found, words, para = promised
    named = _inspection(report, found, dated)
    claim = found.claim
    return StatusClaim(
        ref=Ref(report.name, found.paragraph.para),
        quote=claim.quote,
        as_at=report.header.as_at,
        inspection=named.when if named else "",
        number=claim.number,
        status=claim.status,
        wording=claim.wording,
        promised=words,
        promised_para=para,
        service=named.service if named else service_of(report.header.title),
    )


def _inspection(report: Report, found: Found, dated: tuple[Named, ...]) -> Named | None:
    """The inspection a claim is of: dated in its sentence, its lead, its paragraph or its heading, else the paper's."""
    near = report.header.as_at
    for text in (found.claim.quote, found.lead, found.paragraph.text, found.paragraph.section):
        named = [each for each in inspections_named(text, near) if not each.earlier]
        if named and all(_same(each, named[0]) for each in named):
            return max(named, key=lambda each: len(each.when))
    return max(dated, key=lambda each: (_score(each, dated), len(each.when), each.first), default=None)


def _score(named: Named, dated: tuple[Named, ...]) -> int:
    """How much the paper speaks of this inspection; one that it calls an earlier one gives way to any other."""
    same = [each for each in dated if _same(each, named)]
    return sum(each.weight for each in same) - (100 if any(each.earlier for each in same) else 0)


def _same(one: Named, other: Named) -> bool:
    return one.service == other.service and one.first <= other.last and other.first <= one.last
