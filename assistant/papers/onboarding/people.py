"""Roles as at a date: people and posts, as covers, signature lines and sentences of the papers give them. Never "now".

A line of a cover ("Report of", "Cabinet Member", "Board lead"), a block of contact details (its name and designation;
never a telephone number or an address), those present at a meeting who chaired it, and sentences that say who came,
went or holds a chair. Each person and post once, as at each paper that gives it, the latest first. An inspector is no
officer of the council, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.papers.borne import bears
from assistant.papers.handout import Notice, Part, Piece, Row, Table
from assistant.papers.quoting import quoted, telling, unlabelled
from assistant.papers.sources import Sources
from assistant.private import masked
from ingest.report import Card, Kind, Paragraph, normalise, quoted_in, written_day
from ingest.sentences import sentences

MOST = 24  # rows
_LABEL = re.compile(
    r"report (?:of|by|author)|written by|author|officer|lead\b|member|portfolio|director|presented|from$|chair", re.I
)
_NO_PERSON = re.compile(r"inspector|present$|decision|contact details|wards?|officers$|members?'? ?interest", re.I)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]+|[A-Z]\.?)"
_SMALL = r"(?:(?:van|de|der|den|von|la|le|bin)\s){0,2}"
_TITLED = r"(?:(?:Councillor|Cllr\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Professor|Prof\.?|Sir|Dame|Superintendent|Rev\.?)\s)"
_NAME = rf"{_TITLED}?{_WORD}(?:\s{_SMALL}{_WORD}){{1,2}}"
_PERSON = re.compile(rf"^(?P<name>{_NAME})(?:\s*[,–-]\s*|\s*\(|\s+(?=Cabinet Member))(?P<post>.+)$")
_ONLY_NAME = re.compile(rf"^(?P<name>{_NAME})$")
_IN_BRACKETS = re.compile(rf"^(?:[Tt]he )?(?P<post>[^()]{{4,90}}?)\s*\((?P<name>{_NAME})\)?$")
_OFFICE = re.compile(  # no name has one of these words: "Executive Director, Children and Learning" names nobody
    r"\b(?:director|executive|officer|chief|head|manager|leader|deputy|strategic|assistant|interim|treasurer|members)\b",
    re.I,
)
_DESIGNATED = re.compile(
    r"\bName\s{0,2}:?\s{0,2}(?P<name>[^\n/|:]{3,60}?)\s{1,3}Designation\s{0,2}:?\s{0,2}(?P<post>[^\n|]{2,160})", re.I
)
_CONTACT = re.compile(
    rf"\b(?:(?:[Cc]ontact(?: [Oo]fficer)?|[Rr]eport (?:[Aa]uthor|[Ww]riter)|[Aa]uthor)\s*[:|]+[\s|]*"
    rf"|(?:sent|directed|addressed) to )(?P<name>{_NAME}),\s*(?P<post>[^\n|]+)"
)
_CHAIRED = re.compile(rf"(?P<name>{_NAME})\s*\((?P<post>(?:in the )?Chair(?:man|woman)?)\)")
_ENDS = re.compile(r"\s*(?:,?\s*\b(?:tel(?:ephone)?|phone|e-?mail)\b.*|,?\s*\S+@\S+.*|\s*,\s*\d{4,}.*)$", re.I | re.S)
_CAME_OR_WENT = (
    r"(?:retired|left|resigned|joined|took up|succeeded|remains?|became|appointed|chairs|chaired|stood down"
    r"|stepped down|has been (?:the |an? )?(?:[Ii]nterim|[Aa]cting))\b"
)
_SENTENCE = re.compile(
    rf"(?P<name>{_NAME})(?:,[^,]{{2,60}},)?(?:’s|'s)?\s(?:\w+\s){{0,3}}?{_CAME_OR_WENT}"
    rf"|\b(?:chair|director|adviser|advisor|commissioner)(?: of [\w ]{{2,40}})?,? (?P<other>{_NAME})"
    rf"|(?P<third>{_NAME}), (?:the|its|our) (?:\w+ )?(?:chair|adviser|commissioner|director)\b"
    rf"|\bchaired by [^.;]{{0,60}}?(?P<fourth>{_TITLED}{_WORD}(?:\s{_WORD})?)"
)
_BODY = re.compile(
    r"\b(?:group|board|panel|committee|services?|council|inspectorate|department|cabinet|partnership|plan|the|programme"
    r"|children|school|house|team|forum|trust|agency|area|review|inspection|ofsted|government|home|police|authority)\b",
    re.I,
)
_PRESENT = "present"  # where a chair stands; the body that was chaired is said with it
_HEADINGS = ("Who", "Post or part, as printed", "Where it stands", "As at")


@dataclass(frozen=True, slots=True)
class _Held:
    """A person with a post, as one paper gives it."""

    name: str
    post: str
    place: str  # the label it stands under
    day: str  # as written
    citations: tuple[Citation, ...]


def people_part(sources: Sources) -> Part:
    """Who had which post, and what was said of their coming and going."""
    cards = [card for card in reversed(sources.cards) if card.header.kind is not Kind.INSPECTION]
    held = [each for card in cards for each in _of_paper(sources, card)]
    table = tuple(_rows(held))[:MOST]
    said = tuple(row for card in cards for row in _changes(sources, card))
    pieces: list[Piece] = []
    if table or said:
        pieces.append(
            Notice(
                "As the papers give it at their own days, the latest first. People and posts may have "
                "changed since: check before you write to anybody.",
                small=True,
            )
        )
    if table:
        pieces.append(Table(_HEADINGS, table, widths=(4, 6, 4, 4)))
    if said:
        pieces.append(
            Table(("As at", "In the paper’s words"), said, caption="Who came, went or chaired", widths=(3, 12))
        )
    return Part("Roles as at a date", tuple(pieces), "Nobody with a post in the council was found in the papers held.")


def _of_paper(sources: Sources, card: Card) -> Iterator[_Held]:
    told: set[tuple[str, str]] = set()
    for paragraph in sources.report(card.name).paragraphs:
        for name, post, place in named_in(paragraph):
            orders = (f"{name} … {post}", f"{post} … {name}") if post else (name,)
            quote = next((each for each in orders if quoted_in(each, paragraph.text)), "")
            if (name, post) in told or not quote or masked(quote) != quote:
                continue
            told.add((name, post))
            cited: tuple[Citation, ...] = (sources.cite(card.name, paragraph.para, quote),)
            if not bears(sources, f"{name}; {post}", *cited):  # a name that the gate knows only as quoted
                cited = tuple(sources.cite(card.name, paragraph.para, each) for each in (name, post) if each)
            where = ", ".join(filter(None, (place, card.header.body if place == _PRESENT else "")))
            yield _Held(name, post, where, written_day(card.header.as_at), cited)


def named_in(paragraph: Paragraph) -> Iterator[tuple[str, str, str]]:
    """The name, post and label of each person that a cover line or a block of contact details gives."""
    if paragraph.para.startswith("header:"):
        label = paragraph.para.removeprefix("header:").partition("#")[0]
        words = " ".join(paragraph.text.split())
        for found in _CHAIRED.finditer(words):
            yield re.sub(r"^(?:Councillors|Cllrs)\s", "", found["name"]), found["post"], _PRESENT
        if _LABEL.search(label) and not _NO_PERSON.search(label) and "Judgement" not in label:
            yield from _person(_without(words, label), label)
        if label.casefold() == "officers":
            for each in _without(words, label).split(";"):
                yield from _person(each.strip(), label)
        return
    for form in (_DESIGNATED, _CONTACT):
        for found in form.finditer(paragraph.text):
            yield found["name"].strip(), _ended(found["post"]), "contact"


def _without(words: str, label: str) -> str:
    return re.sub(rf"^{re.escape(label)}\s*:?\s*", "", words, flags=re.I)


def _person(words: str, label: str) -> Iterator[tuple[str, str, str]]:
    words = _ended(words)
    if (found := _IN_BRACKETS.match(words)) and not _OFFICE.search(found["name"]):
        yield found["name"], found["post"].strip(), label
    elif (found := _PERSON.match(words)) and not _OFFICE.search(found["name"]):
        post = found["post"].strip()
        post = post if "(" in post else post.removesuffix(")")
        yield found["name"].strip(), post, label
    elif (found := _ONLY_NAME.match(words)) and not _OFFICE.search(words):
        yield found["name"], "", label


def _ended(words: str) -> str:
    """Words without the telephone number or address that follows them."""
    return _ENDS.sub("", " ".join(words.split())).strip(" ,;.")


def _rows(held: list[_Held]) -> Iterator[Row]:
    """A row for each person and post: as at every paper that gives it, the latest first."""
    groups: dict[tuple[str, str], list[_Held]] = {}
    for each in held:
        key = (_plain_name(each.name), normalise(each.post))
        groups.setdefault(key, []).append(each)
    named = {(name, each.day) for (name, post), own in groups.items() if post for each in own}
    for (name, post), own in groups.items():
        if not post and all((name, each.day) in named for each in own):
            continue
        days = tuple(dict.fromkeys(each.day for each in own if each.day))
        places = tuple(dict.fromkeys(each.place for each in own))
        cited = tuple(dict.fromkeys(citation for each in own for citation in each.citations))
        yield Row((own[0].name, own[0].post, "; ".join(places), "; ".join(days)), cited)


def _plain_name(name: str) -> str:
    return re.sub(r"^(?:councillor|cllr\.?|dr\.?|mr\.?|mrs\.?|ms\.?)\s", "", normalise(name))


def _changes(sources: Sources, card: Card) -> Iterator[Row]:
    """Sentences that say who came to a post or left it, or chairs a body."""
    for paragraph in sources.report(card.name).paragraphs:
        if paragraph.para.startswith("header:") or paragraph.cells or paragraph.parent:
            continue
        for piece in sentences(paragraph.text):
            if not _speaks_of_somebody(unlabelled(piece)):
                continue
            if said := telling(sources, card.name, paragraph.para, piece):
                yield Row((written_day(card.header.as_at), quoted(said.quote)), (said,))


def _speaks_of_somebody(words: str) -> bool:
    """Whether a sentence says that a person, and not a body, came, went or chairs."""
    found = _SENTENCE.search(words)
    name = next(filter(None, found.groups()), "") if found else ""
    return bool(name) and not _BODY.search(name)
