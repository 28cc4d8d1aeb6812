"""The values that pass between the rooms of this storey, one a hop, and the text folding used for quoting.

A paper is read into `Block`s, parsed into a `Report` of `Paragraph`s, and cut into `Passage`s to embed. `Ref` is the
one address of a paragraph, on every shelf, in question sets and in answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Access(IntEnum):
    """Who may see a paragraph. Levels are ordered: a reader sees its own level and those below."""

    OPEN = 0
    CONFIDENTIAL = 1
    EXEMPT = 2  # "Part 2": Schedule 12A, Local Government Act 1972

    @property
    def word(self) -> str:
        return self.name.lower()


class Kind(StrEnum):
    """What sort of paper a report is."""

    REPORT = "report"
    MINUTES = "minutes"
    INSPECTION = "inspection report"
    OTHER = "other"


class DateSource(StrEnum):
    """Where a paper's as-at date comes from."""

    MEETING = "meeting"
    PUBLICATION = "publication"
    INSPECTION_END = "last day of the inspection"
    NONE = "none"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a bullet or a lettered or numbered item of a list
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a file, in reading order.

    `text` begins with the number or bullet as printed ("2.1 Note…", "• one", "(a) …"); automatic numbers are written
    out. Tick-boxes are "[x]" and "[ ]". A table has `rows` and no text.
    """

    kind: BlockKind
    text: str = ""
    page: int | None = None  # from 1; None where the format has no pages
    level: int = 0  # heading level or list depth from 1; 0 for neither
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What a paper says of itself. Empty words and None mean the paper does not say."""

    title: str = ""
    kind: Kind = Kind.REPORT
    council: str = ""  # "Cheshire East": the name without "Council"
    council_evidence: str = ""  # the words it was inferred from; "" where the header prints it
    body: str = ""  # the committee or board
    as_at: date | None = None
    date_source: DateSource = DateSource.NONE
    report_of: str = ""
    reference: str = ""
    classification: str = ""
    wards: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row under its column's heading ("" where the column has none)."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable piece of a report: a numbered paragraph, a sub-item, a cover-sheet row, a table row."""

    para: str  # the address within its report, see `printed`
    section: str
    text: str  # label as printed, then the words; a parent holds its sub-items
    order: int  # reading order in the report, from 0
    parent: str = ""  # `para` of the paragraph that holds this one; "" at the top
    page: int | None = None  # where it begins, from 1
    access: Access = Access.OPEN
    cells: tuple[Cell, ...] = ()  # for a table row; its `text` is the cells joined with " | "


@dataclass(frozen=True, slots=True)
class Report:
    """A paper as read. `name` is its path relative to the folder ingested."""

    name: str
    header: Header
    paragraphs: tuple[Paragraph, ...]
    digest: str = ""  # SHA-256 of the file's bytes, hexadecimal


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The address of a paragraph."""

    report: str
    para: str

    def __str__(self) -> str:
        return f"{self.report}::{self.para}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit to embed and to index: a paragraph, or a part of one too long for the encoder."""

    id: str  # content hash, hexadecimal
    ref: Ref
    part: int  # from 0
    title: str
    section: str
    text: str  # the paragraph's own words (of this part)
    embedded: str  # what the encoder is given: title and section before the words


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be searched. Empty means anything; `as_at` hides papers of a later date, and papers with none."""

    council: str = ""
    body: str = ""
    reports: tuple[str, ...] = ()  # names; any of them
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found by one search. Higher `score` is better; scores of two searches do not compare."""

    ref: Ref
    score: float


@dataclass(frozen=True, slots=True)
class Card:
    """A paper on the shelf, for lists: its header and how much of it this reader may see."""

    name: str
    header: Header
    paragraphs: int
    pages: int | None
    digest: str
    added: str  # ISO time, UTC


