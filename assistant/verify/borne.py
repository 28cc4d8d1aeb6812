"""What the citations of a statement bear: the cited paragraphs in sentences, items and rows, with what each leans on.

A sentence leans on its neighbours, on the lead-in of its list, and on its paragraph's number and heading. The header of
a paper (council, body, day, title) bears on every sentence of it. A sentence that tells a machine what to do bears
nothing: it is no finding of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Evidence, Query
from assistant.bearing import without_label
from assistant.language.planted import planted
from assistant.verify.dates import written_out
from assistant.verify.segments import clauses, dated_segments
from ingest.report import Header, Kind, Paragraph, is_recommendation_section, printed, written_day
from ingest.sentences import sentences

_HE = re.compile(r"(?:He|She)\b")
_HE_ANYWHERE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Professor|Sir|Dame|Inspector|Superintendent)\.? )(?:[A-Z][\w’'-]+ ?)+\b"
    r"|\b[A-Z][a-z’'-]+ [A-Z][a-z’'-]+(?=,|\s(?:said|asked|told|introduced|presented|explained|is|was|has)\b)"
)
_NUMBERED_THINGS = re.compile(r"\b(?:recommendation|action|objective|priorit|option|standard)s?\b", re.I)
_ITEMS = re.compile(r"^\s*(?:\(?[a-z0-9]{1,3}[).]\s|[•·▪‣–-]\s)", re.M)
_LIST = re.compile(r":(?=\s*(?:\(?[a-z0-9]{1,4}[).]\s|[•·▪‣–-]|$))")
_ITEM = re.compile(r"\W*(?:\(?[a-z0-9]{1,4}[).]\s|[•·▪‣–-]|[a-z])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or table row of a cited paragraph."""

    text: str
    around: str  # what it leans on: neighbours, lead-in, heading, number
    header: str  # what its paper says of itself
    before: str = ""  # the sentence before it
    lead_in: str = ""  # of the list it is an item of
    advises: bool = False  # it stands among recommendations, and is no deed
    days: frozenset[str] = frozenset()  # its paper's own date, as written, whole, by month and year, and by year

    @property
    def clauses(self) -> tuple[str, ...]:
        return clauses(self.text)

    @property
    def segments(self) -> tuple[str, ...]:
        return dated_segments(self.text)

    @property
    def is_header(self) -> bool:
        """Whether it is a line of its paper's header: "Lead inspector: Ann Lee"."""
        return "Header" in self.around.split("\n")

    @property
    def whole(self) -> str:
        return f"{self.text}\n{self.around}\n{self.header}"


