"""What a paper says of how an inspector's recommendations stand. Pure.

Read from sentences, lists under words that lead in, and tables. A paper's own recommendations, and those of auditors,
peers and reviews, are not an inspector's: the nearest words that say whose they are decide (the sentence, its lead, the
paragraph, the heading, the title), and a paper that nowhere speaks of an inspection's recommendations says nothing.
The inspection is the one dated in the same words, else the one the paper dates most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fact import StatusClaim
from ingest.facts.inspection_named import Named, inspections_named, service_of
from ingest.facts.numbers_named import numbers_named
from ingest.facts.status_items import BULLET, NUMBERED, item_claims, promises
from ingest.facts.status_prose import Claimed, sentence_claims, together_claim
from ingest.facts.status_tables import table_claims
from ingest.facts.status_words import bare_status, colour_key
from ingest.facts.whole_sentences import whole_sentences
from ingest.report import Kind, Paragraph, Ref, Report, is_recommendation_section

_OF_INSPECTION = re.compile(
    r"\binspect(?:ion|ions|ed|ors?|orate)\b|\bre-?inspection|\bofsted\b|\bILACS\b|\bHMI\b", re.I
)
_RECOMMENDATION = re.compile(
    r"\brec(?:ommendation)?s?\b|\bareas? for (?:priority action|improvement)|\bpriority actions?\b", re.I
)
_OF_OTHERS = re.compile(
    r"\b(?:(?:internal|external) audit\w*|audit(?:ors?)?['’]?s? (?:report|recommendation|action)s?|auditors?"
    r"|peer (?:review|challenge)|task (?:and|&) finish|task group|scrutiny (?:review|report|recommendation|panel['’]s)\w*"
    r"|case reviews?|ombudsman|consultants?|LGA|healthwatch|coroner\w*|inquest|homicide|working group['’]s|select committee|best value|independent review"
    r"|(?:previous|last) meeting|action log|matters arising|committee['’]s recommendations?)\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:is|are)\s+(?:asked|recommended|invited|requested)\b|\brecommend(?:s|ed)? that\b|\bRESOLVED\b(?!.*\bnoted?\b)",
    re.I,
)
_STATUS_LINE = re.compile(r"\W*(?:current |overall )?(?:status|position)\s*[:–-]", re.I)
_LABEL = re.compile(r"^\s*\(?(?P<label>\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,4})[.)]?\)?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim and where it stands."""

    claim: Claimed
    paragraph: Paragraph
    lead: str = ""


def statuses(report: Report) -> tuple[StatusClaim, ...]:
    """Every statement of a paper on how an inspector's recommendations stand; none of an inspection report itself."""
    if report.header.kind is Kind.INSPECTION or not _speaks_of_inspection(report):
        return ()
    found = [each for each in _found(report) if _is_inspectors(each, report)]
    if not found:
        return ()
    dated = _dated(report)
    return tuple(_fact(report, each, dated) for each in _with_promises(report, found))


def _speaks_of_inspection(report: Report) -> bool:
    """Whether some sentence of the paper, or its title, speaks of an inspection and of recommendations."""
    texts = (report.header.title, *(paragraph.text for paragraph in report.paragraphs if not paragraph.parent))
    return any(_OF_INSPECTION.search(text) and _RECOMMENDATION.search(text) for text in texts)


def _found(report: Report) -> Iterator[_Found]:
    parents = {paragraph.parent for paragraph in report.paragraphs if paragraph.cells}
    key = colour_key("\n".join(p.text for p in report.paragraphs if re.search(r"\bgreen\b", p.text, re.I)))
    for paragraph in report.paragraphs:
        if paragraph.para in parents:
            rows = [row for row in report.paragraphs if row.parent == paragraph.para and row.cells]
            if _is_told(paragraph):
                for row, claim in table_claims(rows, report.header.as_at, key):
                    yield _Found(claim, row)
        elif not paragraph.parent and not paragraph.cells and _is_told(paragraph):
            yield from _of_paragraph(paragraph, minutes=report.header.kind is Kind.MINUTES)


