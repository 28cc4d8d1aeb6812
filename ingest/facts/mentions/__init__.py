"""The papers, appendices and plans that a paper refers to. Pure.

What a paper says of itself, its recommendations and its contacts is no mention; nor is a paper without anything to
know it by ("regular reports"). An inspection report sends its reader to no papers: what it says of a council's
documents is a finding. Minutes mention the reports that were considered, by the name of their item; the appendices to
those reports are mentioned by the reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.fact import Mention
from ingest.facts.mentions.appendices import Appendix, appendices_in, is_label, labels_held
from ingest.facts.mentions.background import background_papers
from ingest.facts.mentions.papers import listed_paper, papers_in
from ingest.facts.mentions.words import Paper
from ingest.report import Kind, Ref, Report, written_iso
from ingest.wording.committees import records_decisions
from ingest.wording.said import Said, said_in

_TABLED = re.compile(
    r"\b(?:considered|received|noted|discussed|introduced|presented"
    r"|(?:gave consideration|consideration was given) to|had before (?:it|them))\s+"
    r"(?:the|an?)\s+(?:(?!verbal|oral|this\b)[\w’'-]+\s+){0,4}?(?:report|paper|briefing note)\b",
    re.I,
)
_INLINE_LIST = re.compile(r"(?:list of )?(?:appendices|annexes|enclosures)\s*:\s*(?:[A-Z]|\d{1,2})\s*[–—:-]\s", re.I)
_LIST_OF_APPENDICES = re.compile(r"(?:^|\n)\W*(?:list of )?(?:appendices|annexes|enclosures)(?: attached)?\W*$", re.I)


def mentions(report: Report) -> tuple[Mention, ...]:
    """Every mention of another paper or of an appendix, in the order of the paper."""
    if report.header.kind is Kind.INSPECTION:
        return ()
    found: dict[tuple[str, str, str, str, str, str], Mention] = {}
    listed = tuple(_background(report))
    told = {(mention.ref.para, mention.kind, mention.when) for mention in listed}
    appendices = tuple(_appendices(report))
    others = (
        each
        for each in _papers(report)
        if (each.ref.para, each.kind, each.when) not in told and not _is_attached(each, appendices)
    )
    for mention in (*appendices, *listed, *others, *_tabled(report)):
        key = (mention.ref.para, mention.kind, mention.label.lower(), mention.when, mention.what, mention.formerly)
        found.setdefault(key, mention)
    order = {paragraph.para: paragraph.order for paragraph in report.paragraphs}
    return tuple(sorted(found.values(), key=lambda mention: order[mention.ref.para]))


def _is_attached(mention: Mention, appendices: Sequence[Mention]) -> bool:
    """Whether the paper is itself the appendix of its sentence: "the letter dated 3 May is at Appendix 1"."""
    day = written_iso(mention.when) if mention.when else mention.title
    if re.search(
        rf"{re.escape(day)}\s*[(\[]\s*(?:\w+ (?:at|as) )?(?:appendix|annex|enclosure)\s+\w+\s*[)\]]",
        mention.quote,
        re.I,
    ):
        return True  # "published its report on 3 May (Appendix 1)"
    return any(each.quote == mention.quote and day in each.title for each in appendices)


def _appendices(report: Report) -> Iterator[Mention]:
    held = labels_held(report)
    is_minutes = records_decisions(report.header)
    for said in said_in(report):
        for each in (*_entries(said), *_lettered(said)) or appendices_in(said.text):
            if each.label.lower() in held or (is_minutes and each.manner != "attached"):
                continue
            name = f"{each.word} {each.label}".strip()
            what = f"{name}: {each.title}" if each.title and each.label else each.title or name
            yield _mention(
                report, said, what, "appendix", each.manner, label=each.label, title=each.title, quote=each.quote
            )


def _entries(said: Said) -> Iterator[Appendix]:
    """A row of a table whose one cell is "Appendix 1" and whose next is its name."""
    cells = said.paragraph.cells
    for cell, following in pairwise(cells):
        match = is_label(cell.text) if cell.text.strip() == said.text else None
        if match and 2 < len(following.text) <= 160:
            late = re.search(r"\bto follow\b", said.paragraph.text, re.I)
            title = re.split(r"\s*[–—(-]\s*to follow", following.text, flags=re.I)[0].strip()
            quote = following.text.strip()
            yield Appendix(
                match["labels"], title, "to follow" if late else "listed", quote, cell.text.split()[0].title()
            )


def _lettered(said: Said) -> Iterator[Appendix]:
    """An entry of a list of appendices that gives the label alone: "A – Action plan", "2. Scorecard"."""
    inline = _INLINE_LIST.match(said.earlier)
    if not inline and not any(map(_LIST_OF_APPENDICES.search, (said.paragraph.section, said.lead or said.earlier))):
        return
    own = re.match(r"(?P<label>\d{1,2}|[A-Z])\s*[–—:-]\s+(?P<title>\w.+)", said.text, re.S)
    before = rf"(?:^|\n)\W*(?P<label>\d{{1,2}}|[A-Z])[.):]*\s*[–—-]?\s+(?P<title>{re.escape(said.text)})"
    if entry := own or re.search(before, said.paragraph.text):
        title = re.split(r"\s*[–—(-]+\s*(?:to follow|exempt)", entry["title"], flags=re.I)[0].strip(" .")
        late = re.search(r"\bto follow\b", said.text, re.I)
        yield Appendix(entry["label"], title, "to follow" if late else "listed", said.text)


def _papers(report: Report) -> Iterator[Mention]:
    for said in said_in(report):
        for each in papers_in(said.text, said.earlier, report.header):
            yield replace(
                _mention(
                    report, said, each.what, each.kind, each.manner, body=each.body, when=each.when, title=each.title
                ),
                formerly=each.formerly,
            )


def _tabled(report: Report) -> Iterator[Mention]:
    """In minutes, the report that an item was about: known by the item's name and the day."""
    header = report.header
    if header.kind is not Kind.MINUTES or header.as_at is None:
        return
    seen = set()
    for said in said_in(report):
        item = said.paragraph.section.strip()
        if item.lower() in seen or not _TABLED.search(said.text) or re.search(r"\bminutes\b", item, re.I):
            continue
        seen.add(item.lower())
        title = item.capitalize() if item.isupper() else item
        what = f"report: {title}" if title else "report"
        day = header.as_at.isoformat()
        yield _mention(report, said, what, "report", "considered", body=header.body, when=day, title=title)


def _background(report: Report) -> Iterator[Mention]:
    for paragraph, text in background_papers(report):
        said = Said(paragraph, text, "", "", bool(paragraph.cells))
        for each in _listed(text, report):
            yield _mention(
                report, said, each.what, each.kind, "background paper", body=each.body, when=each.when, title=each.title
            )


def _listed(text: str, report: Report) -> list[Paper]:
    """A listed paper of which a report, a letter or minutes is told by its date is that; any other is background."""
    if len(text.split()) > 25:  # several that have lost the lines between them
        dated = [each for each in papers_in(text, "", report.header) if each.when]
        return dated or [Paper(text, "background", text, "", "", "", "")]
    return [listed_paper(text, report.header) or Paper(text, "background", text, "", "", "", "")]


def _mention(
    report: Report,
    said: Said,
    what: str,
    kind: str,
    manner: str,
    *,
    label: str = "",
    body: str = "",
    when: str = "",
    title: str = "",
    quote: str = "",
) -> Mention:
    return Mention(
        ref=Ref(report.name, said.paragraph.para),
        quote=quote or said.text,
        as_at=report.header.as_at,
        what=what,
        kind=kind,
        label=label,
        body=body,
        when=when,
        manner=manner,
        title=title,
        formerly="",
    )
