"""Proper names in a question that are not understood already. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.words import content_words
from ingest.report import Card, normalise

_WORD = r"(?:[A-Z]['’])?[A-Z][a-z]+(?!\w)"  # "Birmingham", "O'Dwyer"; not "DfE", "NHS"
_NAME = re.compile(rf"(?<![\w'’]){_WORD}(?:[- ](?:(?:and|of|upon)\s)?{_WORD})*")
# How people say "the government", offices and seasons: no strangers' names, whether a paper uses the word or not.
_OFFICES = frozenset(
    """Whitehall|Westminster|Downing Street|Minister|Ministers|Secretary of State|Government|Parliament|Council|Cabinet
|Councillor|Councillors|Committee|Board|Panel|Executive|Leader|Mayor|Chair|Director|Chief Executive|Ofsted|Inspectorate
|Commissioner|Department|Partnership|Forum|Authority|Trust|Christmas|New Year|Easter|Spring|Summer|Autumn|Winter
""".replace("\n", "").split("|")
)
_MONTHS = re.compile(  # as whole words: Jane, Mary and June Elm are people
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun(?:e)?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)(?! [A-Z]|\w)"
)


def names_in(text: str, cards: Sequence[Card]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The proper names in a question, and those of them that stand as a place.

    A place is an owner ("Birmingham's notice") or follows "in", "at", "for" or "of". The first word of a sentence has a
    capital anyway, and counts only as an owner. Councils and committees held and months are left out.
    """
    known = normalise(" ".join(f"{card.header.council} {card.header.body} {card.header.title}" for card in cards))
    names, places = [], []
    for match in _NAME.finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        owner = bool(re.match(r"['’]s?\b", after))
        opens = not before or before[-1] in '?.!:“"('
        name = _without_opening(match[0].partition(" ")[2] if opens and not owner else match[0])
        strange = _strange(name, known)
        names += strange
        if owner or re.search(r"\b(?:in|at|for|of)$", before):
            places += strange
    return tuple(dict.fromkeys(names)), tuple(dict.fromkeys(places))


def _strange(name: str, known: str) -> list[str]:
    """The name where it is not known; of "Kelham and Thorpe", of which one is known by itself, the other."""
    pieces = [piece for piece in name.split(" and ") if piece]
    if len(pieces) > 1 and any(normalise(piece) in known for piece in pieces):
        return [strange for piece in pieces for strange in _strange(piece, known)]
    if not name or normalise(name) in known or name in _OFFICES or _MONTHS.match(name):
        return []
    return [name]


def _without_opening(name: str) -> str:
    """ "Is Birmingham" at the front of a question is the name "Birmingham"."""
    first = next(iter(content_words(name)), "")
    return name[name.find(first) :] if first else ""
