"""What each paper says of itself, for somebody who is to read it: what it is for, or what it found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.answer import Citation
from assistant.papers.quoting import LONGEST, telling, unlabelled
from assistant.papers.sources import Sources
from ingest.report import Card, Kind, Paragraph, quoted_in
from ingest.sentences import sentences

_OF_PURPOSE = re.compile(r"\bpurpose\b|\bsummary\b|\bintroduction\b|^(?:what|why) is\b|\bin brief\b", re.I)
_SAYS = re.compile(
    r"^(?:this|the) (?:\w+ )?(?:report|paper|letter|note|briefing|update)\b|^to \w+|\bthis (?:report|paper)\b", re.I
)
_CONSIDERED = re.compile(r"\b(?:considered|received|discussed)\b", re.I)
_FORMAL = re.compile(
    r"\bapolog|\bdeclar|\bin attendance\b|\bcorrect record\b|\binterests?\b|\bnext meeting\b|\bpress and public\b", re.I
)
_DECIDED = re.compile(r"\bRESOLVED\b|\bAGREED\b|\bresolved\b|^[Tt]hat (?:the|an?|it)\b[^.]*\bbe\b")
_ANYTHING = re.compile("")
_FOUND = re.compile(r"^(?:executive )?summary\b(?! for)|\boverall effectiveness\b|^main findings|^key findings", re.I)
_OF_COURSE = re.compile(  # what every inspection report says of inspection reports
    r"\bexpectation\b|\bsection \d|\binspections? act\b|\bproduces? (?:this|the) report\b|\bthis report includes\b"
    r"|\binspectors (?:have )?(?:looked|considered) (?:closely )?at\b|\bwas carried out under\b",
    re.I,
)
_ABOUT_ITSELF = re.compile(
    r"information about|inspection team|footnote|contents|about this|what needs to improve|recommendations?\b"
    r"|areas? for improvement|priority and immediate",
    re.I,
)
_LOOKED_AT = 12  # sentences of an inspection, for the first of what it found
_LEAST = 8  # words of a sentence that says something


def purpose(sources: Sources, card: Card, longest: int = LONGEST) -> Citation | None:
    """The sentence in which a paper says what it is for, an inspection what it found; None where none is found."""
    looked = {Kind.INSPECTION: _findings, Kind.MINUTES: _matters}.get(card.header.kind, _purposes)
    return next(_cited(sources, card, looked(_own(sources, card)), longest), None)


def findings(sources: Sources, card: Card, count: int, longest: int) -> tuple[Citation, ...]:
    """The first of what an inspection found: as many sentences of its summary, of so many characters each."""
    kept: list[Citation] = []
    for cited in islice(_cited(sources, card, _findings(_own(sources, card)), longest), _LOOKED_AT):
        if any(cited.quote in each.quote for each in kept):
            continue
        shorter = next((at for at, each in enumerate(kept) if each.quote in cited.quote), None)
        if shorter is not None and count > 1:
            kept[shorter] = cited
        elif shorter is None and len(kept) < count:
            kept.append(cited)
    return tuple(kept)


def _own(sources: Sources, card: Card) -> list[Paragraph]:
    return [each for each in sources.report(card.name).paragraphs if not each.para.startswith("header:")]


def _cited(sources: Sources, card: Card, said: Iterator[tuple[Paragraph, str]], longest: int) -> Iterator[Citation]:
    return filter(None, (telling(sources, card.name, each.para, words, longest) for each, words in said))


def _said(own: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    return ((each, piece) for each in own for piece in _pieces(each))


def _purposes(own: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Sentences of a section on its purpose that speak of the report, then any of it, then the first of the paper."""
    first = [each for each in own if _OF_PURPOSE.search(each.section)][:3]
    for paragraphs in (first, own[:6]):
        of_itself = (pair for pair in _said(paragraphs) if _SAYS.search(pair[1]))
        yield from (*of_itself, *_said(paragraphs))


def _matters(own: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Of minutes what was considered, else what was resolved, else anything."""
    for wanted in (_CONSIDERED, _DECIDED, _ANYTHING):
        yield from (pair for pair in _said(own) if wanted.search(pair[1]) and not _FORMAL.search(pair[1]))


def _findings(own: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Of an inspection the first sentence of its summary, else the first of the report that is not about itself."""
    found = [each for each in own if _FOUND.search(each.section)]
    rest = [each for each in own if not _ABOUT_ITSELF.search(each.section) and not each.cells]
    return (pair for pair in _said((*found, *rest[:8])) if not _OF_COURSE.search(pair[1]))


def _pieces(paragraph: Paragraph) -> Iterator[str]:
    """The sentences of a paragraph; a lead-in with the first item of its list."""
    pieces = [unlabelled(piece) for piece in sentences(paragraph.text)]
    for at, piece in enumerate(pieces):
        joined = f"{piece} … {pieces[at + 1]}" if piece.endswith(":") and at + 1 < len(pieces) else piece
        words = joined if quoted_in(joined, paragraph.text) else piece
        if len(words.split()) >= _LEAST and not words.endswith(":"):
            yield words
