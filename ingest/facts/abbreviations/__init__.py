"""The short forms of a paper: where they are defined, and which it uses without saying what they stand for. Pure.

A definition is believed only where the letters fit the words: "Department for Education (DfE)", "IRO (independent
reviewing officer)", "ILACS stands for …"; the rows of a glossary are believed as they stand. What is used and not
defined is a word of two to eight letters, nearly all capitals, in running text: words in capital headings, reference
numbers, postcodes, numerals, addresses on the web and the short forms that everybody knows ("NHS", "UK") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fact import Abbreviation
from ingest.facts.abbreviations.short_forms import EVERYBODY_KNOWS, WORDS_IN_CAPITALS, nearly_fits, singular, stands_for
from ingest.report import Paragraph, Ref, Report
from ingest.wording.committees import records_decisions
from ingest.wording.said import said_in

_SHORT = r"(?:[A-Z][A-Za-z&]{0,8}[A-Z&][A-Za-z]{0,2}|S\d{2,3}|s\d{2,3})"
_BRACKETED = re.compile(
    rf"\(\s*(?:the |hereafter |hereinafter |known as |referred to as |or |i\.?e\.? |abbreviated (?:to|as) )*"
    rf"[“\"‘']?(?:the )?(?P<short>{_SHORT}?(?:[’']?s)?)[”\"’']?\s*\)"
)
_SPELT_OUT = re.compile(
    rf"(?<![\w/&-])(?P<short>{_SHORT})(?:\s+(?:service|team|project|programme|model))?\s*\(\s*(?P<long>[A-Za-z][^()\n]{{5,90}}?)\s*\)"
)
_STANDS_FOR = re.compile(
    rf"(?<![\w/&-])(?P<short>{_SHORT})[”\"’']?(?:\s+(?:stands for|means|is short for|is the abbreviation (?:of|for))\s+"
    r"|\s*(?:=|:)\s*|\s+[–—-]\s+)(?:the )?(?P<long>[A-Za-z][^()\n.;|]{4,90})"
)
_HAS_CAPITALS = re.compile(r"[A-Z][a-z]{0,2}[A-Z&]|\b[Ss]\d{2}")
_GLOSSARY = re.compile(r"\b(?:glossary|abbreviations?|acronyms?)\b", re.I)
_USED = re.compile(r"(?<![\w@/.&’'-])(?:[A-Z](?:[a-z]?[A-Z&]){1,7}|[Ss]\d{2,3})(?:[’']?s)?(?![\w@&]|[/-]\d|\.\w)")
_BLANKED = re.compile(
    r"\S+@\S+|https?:\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:gov|org|com|co|net|uk|example)\b\S*"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"  # a postcode
    r"|\b[A-Za-z]{1,6}\d*(?:/[\w-]+)*/[\w-]*\d[\w/-]*"  # a reference number
)
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b(?=[,;:(]|\s*\n|\s*$|\s+(?:[a-z]+ed|said|to|and)\b)")
_CAPITALS = re.compile(r"[A-Z][A-Z’'&-]+(?:[ \t,:/–-]+[A-Z][A-Z’'&-]+){2,}")
_LABELS = re.compile(
    r"(?:header:)?(?:Classification|Report Reference|Reference|Committee|Council|Stamp|Title|Venue|Present)\b"
)


def abbreviations(report: Report) -> tuple[Abbreviation, ...]:
    """Each short form once with each of its meanings, or once at its first use where this paper gives none."""
    defined: dict[tuple[str, str], Abbreviation] = {}
    used: dict[str, Abbreviation] = {}
    ordinary = _ordinary_words(report)
    explained_loosely: set[str] = set()
    initials = _initials(report)
    is_minutes = records_decisions(report.header)  # which call officers by two letters
    for paragraph, text in _texts(report):
        for short, long, quote in _definitions(paragraph, text):
            key = (short.upper(), long.lower())
            defined.setdefault(key, _fact(report, paragraph, short, long, quote))
        explained_loosely.update(_nearly_defined(text))
        for short in _uses(text):
            if short.lower() not in ordinary and not (short in initials or (is_minutes and len(short) == 2)):
                used.setdefault(short.upper(), _fact(report, paragraph, short, "", text))
    explained = {short for short, _ in defined} | explained_loosely
    undefined = [fact for short, fact in used.items() if short not in explained and f"{short}S" not in explained]
    return (*defined.values(), *undefined)


def _texts(report: Report) -> Iterator[tuple[Paragraph, str]]:
    for said in said_in(report):
        is_label = bool(_LABELS.match(said.paragraph.para))
        if not is_label and (_HAS_CAPITALS.search(said.text) or said.cell):
            yield said.paragraph, said.text


def _definitions(paragraph: Paragraph, text: str) -> Iterator[tuple[str, str, str]]:
    """Short form, long form and the words that say so."""
    for match in _BRACKETED.finditer(text):
        short = singular(match["short"])
        if long := stands_for(short, text[max(0, match.start() - 160) : match.start()], at_end=True):
            start = text.rindex(long, 0, match.start())
            yield short, _tidy(long), text[start : match.end()]
    for match in (*_SPELT_OUT.finditer(text), *_STANDS_FOR.finditer(text)):
        short = singular(match["short"])
        if long := stands_for(short, match["long"], at_end=False):
            end = match.start("long") + len(long)
            closed = text[end:].startswith(")") and text[: match.start("long")].rstrip().endswith("(")
            yield short, _tidy(long), text[match.start() : end + closed]
    yield from _glossary(paragraph, text)


def _nearly_defined(text: str) -> Iterator[str]:
    """Short forms in brackets behind words that their letters do not quite fit: not defined, yet not left unsaid."""
    for match in _BRACKETED.finditer(text):
        if nearly_fits(singular(match["short"]), text[max(0, match.start() - 120) : match.start()]):
            yield singular(match["short"]).upper()


def _glossary(paragraph: Paragraph, text: str) -> Iterator[tuple[str, str, str]]:
    """A row of a table of abbreviations; read once, at its first cell."""
    cells = [cell.text.strip() for cell in paragraph.cells]
    if len(cells) < 2 or cells[0] != text or not re.fullmatch(_SHORT, cells[0]) or not 4 < len(cells[1]) < 120:
        return
    headings = " ".join(cell.heading for cell in paragraph.cells)
    if _GLOSSARY.search(f"{paragraph.section} {headings}") or stands_for(cells[0], cells[1], at_end=False) == cells[1]:
        yield singular(cells[0]), cells[1], cells[1]


def _uses(text: str) -> Iterator[str]:
    if not re.search(r"[a-z]{2}", text) and " " in text:
        return  # a heading
    blanked = _BLANKED.sub(lambda match: " " * len(match[0]), text)
    blanked = _CAPITALS.sub(lambda match: " " * len(match[0]), blanked)
    for match in _USED.finditer(blanked):
        short = singular(match[0])
        if len(short) < 2 or short.upper() in EVERYBODY_KNOWS or short.upper() in WORDS_IN_CAPITALS:
            continue
        quoted = blanked[match.start() - 1 : match.start()] in {"‘", "'", "“", '"'}  # the name of something
        if quoted or re.fullmatch(r"[IVX]+|Q[1-4]", short) or _stands_among_capitals(blanked, match):
            continue
        yield short


def _stands_among_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether the word next to it is a word in capitals too: "TO FOLLOW", "PART 2"."""
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 20]
    near = re.findall(r"([\w’']+)\s*$", before) + re.findall(r"^\s+([\w’']+)", after)
    return any(word.upper() in WORDS_IN_CAPITALS and word.isupper() and len(word) > 1 for word in near)


def _ordinary_words(report: Report) -> frozenset[str]:
    """What the paper also writes in small letters is a word, in capitals for stress: "will NOT", "the REACH team"."""
    small = {word for paragraph in report.paragraphs for word in re.findall(r"\b[a-z]{2,8}\b", paragraph.text)}
    return frozenset(small - {"send", "mash", "rag", "smart", "mast", "cin", "caf", "taf"})


def _initials(report: Report) -> frozenset[str]:
    """The initials of the people that a paper names: "Niamh Castellane" is "NC" in its actions."""
    named = (match[0].split() for paragraph in report.paragraphs for match in _PERSON.finditer(paragraph.text))
    return frozenset("".join(name[:1] for name in names) for names in named)


def _tidy(long: str) -> str:
    return re.sub(r"[’']s?$", "", re.sub(r"\s+", " ", long).strip(' ,;:–—-“”"'))


def _fact(report: Report, paragraph: Paragraph, short: str, long: str, quote: str) -> Abbreviation:
    ref = Ref(report.name, paragraph.para)
    return Abbreviation(ref=ref, quote=quote, as_at=report.header.as_at, short=short, long=long)
