"""Every name in a statement is one of the cited papers', whole: first and last name together, as they print it.

A run of capitalised words is a name; so is a capitalised word that opens a sentence and is no ordinary word there. A
post may stand before a name ("Chair Ann Lee"). A short form is borne where the papers have it, where its letters begin
words that follow each other there, or where the question's short forms tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.verify.borne import Borne
from assistant.verify.lists import groups, plain, word_set
from assistant.verify.number_words import is_number
from assistant.words import FUNCTION_WORDS, stem, stems
from ingest.report import normalise

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_SMALL = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")
_JOINING = frozenset("of for and the in on de von van le la & to with upon under".split())
_NUMBERED = re.compile(r"\b[A-Z][a-z]+(?= \d)")  # "Section 151", "Option 2": the figures are judged with their noun
_POSTS = word_set("posts")
HONORIFICS = word_set("honorifics")
GENERAL = _POSTS | word_set("bodies")
_TITLES = {"cllr": "councillor", "prof": "professor", "rev": "reverend"}
_NO_NAME = re.compile(
    r".{3}(?:tion|sion|ment|ity|ally|early|ably|ously|ively|fully|ently)s?$"
)  # "Nearly", "Inspections"
_OPENERS = word_set("openers")
_DAYS = word_set("days")


def name_fault(said: str, borne: Borne) -> str:
    """Which name the cited paragraphs do not have, whole and as they spell it; "" for none."""
    held = f"{borne.text}\n{borne.asked}"
    tokens = folded(held)
    words = frozenset(tokens)
    runs = tuple(_runs_of(held))
    common = stems(held)
    fronts = common & (stems(" ".join(_SMALL.findall(held))) | frozenset(map(stem, _POSTS)))
    for run, opens in runs_in(said):
        if opens and len(run) == 1 and ordinary(run[0], common):
            continue
        if opens and len(run) > 1 and ordinary(run[0], fronts) and not _together(run, tokens):
            run = run[1:]
        if not _borne(run, tokens, words, runs, borne):
            return f"the name {' '.join(run)} is in no cited paragraph"
    return ""


def runs_in(said: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each run of capitalised words, as printed, and whether it opens a sentence."""
    said = _NUMBERED.sub(lambda match: match[0].lower(), said)
    run: list[str] = []
    opens, end, starts = False, 0, True
    for match in _TOKEN.finditer(said):
        gap = said[end : match.start()]
        if re.search(r"[.!?:;\n•]\s*[“\"‘'(]*$", gap) or (not end):
            starts = True
        capital = match[0][0].isupper() and match[0].casefold() not in _DAYS
        plain_gap = not gap.strip(" -–/&") or gap.strip() in {"'", "’"}
        joins = match[0].casefold() in _JOINING and run and plain_gap
        if run and (not plain_gap or not (capital or joins)):
            yield from _whole_run(run, opens=opens)
            run = []
        if capital or (joins and run):
            if not run:
                opens = starts
            run.append(match[0])
        starts, end = False, match.end()
    yield from _whole_run(run, opens=opens)


def _whole_run(run: list[str], *, opens: bool) -> Iterator[tuple[tuple[str, ...], bool]]:
    if trimmed := _trimmed(run):
        yield trimmed, opens


def named(run: tuple[str, ...], *, opens: bool) -> bool:
    """Whether a run is a name: not the first word of a sentence by itself, not a month or a day of the week."""
    return not (opens and len(run) == 1) and not {word.casefold() for word in run} <= _DAYS


def _trimmed(run: list[str]) -> tuple[str, ...]:
    while run and run[-1].casefold() in _JOINING:
        run = run[:-1]
    return tuple(run)


def _runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """The names of a text, folded: runs with no "and" in them."""
    for match in re.finditer(r"[A-Z][\w’'-]*(?:\s(?:of |for |the )?[A-Z][\w’'-]*)+", text):
        yield folded(match[0])


