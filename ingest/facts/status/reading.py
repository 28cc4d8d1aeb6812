"""A paper's paragraphs, read in their order for what they say of recommendations. Pure.

Words that lead in ("the following remain outstanding:") hold for the items under them, which may be paragraphs of their
own; a heading or a line that only names a recommendation ("Recommendation 5: dental checks") holds for the lines and
sub-paragraphs under it ("Status: complete").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.status.items import BULLET, NUMBERED, item_claims, lead_status, speaks_of_recommendations
from ingest.facts.status.numbers import numbers_named
from ingest.facts.status.prose import Claimed, sentence_claims, together_claim
from ingest.facts.status.tables import table_claims
from ingest.facts.status.words import bare_status, colour_key
from ingest.report import Kind, Paragraph, Report, is_recommendation_section
from ingest.sentences import sentences

OF_INSPECTION = re.compile(
    r"\binspect(?:ion|ions|ed|ors?|orate)\b|\bre-?inspection|\bofsted\b|\bILACS\b|\bHMI\b|\bCQC\b"
    r"|\bHMIP\b|\bHMICFRS\b|\bJTAI\b|\bCare Quality Commission\b",
    re.I,
)
_OWN_LIST = re.compile(r"\brecommendation|\baction", re.I)
_MENTIONS = re.compile(r"\brec(?:ommendation)?s?\b|\bareas? (?:for|of)|\bpriority action|\bR\d|\bAFI|\bweakness", re.I)
_ASKED = re.compile(
    r"\b(?:is|are)\s+(?:asked|recommended|invited|requested)\b|\brecommend(?:s|ed)? that\b"
    r"|\bRESOLVED\b(?![^.]*\bnoted?\b)",
    re.I,
)
_LABEL = re.compile(r"^\s*\(?(?P<label>\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,4})[.)]?\)?\s+(?=\S)")
_RUN_ON = re.compile(r"\s+(?=[•▪‣◼■]\s)|\s+(?=(?:[-–]|\([a-z]{1,2}\))\s+rec(?:ommendation)?\.?\s*\d)", re.I)
_WORDED = re.compile(r"rec(?:ommendation)?\.?\s*\d{1,3}\s*(?:\([^()]*\))?\s*[:–—-]\s*[A-Za-z]", re.I)
_LONGEST = 4_000  # characters of a line that are read
_STATUS_LINE = re.compile(r"\W*(?:current |overall )?(?:status|position)\s*[:–-]", re.I)
_LABELLED = re.compile(r"\s*(?:\([^()]*\))?\s*(?:[:–—.-]|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and where it stands."""

    claim: Claimed
    paragraph: Paragraph
    lead: str = ""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the paragraphs before give the next one."""

    section: str = ""
    lead: str = ""  # a sentence that ends in a colon, with nothing under it yet but items
    lead_para: str = ""
    headed: int = 0  # the recommendation that the last heading or line names; 0 for none
    headed_para: str = ""
    counts: bool = False  # whether numbered paragraphs of this section only count a list: 1, 2, 3

    def before(self, paragraph: Paragraph, section_counts: bool) -> _Context:
        """What of this still holds in a paragraph."""
        if paragraph.section != self.section:
            named = numbers_named(paragraph.section)
            headed = named[0].numbers[0] if len(named) == 1 and len(named[0].numbers) == 1 else 0
            lead = paragraph.section if _gives_status(paragraph.section) else ""
            return _Context(paragraph.section, lead, "." if lead else "", headed, "section:", section_counts)
        kept = self
        if not (re.fullmatch(r"(?:Rec )?\d{1,3}(?:#\d+)?|section:.*", paragraph.para) and "." in self.lead_para):
            kept = replace(kept, lead="", lead_para="")
        under = self.headed_para.startswith("section:") or paragraph.para.startswith(f"{self.headed_para}.")
        return kept if under else replace(kept, headed=0, headed_para="")


def _gives_status(heading: str) -> bool:
    """Whether a heading says how the recommendations under it stand: "Outstanding recommendations"."""
    return speaks_of_recommendations(heading) and lead_status(heading) is not None


def told(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells how things are: it does not stand among what the committee is asked to do."""
    if paragraph.para.startswith("header:") and _OWN_LIST.search(paragraph.para):
        return False
    heading = paragraph.section
    if numbers_named(heading) or OF_INSPECTION.search(heading) or _gives_status(heading):
        return True
    return not is_recommendation_section(paragraph.section)


def told_sentences(paragraph: Paragraph) -> tuple[str, ...]:
    """The sentences of a paragraph that ask nothing of the committee, without the paragraph's own number."""
    return tuple(each for each in sentences(_without_label(paragraph)) if not _ASKED.search(each))


def found_in(report: Report) -> Iterator[Found]:
    """Every claim of a paper, in its order."""
    tables: dict[str, list[Paragraph]] = {}
    for paragraph in report.paragraphs:
        if paragraph.cells:
            tables.setdefault(paragraph.parent, []).append(paragraph)
    key = colour_key("\n".join(p.text for p in report.paragraphs if re.search(r"\bgreen\b", p.text, re.I)))
    context, counted = _Context(), _counted(report)
    for paragraph in report.paragraphs:
        if paragraph.parent or paragraph.cells or not told(paragraph):
            continue
        if rows := tables.get(paragraph.para):
            yield from (Found(claim, row) for row, claim in table_claims(rows, report.header.as_at, key))
            continue
        context = context.before(paragraph, paragraph.section in counted)
        if not (context.lead or context.headed or _MENTIONS.search(paragraph.text)):
            continue
        found, context = _of_paragraph(paragraph, context, minutes=report.header.kind is Kind.MINUTES)
        yield from found


