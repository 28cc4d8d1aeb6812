"""A sentence in its parts: clauses, each with one predicate, and finer segments that hold a figure and its thing."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.verify.anchors import said_in
from assistant.verify.lists import pasts
from assistant.words import content_words

_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|should|may|might|can|could|must|did|does|do|met|remains?)\b"
)
_AND = re.compile(r"\s(?=and\s)")
_CLAUSE = re.compile(
    r"[;|]\s+|:\s+(?=\(?[a-z0-9]{1,3}[).]\s|[•–-]\s)|\s[–—-]\s|,?\s\b(?:but|although|though|while|whilst|whereas|however|because|unless"
    r"|rather than|instead of|except)\b|,\s(?:and|which|who|with|so|or)\b|,\s(?=\w+(?:ed|ing)\b|(?:is|are|was"
    r"|were|has|have|had|will|may)\b)|\.\s"
)
_SEGMENT = re.compile(
    r"[;|]\s+|:\s+(?=\(?[a-z0-9]{1,3}[).]\s|[•–-]\s|\d)|\s(?=\([a-z0-9]{1,3}\)\s)|\s(?=that\s)|,\s+|\s[–—]\s"
    r"|\s\b(?:and|but|although|though|while|whilst|whereas|however|because|which|who|with|plus)\b(?=\s)|\.\s"
    r"|\sto\s(?=(?:about |nearly |just )?£?\d)|:\s(?=£|(?:an?|the)\s|\w+ (?:months|weeks|days|years|in)\b)"
)
_BETWEEN_CAPITALS = re.compile(r"[A-Z][\w’'-]*$")


@lru_cache(maxsize=20_000)
def clauses(text: str) -> tuple[str, ...]:
    """The parts of a sentence that each say one thing, in order."""
    pieces = [part for piece in _cut(text, _CLAUSE) for part in _at_and(piece)]
    joined: list[str] = []
    for piece in pieces:
        if joined and not (
            re.search(r"[a-z]{3}", joined[-1]) and len(content_words(joined[-1])) > 1 and _says(joined[-1])
        ):
            joined[-1] = f"{joined[-1]}, {piece}"
        elif re.search(r"\w", piece):
            joined.append(piece)
    return tuple(joined) or (text,)


def _at_and(piece: str) -> list[str]:
    """A piece cut at the "and" that joins two predicates."""
    for mark in _AND.finditer(piece):
        before, after = piece[: mark.start()], piece[mark.end() :]
        if before.count("(") > before.count(")"):
            continue
        if _PREDICATE.search(before) and _PREDICATE.search(after):
            return [before, *_at_and(after)]
    return [piece]


def _says(piece: str) -> bool:
    """Whether a piece has a verb, as far as its form tells."""
    return bool(
        _PREDICATE.search(piece)
        or re.search(r"\b[a-z]+(?:ed|s|ing)\b", piece)
        or not pasts().keys().isdisjoint(piece.split())
    )


@lru_cache(maxsize=20_000)
def segments(text: str) -> tuple[str, ...]:
    """The smallest parts; a bare figure, date or name joins what it is listed with."""
    if " | " in text:
        return _cells(text)
    pieces = _with_subjects([piece for piece in _cut(text, _SEGMENT) if re.search(r"\w", piece)])
    joined: list[str] = []
    carried = ""
    for piece in pieces:
        piece = f"{carried} {piece}".strip()
        carried = ""
        if _bare(piece) and joined and piece[:4] == "the " and joined[-1].split()[-1][0].isupper():
            joined[-1] = f"{joined[-1]}, {piece}"  # "Ann Lee, the Minister"
        elif _bare(piece):
            carried = piece
        else:
            joined.append(piece)
    if carried:
        joined = [*joined[:-1], f"{joined[-1]} {carried}"] if joined else [carried]
    return tuple(joined)


def _with_subjects(pieces: list[str]) -> list[str]:
    """The second end of a change with what changed: "caseloads fell", "from 21", "to 17"."""
    return [
        f"{before.rpartition(' from ')[0]} {piece}" if piece.startswith("to ") and " from " in before else piece
        for before, piece in zip(("", *pieces), pieces, strict=False)
    ]


@lru_cache(maxsize=20_000)
def dated_segments(text: str) -> tuple[str, ...]:
    """The segments of a paper's sentence, each with the day that opens the sentence where it has none of its own."""
    return tuple(segments(text)) if " | " in text else _opened(segments(text))