@lru_cache(maxsize=4_000)
def folded(text: str) -> tuple[str, ...]:
    """The words of a text as names are held against each other: lower case, no possessive, titles written out."""
    found = (token.removesuffix("'s").removesuffix("'") for token in _TOKEN.findall(normalise(text)))
    return tuple(_TITLES.get(token.rstrip("."), token.rstrip(".")) for token in found)


def ordinary(word: str, borne: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is no name: one of the papers' words, or a common opener."""
    low = word.casefold().replace("’", "'").partition("'")[0]
    if _NO_NAME.search(low):
        return True
    if low in FUNCTION_WORDS or low in _OPENERS or low in _DAYS or stem(low) in plain() or is_number(low):
        return True
    return stem(low) in borne or (stem(low) in groups() and not word.isupper())


def _together(run: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    """Whether the words of a name follow each other; "of", "for" and "and" may be a comma there."""
    wanted = _unjoined(folded(" ".join(run)))
    tokens = _unjoined(tokens)
    size = len(wanted)
    return any(tokens[at : at + size] == wanted for at in range(len(tokens) - size + 1)) if wanted else True


@lru_cache(maxsize=2_000)
def _unjoined(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token not in _JOINING)


def _borne(
    run: tuple[str, ...],
    tokens: tuple[str, ...],
    words: frozenset[str],
    runs: tuple[tuple[str, ...], ...],
    borne: Borne,
) -> bool:
    wanted = folded(" ".join(run))
    if not [word for word in wanted if word not in _DAYS]:
        return True
    if _together(run, tokens) or (len(wanted) == 1 and _single(run[0], wanted[0], words, tokens, borne)):
        return True
    if any(_part_of(wanted, whole) for whole in runs):
        return True
    return any(
        not _together((*run[at:], *run[:at]), tokens)
        and (_may_part(wanted[:at], wanted[at:]) or run[at - 1].endswith(("'s", "’s")))
        and all(_whole(piece, tokens, words, borne) for piece in (run[:at], run[at:]))
        for at in range(1, len(run))
        if len(run) == len(wanted)
    )


def _may_part(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether a run may be two names set side by side: a post with a name, a list joined by "and", a day."""
    return (
        set(first) <= _POSTS | _DAYS | _JOINING
        or set(second) <= _POSTS | _DAYS | _JOINING
        or first[-1] in {"and", "the", "to", "of", "for", "in"}
    )


def _whole(run: tuple[str, ...], tokens: tuple[str, ...], words: frozenset[str], borne: Borne) -> bool:
    run = _trimmed(list(run))
    while run and run[0].casefold() in _JOINING:
        run = run[1:]
    wanted = folded(" ".join(run))
    held = not set(wanted) - _DAYS or _together(run, tokens)
    return held or (len(wanted) == 1 and _single(run[0], wanted[0], words, tokens, borne))


def _single(printed: str, word: str, words: frozenset[str], tokens: tuple[str, ...], borne: Borne) -> bool:
    if word in words or word.removesuffix("s") in words or f"{word}s" in words or word in _DAYS:
        return True
    if printed.isupper() and len(printed) > 1:
        return initials(word, tokens) or any(
            short.casefold() == word and _together(tuple(long.split()), tokens) for short, long in borne.short_forms
        )
    return any(word == short.casefold() for short, _ in borne.short_forms) and word in folded(borne.question)


def initials(word: str, tokens: tuple[str, ...]) -> bool:
    """Whether the letters of a short form begin words that follow each other, joining words aside."""
    named = [token for token in tokens if token not in _JOINING]
    every = "".join(token[0] for token in tokens)
    return word in "".join(token[0] for token in named) or word in every


def _part_of(wanted: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """A longer name said shorter: its last word kept, words before it left out ("Councillor Lee")."""
    if len(wanted) < 2 or wanted[-1] != whole[-1]:
        return False
    rest = iter(whole)
    return all(word in rest for word in wanted)