def _of_paragraph(paragraph: Paragraph, context: _Context, *, minutes: bool) -> tuple[list[Found], _Context]:
    found: list[Found] = []
    lines = _lines(_without_label(paragraph))
    lead, before, headed = context.lead, "", context.headed
    carried = bool(lead)
    if carried or re.fullmatch(r"Rec \d+", paragraph.para):
        lines = _lines(paragraph.text)  # the number is the item's
    counting = context.counts if carried else _counts(lines)
    for place, line in enumerate(line[:_LONGEST] for line in lines):
        label = _label(line)
        if label or ((place or carried) and (BULLET.match(line) or NUMBERED.match(line))):
            claims = [
                claim
                for item in _items(line)
                for claim in item_claims(item, lead, is_numbering=counting, heading=paragraph.section, apart=carried)
            ]
            found += [Found(claim, paragraph, lead) for claim in claims]
            headed = label[0] if len(label) == 1 and not claims else headed
            before = lead
            continue
        carried = False
        for sentence in sentences(line):
            if not _ASKED.search(sentence):
                found += [Found(claim, paragraph) for claim in _of_sentence(sentence, before, headed, minutes)]
            before = sentence
        lead = before if before and not _ASKED.search(before) else ""
    kept = lead if lead.endswith(":") or lead == paragraph.section else ""
    lead_para = context.lead_para if carried else paragraph.para
    headed_para = context.headed_para if headed == context.headed else paragraph.para
    return found, replace(
        context, lead=kept, lead_para=lead_para if kept else "", headed=headed, headed_para=headed_para
    )


def _of_sentence(sentence: str, before: str, headed: int, minutes: bool) -> list[Claimed]:
    claims = sentence_claims(sentence, before, minutes=minutes)
    together = together_claim(sentence, before, minutes=minutes)
    if claims or together:
        return [*claims, together] if together else claims
    if not headed:
        return []
    if _STATUS_LINE.match(sentence):
        status = bare_status(sentence)
        return [Claimed(headed, status, sentence, "", True)] if status else []
    if re.match(r"\W*(?:this|the) recommendation\b", sentence, re.I):
        return sentence_claims(sentence, f"Recommendation {headed}", minutes=minutes)
    return []


def _label(line: str) -> tuple[int, ...]:
    """The recommendations that head a line: 5 of "Rec. 5: ensure…" and of "Rec 5 complete"; none of a sentence."""
    bare = _bare(line)
    named = numbers_named(bare)
    if not named or named[0].start:
        return ()
    rest = bare[named[0].end :]
    return named[0].numbers if _LABELLED.match(rest) or bare_status(rest) else ()


def _lines(text: str) -> list[str]:
    """The lines of a paragraph; a list in the run of a line is cut into its items."""
    lines: list[str] = []
    for line in text.split("\n"):
        for piece in _RUN_ON.split(line):
            colon = piece.find(": ")
            is_lead = colon > 0 and not _label(piece) and _WORDED.match(piece[colon + 2 :])
            lines += [piece[: colon + 1], piece[colon + 2 :]] if is_lead else [piece]
    return lines


def _items(line: str) -> list[str]:
    """A line cut where another labelled recommendation begins: "Rec 5 – met; Rec 6 – not met"."""
    cuts = [match.end() for match in re.finditer(r"[;.,]\s+", line) if _label(line[match.end() : match.end() + 160])]
    return [line[start:end].strip(" ;,") for start, end in zip((0, *cuts), (*cuts, len(line)), strict=True)]


def _bare(line: str) -> str:
    """A line without its bullet and without a number that only counts it."""
    unmarked = BULLET.sub("", line, count=1).strip()
    counted = NUMBERED.match(unmarked)
    return unmarked[counted.end() :] if counted else unmarked


def _counted(report: Report) -> frozenset[str]:
    """The sections whose paragraphs are numbered 1, 2, 3 from the first: their numbers are no recommendations'."""
    numbers: dict[str, list[int]] = {}
    for paragraph in report.paragraphs:
        if own := re.fullmatch(r"(?:Rec )?(\d{1,3})(?:#\d+)?", paragraph.para):
            numbers.setdefault(paragraph.section, []).append(int(own[1]))
    return frozenset(heading for heading, own in numbers.items() if own == list(range(1, len(own) + 1)))


def _counts(lines: list[str]) -> bool:
    """Whether the numbers before the items of a list only count them: 1, 2, 3 from the first."""
    numbers = [int(match["number"]) for line in lines if (match := NUMBERED.match(BULLET.sub("", line, count=1)))]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))


def _without_label(paragraph: Paragraph) -> str:
    """A paragraph's words without the number that is its address."""
    match = _LABEL.match(paragraph.text)
    own = paragraph.para.partition("#")[0].removeprefix("Rec ")
    return paragraph.text[match.end() :] if match and own == match["label"] else paragraph.text