def written_day(day: date | None) -> str:
    """A day as councils write it, "8 July 2024"; "" for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def written_iso(iso: str) -> str:
    """A date as exact as it is kept: "2015-11-05" is "5 November 2015", "2015-11" "November 2015", "2015" itself."""
    if len(iso) == len("2015-11-05"):
        return written_day(date.fromisoformat(iso))
    return f"{date.fromisoformat(f'{iso}-01'):%B %Y}" if len(iso) == len("2015-11") else iso


_PUNCTUATION = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\u00ad": None}
)


def normalise(text: str) -> str:
    """Fold what print varies and meaning does not: quotes, dashes, spaces, case, Unicode form.

    The only folding used where a quote is held against its paragraph. It never drops a letter, a digit or a sign.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    return re.sub(r"\s+", " ", folded).strip().casefold()


def quoted_in(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text`; "…" leaves words out, the parts keep their order. An empty quote does not."""
    parts = [normalise(part) for part in re.split(r"…|\.\.\.", quote)]
    haystack, at = normalise(text), 0
    for part in filter(None, parts):
        found = haystack.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return any(parts)


_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def printed(paragraph: Paragraph, kind: Kind = Kind.REPORT) -> str:
    """A paragraph's address as a council prints it: "para 5.4", "recommendation 2", 'cover sheet, "Wards"'.

    Args:
        paragraph: with `para` as the parser minted it.
        kind: of its paper; in an inspection report a number in a recommendations section is a recommendation.
    """
    para, _, occurrence = paragraph.para.partition("#")
    if para.startswith("header:Judgement/"):
        return f'judgement, "{para.removeprefix("header:Judgement/")}"'
    if para.startswith("header:"):
        label = para.removeprefix("header:")
        return "title" if label in {"Title", "Committee", "Classification"} else f'cover sheet, "{label}"'
    if row := re.fullmatch(r"section:(.*)\(row (\d+)\)", paragraph.para):
        return f'table under "{row[1].partition("#")[0]}", row {row[2]}'
    if para.startswith("section:"):
        return f'under "{para.removeprefix("section:")}"' + (f" (block {occurrence})" if occurrence else "")
    if para.startswith("Rec "):
        return f"recommendation {para.removeprefix('Rec ')}"
    if kind is Kind.INSPECTION and is_recommendation_section(paragraph.section):
        return f"recommendation {para}"
    if not occurrence:
        return f"para {para}"
    ordinal = _ORDINALS[int(occurrence)] if int(occurrence) < len(_ORDINALS) else f"{occurrence}th"
    opening = " ".join(re.sub(r"^\W*[\d.()a-z]*\d[.)]*\s+", "", paragraph.text).split()[:4])
    return f'para {para} ({ordinal} so numbered, beginning "{opening}…")'


_RECOMMENDS = re.compile(
    r"recommendation|^\W*(?:it is |be it )?recommended\b(?: that| to)?\W*$"
    r"|^\W*(?:decisions?|actions?)(?:\(s\))? (?:requested|required|sought|recommended)\b"
    r"|areas? for improvement|priority and immediate action|what needs to improve",
    re.I,
)
_OF_RECOMMENDATIONS = re.compile(  # "Reasons for …", "Progress on …", not "Reasons and …"
    r"\b(?:reasons?|rationale|position|progress|responses?|responding|updates?|status|background|previous|consultation"
    r"|alternatives?|options|implement\w*)\b(?!\s*(?:and|&|/))[^,;]*\brecommendation"
    r"|\brecommendations?(?:\(s\))?\s+(?:progress|updates?|status|tracker|monitoring|responses?|implement\w*)\b",
    re.I,
)


def is_recommendation_section(heading: str) -> bool:
    """Whether a heading opens a list of recommendations, of the paper or of an inspector, and does not only speak of
    some: of their reasons, progress or the response to them."""
    return bool(_RECOMMENDS.search(heading)) and not _OF_RECOMMENDATIONS.search(heading)
