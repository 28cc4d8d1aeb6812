"""Citations and quotation marks; and the statements of ours that only introduce the words they quote.

Those are held to the names, figures and dates of the cited paragraphs and their headers; names and figures repeated
from the question are exempt, and so are the figures of a statement marked calculated, whose inputs are cited instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Evidence, Query, Statement, When
from assistant.when import mentions, written
from ingest.report import Ref, normalise, quoted_in, written_day
from ingest.spans import Span, spans_in

_FIGURE = re.compile(r"£?\d(?:[\d,.]*\d)?(?:m|k|bn)?%?(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:;“\"‘'(\n] )(?<![“\"‘'(\n])(?<!^)\b[A-Z][\w’'-]*", re.MULTILINE)
_QUOTED = re.compile(r"“([^“”]*)”")
_ANY_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|(?<!\w)‘([^‘]*?)’(?!\w)|(?<!\w)'([^']*)'(?!\w)|«([^»]*)»")


def introduces(statement: Statement) -> bool:
    """Whether a statement is ours and only introduces or counts quoted words; a language model writes none such."""
    ours = statement.calculated or statement.sums_up or statement.text.rstrip().endswith("”")
    return ours and not statement.by_model


def citation_fault(statement: Statement, by_ref: Mapping[Ref, Evidence]) -> str:
    """Which citation is not of the evidence given, or quotes words that are not there; "" for none."""
    if not statement.citations:
        return "it cites nothing"
    for cited in statement.citations:
        if cited.ref not in by_ref:
            return f"it cites {cited.ref}, which is not in the evidence"
        if not quoted_in(cited.quote, by_ref[cited.ref].paragraph.text):
            return f"its quote is not in {cited.ref}"
    return ""


def quote_fault(text: str, cited: Sequence[Evidence]) -> str:
    """Words in quotation marks of any kind that stand in no cited paragraph."""
    for match in _ANY_QUOTED.finditer(text):
        quote = next(filter(None, match.groups()), "").strip(" .,;:")
        if quote and not any(quoted_in(quote, all_of(piece)) for piece in cited):
            return f"the words “{quote}” are in no cited paragraph"
    return ""


def joining_fault(query: Query, statement: Statement, cited: Sequence[Evidence]) -> str:
    """What is wrong with a statement that only introduces the words it quotes."""
    borne = "\n".join((query.standalone, *map(all_of, cited)))
    own = _on_one_line(statement.text)
    quotes = {_on_one_line(citation.quote) for citation in statement.citations}
    for quote in sorted(quotes, key=len, reverse=True):  # one may stand inside another
        own = own.replace(quote, " ")
    checks: tuple[Callable[[str, str], str], ...] = (_quote_fault, _name_fault)
    if not statement.calculated:
        checks = (*checks, _figure_fault)
    faults = (check(own, borne) for check in checks)
    return _date_fault(own, borne, cited) or next(filter(None, faults), "")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def all_of(piece: Evidence) -> str:
    """All that a citation of this paragraph bears: its words, its headings, and its paper's header."""
    header = piece.header
    cells = (cell.heading for cell in piece.paragraph.cells)
    dated = written_day(header.as_at)
    said = (piece.paragraph.text, piece.paragraph.section, header.title, header.council, header.body, dated)
    return "\n".join((*said, *cells))


def _quote_fault(own: str, borne: str) -> str:
    for quote in _QUOTED.findall(own):
        if quote.strip() and not quoted_in(quote, borne):
            return f"the words “{quote}” are in no cited paragraph"
    return ""


def _date_fault(own: str, borne: str, cited: Sequence[Evidence]) -> str:
    """A date is borne by one that has every part it says: "July 2024" by "8 July 2024", not the other way round.

    Where a paragraph leaves the year out ("on 3 June"), it is the year by its paper's own date.
    """
    spans = (*spans_in(borne, None), *(span for piece in cited for span in _spans(piece)))
    held = (*mentions(borne), *(_when(iso) for span in spans for iso in (span.iso, span.iso_last)))
    for when in mentions(own):
        if not any(_bears(other, when) for other in held):
            return f"the date {written(when)} is in no cited paragraph"
    return ""


def _spans(piece: Evidence) -> tuple[Span, ...]:
    """The dates that a paragraph prints, read as its paper's own date has them."""
    return spans_in(piece.paragraph.text, piece.header.as_at)


def _when(iso: str) -> When:
    """A date as exact as it is printed, with the year it shares with the next: "October and November 2015"."""
    return When(*map(int, iso.split("-")))


def _bears(held: When, said: When) -> bool:
    pairs = ((said.year, held.year), (said.month, held.month), (said.day, held.day))
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def _figure_fault(own: str, borne: str) -> str:
    held = set(_figures(borne))
    return next((f"the figure {figure} is in no cited paragraph" for figure in _figures(own) if figure not in held), "")


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(re.sub(r"(?<=\d)\s?(?:st|nd|rd|th)\b", "", normalise(text)))


def _name_fault(own: str, borne: str) -> str:
    """A capitalised word that opens no sentence is a name, and must be among the words borne."""
    held = set(_words(borne))
    for name in _NAME.findall(own):
        if not held.issuperset(_words(name.removesuffix("’s").removesuffix("'s"))):
            return f"the name {name} is in no cited paragraph"
    return ""


def _words(text: str) -> list[str]:
    """The words of a text, each part of "O'Dwyer" and "Multi-Agency" by itself."""
    return re.findall(r"\w+", normalise(text))