def _opened(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Pieces with the day that opens their sentence put to each that has none of its own."""
    opening = _OPENING.match(pieces[0]) if len(pieces) > 1 else None
    if not opening or not _has_day(opening[0]):
        return pieces
    return (pieces[0], *(piece if _has_day(piece) else f"{opening[0]}, {piece}" for piece in pieces[1:]))


def _has_day(text: str) -> bool:
    return any(anchor.kind == "date" for anchor in said_in(text))


def _cells(row: str) -> tuple[str, ...]:
    """A row whole; cell by cell with its first where the headings themselves are years or numbers."""
    first, *others = row.split(" | ")
    if not any(sign.isdigit() for cell in others for sign in cell.partition(":")[0]):
        return (row,)
    return tuple(f"{first} | {cell}" for cell in others)


def _bare(piece: str) -> bool:
    """Whether a piece is no more than figures, dates or names of one sort, and says nothing of them."""
    kinds = {anchor.kind for anchor in said_in(piece)}
    dated = {word for anchor in said_in(piece) if anchor.kind == "date" for word in anchor.printed.casefold().split()}
    spoken = [
        word
        for word in content_words(piece)
        if word.casefold() not in dated and not any(sign.isdigit() for sign in word)
    ]
    rest = [word for at, word in enumerate(spoken) if word[0].islower() or (at == 0 and len(kinds) and len(spoken) > 1)]
    return len(kinds) <= 1 and len(rest) <= bool(kinds - _PLAIN_KINDS) and not _PREDICATES.search(piece)


_OPENING = re.compile(  # "At the end of December 2021", "In the year to March 2015"
    r"(?:In|On|At|By|During|Since|For|As at|As of|Over|From|Between|Until)\b(?: [a-z]+){0,5} "
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[A-Z][a-z]+ )?\d{4}(?:[/–-]\d{2,4})?"
    r"|(?:In|Over|During|For) the (?:last|past|previous) (?:\w+ )?(?:year|month|week|quarter)s?"
)
_PLAIN_KINDS = frozenset(
    {"money", "percent", "count", "date", "measure", "share"}
)  # kinds that are no number of a thing
_PREDICATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|met|not|gave|took|wrote|made|led|ran|left|sent|came|went"
    r"|held|began|[a-z]{3,}ed)\b",
    re.I,
)


def _cut(text: str, at: re.Pattern[str]) -> list[str]:
    """The text cut at the marks; never inside a date or a name joined by "and"."""
    pieces, start = [], 0
    for mark in at.finditer(text):
        before, after = text[start : mark.start()], text[mark.end() :].lstrip()
        inside_name = mark[0].strip() in {"and", "with"} and _BETWEEN_CAPITALS.search(before) and after[:1].isupper()
        in_list = (
            mark[0].strip() in {"and", ",", "or"}
            and re.search(r"\b\d[\d.]*$", before)
            and re.match(r"(?:and |or )?\d[\d.]*(?:,|\s|$)", after)
        )
        opened = text[: mark.start()]
        in_brackets = opened.count("(") > opened.count(")") and not mark[0].strip().startswith("(")
        in_change = mark[0].strip() == "to" and not re.search(r"\bfrom\b", before)
        in_half = after.startswith(("a half", "and a half"))
        if (inside_name and not _two_people(before, after)) or in_list or in_brackets or in_change or in_half:
            continue
        pieces.append(before)
        start = mark.end() if not re.search(r"[A-Za-z]", mark[0]) else mark.start()
    pieces.append(text[start:])
    return [piece.strip(" ,;:|") for piece in pieces]


BODY = re.compile(
    r"\b(?:Board|Committee|Panel|Council|Services?|Group|Partnership|Strategy|Plan|Care|Wellbeing|Families"
    r"|Team|Trust|Forum|Skills|Scrutiny|Cabinet|Authority|Department|Act)\b"
)


def _two_people(before: str, after: str) -> bool:
    """Whether "and" stands between two names of people, not inside the name of a body."""
    first = re.search(r"(?:[A-Z][\w’'.-]*\s)+[A-Z][\w’'-]*$", before)
    second = re.match(r"(?:[A-Z][\w’'.-]*\s?)+", after)
    return bool(first and second and len(second[0].split()) > 1 and not BODY.search(f"{first[0]} {second[0]}"))