@dataclass(frozen=True, slots=True)
class Borne:
    """All that a statement may rest on."""

    units: tuple[Unit, ...]
    question: str  # its words are repeated, not asserted
    asked: str  # the question without the names of councils that are not the cited papers'
    short_forms: tuple[tuple[str, str], ...]
    days: frozenset[str]  # the cited papers' own dates, as written, whole, by month and year, and by year
    met: bool  # one of them is minutes: what they tell was done on their day
    councils: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything borne but the question."""
        return "\n".join(dict.fromkeys(line for unit in self.units for line in unit.whole.split("\n")))


def borne_by(query: Query, cited: Sequence[Evidence]) -> Borne:
    """What these pieces of evidence bear to one question."""
    units = tuple(unit for piece in cited for unit in _units(piece.paragraph, piece.header))
    councils = tuple(piece.header.council for piece in cited if piece.header.council)
    asked = query.standalone
    for council in query.councils:
        if council not in councils:
            asked = re.sub(re.escape(council), " ", asked, flags=re.I)
    own = frozenset(day for unit in units for day in unit.days)
    met = any(piece.header.kind is Kind.MINUTES or "RESOLVED" in piece.paragraph.text for piece in cited)
    return Borne(units, query.standalone, asked, query.short_forms, own, met, councils)


@lru_cache(maxsize=512)
def _units(paragraph: Paragraph, header: Header) -> tuple[Unit, ...]:
    said = (header.title, header.council, header.body, header.report_of)
    head = "\n".join(filter(None, said))
    place = f"{paragraph.section}\n{printed(paragraph, header.kind)}{_numbered(paragraph)}"
    advises = is_recommendation_section(paragraph.section) and header.kind is not Kind.MINUTES
    if paragraph.cells:
        years = sum(bool(re.search(r"\b20\d\d", cell.heading)) for cell in paragraph.cells)
        place += f"\n{years} years" if years > 1 else ""
        return (Unit(written_out(_row(paragraph), header.as_at), place, head, days=_days(header)),)
    pieces = [piece for piece in sentences(without_label(paragraph.text)) if not planted(piece)]
    pieces = [written_out(piece, header.as_at) for piece in _with_names(pieces)]
    place += _listed(paragraph.text)
    units = []
    for at, piece in enumerate(pieces):
        lead_in = _lead_in(pieces[: at + 1])
        near = (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2])
        around = "\n".join(dict.fromkeys((*near, lead_in, place)))
        units.append(Unit(piece, around, head, pieces[at - 1] if at else "", lead_in, advises, _days(header)))
    return tuple(units)


def _days(header: Header) -> frozenset[str]:
    day = written_day(header.as_at) if header.as_at else ""
    return frozenset(filter(None, (day, day.partition(" ")[2], day.rpartition(" ")[2])))


def _numbered(paragraph: Paragraph) -> str:
    """What a row or paragraph is the number of, where its heading says so: "9." under "Position on the
    recommendations" is recommendation 9."""
    number = re.match(r"(\d{1,3})[.)]?\s", paragraph.text)
    noun = _NUMBERED_THINGS.search(paragraph.section)
    return f"\n{noun[0].casefold().removesuffix('s')} {number[1]}" if noun and number else ""


def _listed(text: str) -> str:
    """How many items a list has, or how many boxes are ticked."""
    counts = (len(_ITEMS.findall(text)), text.count("[x]"))
    return "".join(f"\n{count} listed" for count in counts if count > 1)


def _with_names(pieces: Sequence[str]) -> list[str]:
    """Sentences with "he" and "she" put back to the person that the sentence before speaks of first."""
    named, who = [], ""
    for piece in pieces:
        if _HE.match(piece) and who:
            piece = _HE_ANYWHERE.sub(who, piece)
        elif person := _PERSON.search(piece):
            who = person[0]
        named.append(piece)
    return named


def _lead_in(pieces: Sequence[str]) -> str:
    """What opens the list that the last of these pieces is an item of; "" where it is none."""
    if opened := _LIST.search(pieces[-1]):
        return pieces[-1][: opened.start()]
    if not _ITEM.match(pieces[-1]):
        return ""
    before = ((piece, _LIST.search(piece)) for piece in reversed(pieces[:-1]))
    return next((piece[: found.start()] for piece, found in before if found), "")


def _row(paragraph: Paragraph) -> str:
    """A table row as its cells under their headings: "RAG: Green | Due: May 2024"; sums in thousands as sums."""
    cells = paragraph.cells
    scale = cells[0].heading if cells and _THOUSANDS.search(cells[0].heading) else ""  # "£000" over the rows' names
    return " | ".join(filter(None, (_cell(cell.heading, _ROW_NUMBER.sub("", cell.text), scale) for cell in cells)))


_ROW_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=[A-Z])")
_THOUSANDS = re.compile(r"£\s?(?P<scale>['’]?000s?|k|m|million)\b|\((?P<other>£)\)|^(?P<bare>£)$", re.I)


def _cell(heading: str, text: str, scale_of_row: str) -> str:
    if planted(text):
        return ""
    unit = _THOUSANDS.search(heading) or _THOUSANDS.search(scale_of_row)
    if unit and re.fullmatch(r"[\d,.]+", text.strip()):
        scale = (unit["scale"] or "").lstrip("'’").casefold()
        text = f"£{text.strip()}" + {"": "", "m": "m", "million": "m"}.get(scale, "k")
    return f"{heading}: {text}" if heading else text
