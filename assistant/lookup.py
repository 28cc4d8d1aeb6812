"""Finding a paper and a paragraph by the name a person types, and saying what is there when it is not. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Searched
from ingest.errors import NotHeld
from ingest.report import Card, Paragraph, Report, normalise

SHOWN = 6  # how many names an error lists


def find_card(typed: str, cards: Sequence[Card]) -> Card:
    """The paper meant by a name: as held, else the file's name, else the only one that begins so.

    Raises:
        NotHeld: no paper, or more than one, answers to it; the message lists some that are held.
    """
    wanted = normalise(typed)
    for matches in (
        [card for card in cards if normalise(card.name) == wanted],
        [card for card in cards if normalise(card.name.rpartition("/")[2]) == wanted],
        [card for card in cards if wanted and normalise(card.name.rpartition("/")[2]).startswith(wanted)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise NotHeld(f'"{typed}" could be {_some(matches)}. Type more of the name.')
    raise NotHeld(f'The library holds no paper called "{typed}". It holds {_some(cards) or "none"}.')


def find_council(typed: str, cards: Sequence[Card]) -> str:
    """The council meant by a name, with or without "Council" and its sort: as the papers held spell it.

    Raises:
        NotHeld: no paper of such a council is held, or more than one council answers to it.
    """
    councils = Searched.of(cards).councils
    wanted = _council(typed)
    matches = [name for name in councils if _council(name) == wanted] or [
        name for name in councils if wanted and _council(name).startswith(wanted)
    ]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise NotHeld(f'"{typed}" could be {", ".join(matches)}. Type more of the name.')
    raise NotHeld(f'No paper of "{typed}" is held. Papers are held of {", ".join(councils) or "no council"}.')


def _council(name: str) -> str:
    sorts = r"\b(?:metropolitan|county|city|borough|district|unitary|royal|london|of|the|council)\b"
    return " ".join(re.sub(sorts, " ", normalise(name)).split())


def find_paragraph(typed: str, report: Report) -> Paragraph:
    """The paragraph meant by a number or address: "5.4", "para 5.4", "2.1(a)", "rec 2", "section:Policy".

    Raises:
        NotHeld: there is none; the message says between which numbers the gap is.
    """
    wanted = _plain(typed)
    for paragraph in report.paragraphs:
        if _plain(paragraph.para) == wanted:
            return paragraph
    raise NotHeld(f'{report.name} has no paragraph "{typed}"{_around(typed, report)}.')


def _plain(address: str) -> str:
    return re.sub(r"^(para(graph)?s?|section(?!:))\.?\s*|(?<=\d)\.$", "", normalise(address)).replace(" ", "")


def _around(typed: str, report: Report) -> str:
    """Where the numbering passes over what was asked for: "; the numbering goes from 5.2 to 5.4"."""
    wanted = _number(_plain(typed))
    numbered = [(number, p.para) for p in report.paragraphs if not p.parent and (number := _number(p.para))]
    if not wanted or not numbered:
        return f"; it has {len(report.paragraphs)}: show the paper to see them"
    before = max((pair for pair in numbered if pair[0] < wanted), default=None)
    after = min((pair for pair in numbered if pair[0] > wanted), default=None)
    if before and after:
        return f"; the numbering goes from {before[1]} to {after[1]}"
    return f"; the numbering ends at {before[1]}" if before else f"; the numbering begins at {numbered[0][1]}"


def _number(para: str) -> tuple[int, ...]:
    plain = re.fullmatch(r"(\d+(?:\.\d+)*)[a-z]?(?:#\d+)?", para)
    return tuple(int(part) for part in plain[1].split(".")) if plain else ()


def _some(cards: Sequence[Card]) -> str:
    names = sorted(card.name for card in cards)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