def _is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells how things are: it does not stand among what the committee is asked to do."""
    if paragraph.para.startswith("header:") and _RECOMMENDATION.search(paragraph.para):
        return False
    return not is_recommendation_section(paragraph.section) or bool(_OF_INSPECTION.search(paragraph.section))


def _of_paragraph(paragraph: Paragraph, *, minutes: bool) -> Iterator[_Found]:
    lead, before = "", ""
    lines = _without_label(paragraph).split("\n")
    counting = _counts(lines[1:])
    for place, line in enumerate(lines):
        if place and (BULLET.match(line) or NUMBERED.match(line) or (before.endswith(":") and numbers_named(line))):
            for claim in item_claims(line, lead, is_numbering=counting, heading=paragraph.section):
                yield _Found(claim, paragraph, lead)
            before = lead
            continue
        for sentence in whole_sentences(line):
            for claim in () if _ASKED.search(sentence) else _of_sentence(sentence, before, paragraph, minutes):
                yield _Found(claim, paragraph)
            before = sentence
        lead = before if not _ASKED.search(before) else ""


def _of_sentence(sentence: str, before: str, paragraph: Paragraph, minutes: bool) -> list[Claimed]:
    if claims := sentence_claims(sentence, before, minutes=minutes):
        together = together_claim(sentence, before, minutes=minutes)
        return [*claims, together] if together else claims
    if together := together_claim(sentence, before, minutes=minutes):
        return [together]
    headed = numbers_named(paragraph.section)
    if len(headed) != 1 or len(headed[0].numbers) != 1:
        return []
    if re.match(r"\W*(?:this|the) recommendation\b", sentence, re.I):
        return sentence_claims(sentence, paragraph.section, minutes=minutes)
    status = (
        bare_status(sentence)
        if re.match(r"\W*(?:current |overall )?(?:status|position)\s*[:–-]", sentence, re.I)
        else None
    )
    return [Claimed(headed[0].numbers[0], status, sentence, "", True)] if status else []


def _counts(lines: list[str]) -> bool:
    """Whether the numbers before the items of a list only count them: 1, 2, 3 from the first."""
    numbers = [int(match["number"]) for line in lines if (match := NUMBERED.match(BULLET.sub("", line, count=1)))]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))


def _without_label(paragraph: Paragraph) -> str:
    """A paragraph's words without the number that is its address."""
    match = _LABEL.match(paragraph.text)
    own = paragraph.para.partition("#")[0].removeprefix("Rec ")
    return paragraph.text[match.end() :] if match and own == match["label"] else paragraph.text


def _is_inspectors(found: _Found, report: Report) -> bool:
    """Whose the recommendations are, by the nearest words that say so; a paper's silence leaves them the inspector's."""
    paragraph = found.paragraph
    for text in (found.claim.quote, found.lead, paragraph.text, paragraph.section, report.header.title):
        if _OF_INSPECTION.search(text):
            return True
        if _OF_OTHERS.search(text):
            return False
    return True


def _with_promises(report: Report, found: list[_Found]) -> Iterator[tuple[_Found, str, str]]:
    """Each claim with what is promised next and where: in its own words, else where its number is named elsewhere."""
    promised: dict[int, tuple[str, str]] = {}
    for paragraph in report.paragraphs:
        if paragraph.parent or paragraph.cells or not _is_told(paragraph) or not numbers_named(paragraph.text):
            continue
        for sentence in whole_sentences(_without_label(paragraph)):
            if promises(sentence) and not _ASKED.search(sentence) and not BULLET.match(sentence):
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


def _fact(report: Report, promised: tuple[_Found, str, str], dated: tuple[Named, ...]) -> StatusClaim:
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


def _inspection(report: Report, found: _Found, dated: tuple[Named, ...]) -> Named | None:
    """The inspection a claim is of: dated in its sentence, its lead, its paragraph or its heading, else the paper's."""
    near = report.header.as_at
    for text in (found.claim.quote, found.lead, found.paragraph.text, found.paragraph.section):
        named = [each for each in inspections_named(text, near) if not each.earlier]
        if named and all(_same(each, named[0]) for each in named):
            return max(named, key=lambda each: len(each.when))
    return max(dated, key=lambda each: (_score(each, dated), len(each.when), each.first), default=None)


def _score(named: Named, dated: tuple[Named, ...]) -> int:
    return sum(each.weight for each in dated if _same(each, named)) - (20 if named.earlier else 0)


def _same(one: Named, other: Named) -> bool:
    return one.service == other.service and one.first <= other.last and other.first <= one.last
