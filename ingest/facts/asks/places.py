"""Where papers put what they ask: which sections, boxes and tables, and which are somebody else's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.numbering import label_of
from ingest.report import Kind, Paragraph, Report, is_recommendation_section
from ingest.wording.lead_in import read_lead_in

_ASKING_HEADING = re.compile(
    r"\b(?:is|are|being)\s+(?:asked|recommended|invited|requested)\b|\brecommends?\b"
    r"|\bdecisions?(?:\(s\))? to be \w+\W*$|^\W*(?:[\d.]+\s+)?proposal(?:\(s\)|s)?\W*$"
    r"|^\W*(?:[\d.]+\s+)?(?:the )?(?:asks? (?:of|for)\b|(?:formal |proposed )?(?:decision|resolution)s?\W*$"
    r"|matters? for decision|(?:key )?actions? for (?:the )?(?:board|committee|panel))",
    re.I,
)
_DECISION = re.compile(r"\W*(?:[\d.]+\s+)?(?:the )?(?:formal |proposed )?(?:decision|resolution)s?\W*$", re.I)
_OTHERS = re.compile(  # whose recommendations a heading speaks of
    r"\b(?:inspect\w*|ofsted|cqc|hmic?frs|peer|audit\w*(?!\s+(?:and|&|committee|panel)\b)|ombudsman|in?quiry|enquiry|external|independent|coroner\w*"
    r"|tracker|action plan|areas? for improvement|priority and immediate action|what needs to improve|previous(?:ly)?"
    r"|outstanding|task (?:and|&) finish|safeguarding practice|serious case)\b"
    r"|\brecommendations?(?:\(s\))?\s+(?:of|from|by|made|in|arising|contained)\b"
    r"(?!\s+(?:the\s+)?(?:reports?|officers?|directors?|executive|chief|cabinet|head|corporate|strategic|interim)\b)",
    re.I,
)
_COVER_BOX = re.compile(
    r"\W*(?:(?:officers?[’']?|key|formal|summary of)\s+)?(?:recommendation|recommended"
    r"|decisions? (?:required|requested|sought)|actions? (?:required|requested|sought)"
    r"|what (?:is|are) the (?:board|committee|panel|cabinet)|key actions? for)|.*\bstate (?:the )?recommendations"
    r"|.*\b(?:is|are) (?:asked|recommended|invited|requested) to\b",
    re.I,
)
_APPENDED = re.compile(r"\W*(?:appendix|annex|annexe|enclosure)\s+(?:[A-Z]{1,2}|\d{1,2}[a-z]?)\b", re.I)
_ACTION_PLAN = re.compile(
    r"\b(?:actions?|lead|owner|status|progress|rag|timescales?|deadline|due|response|by when)\b", re.I
)


def before_appendices(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        if _APPENDED.match(paragraph.section):
            return
        yield paragraph


def asking_sections(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs of each section that asks something of a committee."""
    for heading, group in groupby(paragraphs, key=lambda each: each.section):
        if (is_recommendation_section(heading) or _ASKING_HEADING.search(heading)) and not _OTHERS.search(heading):
            yield tuple(each for each in group if not each.para.startswith("header:"))


def is_addressed(section: Sequence[Paragraph]) -> bool:
    """Whether a section says that it is the committee that is asked. A second list that does not may be anybody's."""
    heading = section[0].section if section else ""
    leads = (label_of(each.text).rest for each in section if not each.parent)
    return heading_asks(heading) or any(read_lead_in(lead.partition("\n")[0]).addressed for lead in leads)


def is_put_to_committee(report: Report, section: Sequence[Paragraph]) -> bool:
    """Whether a list that addresses nobody is put to a committee: the paper names one, or its asks begin "To", "That".
    A letter or a review that lists what to agree and consider advises a council, and asks nothing of a committee."""
    named = report.header.kind is Kind.REPORT and bool(report.header.body)
    return named or any(re.match(r"(?:to|that)\s", label_of(each.text).rest, re.I) for each in section)


def is_action_plan(section: Sequence[Paragraph], table: str) -> bool:
    """Whether a table says who does what by when: what it recommends was recommended by others, or is under way."""
    first = next(each for each in section if each.cells and each.parent == table)
    return any(
        _ACTION_PLAN.search(words) and len(words.split()) <= 5
        for cell in first.cells
        for words in (cell.heading, cell.text)
    )


def is_heading_of_asks(line: str) -> bool:
    return is_recommendation_section(line) and not _OTHERS.search(line) and len(line.split()) <= 3


def heading_asks(heading: str) -> bool:
    """Whether a heading itself leads in to what is asked: "What the Committee is asked to do". "Decision" alone may as
    well stand over one that was made."""
    return bool(_ASKING_HEADING.search(heading)) and not _DECISION.match(heading)


def lists_what_others_ask(heading: str) -> bool:
    """Whether a heading opens the recommendations of an inspector, an auditor or a review."""
    return is_recommendation_section(heading) and bool(_OTHERS.search(heading))


def is_cover_box(label: str) -> bool:
    """Whether a row of the cover sheet is the one that says what is asked."""
    return bool(_COVER_BOX.match(label)) and not _OTHERS.search(label)
