"""The title of a paper among the rows of its cover.

A title is labelled as such, or is the lines that carry no label, joined; a form's own name is none. Where no line is
left for it, a line with a colon under the committee and the date may be it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.dates import dates_in
from ingest.parse.headings import bare, is_answer, reads_as_heading

SECTION = "Header"
_NO_LEVEL = 99
_INSPECTION_TITLE = re.compile(r"(?:re-?)?inspection of\b", re.I)
_PLACE = re.compile(
    r"(?!.*(?:Inspect|Ofsted|Office|Service))[A-Z][\w’'-]+(?:,? (?:and|upon|on|of|the|in|with|[A-Z][\w’'-]+)){0,5}"
)
_KNOWN_LABEL = re.compile(
    r"\b(?:report|dates?|meeting|subject|title|author|wards?|classification|reference|ref|officers?|inspectors?|published"
    r"|contact|lead|member|access|status|decision|item|present|apologies|attendance|venue|time|to|from|by|of)\b",
    re.I,
)
_FORM_NAME = re.compile(
    r"(?:(?:committee|cabinet|council|executive|decision|board)?\s*reports?\s+)?(?:cover(?:ing)?\s+sheet|template"
    r"|form|front sheet)|(?:committee )?report|agenda|agenda item.{0,12}|item.{0,8}|and|appendix.{0,4}",
    re.I,
)
_SECTION_NAME = re.compile(
    r"(?:(?:executive|report) )?summary|(?:purpose|reason|aim)s?(?: of (?:the |this )?report)?|introduction|background"
    r"|recommend(?:ation(?:\(s\)|s)?|ed)|decisions?|overview|key (?:points|messages|issues)|contents",
    re.I,
)
_NUMBER = re.compile(r"^(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]?\s+")  # of a heading


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One row: `label` names it in its address, `text` is what is printed, `value` what stands against the label."""

    label: str
    text: str
    value: str
    section: str = SECTION
    page: int | None = None
    level: int = 0  # of a line that is set as a heading


def has_title(rows: Sequence[CoverRow]) -> bool:
    return any(row.label == "Title" or is_title_label(row.label) for row in rows)


def with_colon_title(rows: Sequence[CoverRow]) -> list[CoverRow]:
    """Where no line is the title: the row right under lines without a label, if its own is no usual one. "Family Help:
    One Year On" under the committee and the date is a title."""
    for index, row in enumerate(rows):
        under_lines = index > 0 and rows[index - 1].text == rows[index - 1].value
        usual = len(row.label.split()) <= 3 and is_usual_label(row.label)
        answers = not row.value or is_answer(row.value) or bool(dates_in(row.value))
        if under_lines and row.text != row.value and not usual and not answers and reads_as_heading(row.label):
            return [*rows[:index], replace(row, label="Title", value=row.text), *rows[index + 1 :]]
    return list(rows)


def is_title_label(label: str) -> bool:
    """Whether a label names the paper's title."""
    return bool(
        re.fullmatch(
            r"(?:report )?(?:title|subject|subject ?/ ?title|title ?/ ?subject|heading)(?: of (?:the )?(?:report"
            r"|paper))?",
            label,
            re.I,
        )
    )


def is_usual_label(label: str) -> bool:
    """Whether a label has a word that labels of covers have: "Report", "Wards", "Date"."""
    return bool(_KNOWN_LABEL.search(label))


def is_form_name(text: str) -> bool:
    """Whether a line names the form a paper is written on: "Report", "Agenda item 5", "Cover sheet"."""
    return bool(_FORM_NAME.fullmatch(text))


def names_section(text: str) -> bool:
    """Whether a heading is the usual one of a paper's first section, and so not its title: "Purpose", "Summary"."""
    return bool(_SECTION_NAME.fullmatch(_NUMBER.sub("", bare(text), count=1)))


def _with_inspected_place(rows: Sequence[CoverRow]) -> list[CoverRow]:
    """A bare name printed over "Inspection of …" is the name of the authority inspected."""
    titled = next((index for index, row in enumerate(rows) if _INSPECTION_TITLE.match(row.text)), 0)
    return [
        replace(row, label="Council") if index < titled and row.label == "Title" and _PLACE.fullmatch(row.text) else row
        for index, row in enumerate(rows)
    ]


def with_one_title(rows: Sequence[CoverRow]) -> list[CoverRow]:
    """The lines of one title joined. A form's own name is no title, nor is any line where a labelled title stands."""
    labelled = any(is_title_label(row.label) and row.text != row.value for row in rows)
    rows = _with_inspected_place(rows)
    lines = [row for row in rows if row.label == "Title" and row.text == row.value]
    highest = min((row.level for row in lines if row.level), default=_NO_LEVEL)
    kept: list[CoverRow] = []
    for row in rows:
        if row.label != "Title" or row.text != row.value:
            kept.append(row)
        elif row.level > highest:
            kept.append(replace(row, label="Subtitle"))
        elif labelled or is_form_name(row.text):
            if row.text.lower() == "and" and kept and kept[-1].label == "Title":
                kept[-1] = _joined(kept[-1], row)
            elif not is_form_name(row.text):
                kept.append(replace(row, label="Subtitle"))  # no word of a paper is let go
        elif kept and kept[-1].label == "Title":
            kept[-1] = _joined(kept[-1], row)
        else:
            kept.append(row)
    return kept


def _joined(one: CoverRow, other: CoverRow) -> CoverRow:
    text = f"{one.text} {other.text}"
    return replace(one, text=text, value=text)
