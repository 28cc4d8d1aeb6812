"""Whether the words of a statement are borne by the paragraphs it cites, thing by thing.

Exact things are held against each other as values (`marks`), the way words point as names (`senses`), names by their
capital letters (`names`). The question lends a statement names and words, and no figure, date or status: what it takes
for granted is not what the papers say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from evals.altered import altered
from evals.form import form
from evals.marks import Mark, marks, words
from evals.names import unknown_names
from evals.senses import (
    ADVERSE,
    CAUSE,
    FREE,
    JUDGED,
    LIKELY,
    MODALS,
    NOT,
    NOW,
    OPPOSITE,
    PIVOTS,
    STRONG,
    denied,
    phrases,
    standing,
    turns,
)
from evals.sources import ENDS, STOP, Told, same_as, share, stem, telling

BREAKS = ENDS | frozenset(", and but because which while although so".split())


def not_borne(told: Told) -> list[tuple[str, str]]:
    """Kind and words of everything in a statement that its sources do not bear."""
    return [found for one in _CHECKS for found in one(told)]


def exact_things_not_borne(told: Told) -> list[tuple[str, str]]:
    """Kind and words of every figure, date and name that its sources do not have.

    A date takes its year from another of the same paragraph too: "in October and November 2015".
    """
    own = [mark for source in told.sources for mark in source.marks]
    return [*_marks(told, own), *_names(told)]


def _marks(told: Told, dated: Sequence[Mark] = ()) -> Iterator[tuple[str, str]]:
    """`dated`: marks of which a date may take its year, besides those around its source."""
    own = [mark for source in told.sources for mark in source.marks]
    near = [mark for source in told.sources for mark in source.marks_near]
    for mark in marks(told.words):
        said = " ".join(word.written for word in told.words[slice(*mark.at)])
        if not any(_borne(mark, one, (*near, *dated)) for one in own + [n for n in near if n.kind != "number"]):
            if mark.kind in ("recommendation", "number") and _in_a_list(mark, told):
                continue
            yield mark.kind, said


def _borne(said: Mark, held: Mark, near: Sequence[Mark]) -> bool:
    if said.kind == held.kind == "date" and isinstance(said.value, tuple) and isinstance(held.value, tuple):
        years = [one.value[0] for one in near if one.kind == "date" and isinstance(one.value, tuple)]
        whole = held.value if held.value[0] else (said.value[0] if said.value[0] in years else None, *held.value[1:])
        return all(part in (None, other) for part, other in zip(said.value, whole, strict=True))
    if said.kind == "date" and held.kind == "financial year" and isinstance(said.value, tuple):
        return said.value[1:] == (None, None) and str(said.value[0]) == held.value
    return (said.kind, said.value) == (held.kind, held.value)


def _in_a_list(mark: Mark, told: Told) -> bool:
    """Whether a recommendation's number stands as a number where the paper lists them; or it counts those named."""
    named = [one for one in marks(told.words) if one.kind == "recommendation"]
    if mark.kind == "number":
        counted = len(named) or len(told.sources)
        own = {str(one.value) for source in told.sources for one in source.marks if one.kind == "recommendation"}
        return (counted > 1 and mark.value == counted) or (
            any(w.startswith("rec") for w in told.small) and str(mark.value) in own
        )
    return any(
        any(word.startswith("rec") for word in (*source.near, *source.small))
        and any(one.kind == "number" and str(one.value) == mark.value for one in source.marks)
        for source in told.sources
    )


def _places(told: Told) -> Iterator[tuple[str, str]]:
    """A figure or date in the place of another: its neighbours stand with another one of its kind in the paper."""
    small = told.small
    held = [(source.small, mark) for source in told.sources for mark in source.marks]
    near = [mark for source in told.sources for mark in source.marks_near]
    for mark in marks(told.words):
        here = _neighbours(small, mark)
        said_of_paper = any(_borne(mark, one, ()) for source in told.sources for one in source.marks_near)
        if (
            mark.kind in ("paragraph", "time", "financial year")
            or len(here) < 2
            or (said_of_paper and _framed(small, mark))
        ):
            continue
        fits: dict[bool, float] = {True: 0.0, False: 0.0}
        for text, other in held:
            if other.kind == mark.kind:
                shared = sum((here & _neighbours(text, other)).values()) / len(here)
                same = other.value == mark.value or _borne(mark, other, near)
                fits[same] = max(fits[same], shared)
        least = (0.34, 0.5) if mark.kind == "date" else (0.5, 0.6)
        if fits[False] - fits[True] >= least[0] and fits[False] >= least[1]:
            yield "place", " ".join(small[slice(*mark.at)])


def _framed(small: Sequence[str], mark: Mark) -> bool:
    """Whether a date is told as the paper's own: "as at …", "the report of …"."""
    return small[max(0, mark.at[0] - 2) : mark.at[0]][-1:] in (("at",), ("of",), ("on",)) and mark.at[0] <= 6


def _neighbours(text: Sequence[str], mark: Mark) -> Counter[str]:
    """The four telling words on each side of a mark, as far as its sentence goes."""
    found: list[str] = []
    for path in (range(mark.at[0] - 1, -1, -1), range(mark.at[1], len(text))):
        side: list[str] = []
        for at in path:
            if text[at] in ENDS or len(side) == 3:
                break
            if text[at] not in STOP and text[at].isalpha():
                side.append(stem(text[at]))
        found += side
    return Counter(found)


def _senses(told: Told) -> Iterator[tuple[str, str]]:
    small, own = told.small, [source.small for source in told.sources]
    around = [source.near for source in told.sources]
    held = {(name, outright) for text in own for name, _, outright in standing(text)}
    held |= {(name, True) for text in around for name, _, _ in standing(text)}
    for name, word, outright in standing(small):
        if (name, True) not in held and (outright or (name, False) not in held):
            yield "status", word
    directions = {turn for text in (*own, *around) for turn in turns(text)}
    for turn in turns(small) - directions:
        if OPPOSITE[turn] in directions or any(word in STRONG for word in small):
            yield "comparison", turn
    for kind, family in (("cause", CAUSE), ("time", NOW)):
        if (said := phrases(small, family)) and not any(phrases(text, family) for text in own):
            yield kind, said[0]
    bare = {stem(word) for text in (*own, *around) for word in text}
    yield from (("judgement", word) for word in small if word in JUDGED and stem(word) not in bare)


def _denials(told: Told) -> Iterator[tuple[str, str]]:
    answers = told.small[:1] in (("yes",), ("no",)) and not told.small[1:2][0].isalpha()
    small = told.small[1:] if answers else told.small
    sentences = [each for source in told.sources for each in source.sentences]
    refused = set(_refused(small))
    for at, word in enumerate(small):
        if word in STOP or word in NOT or not word.isalpha():
            continue
        same = same_as(word)
        holding = [each for each in sentences if same in map(same_as, each)]
        only_denied = holding and all(same in {same_as(each[i]) for i in _refused(each)} for each in holding)
        if at in refused and not any(denied(each) or ADVERSE & set(each) for each in holding or sentences):
            yield "denial", word
        if only_denied and not denied(small) and not ADVERSE & set(small):
            yield "denial", word
    for near in _nearly(small, sentences):
        adverse = ADVERSE & (set(small) | set(near))
        if bool(denied(small)) != bool(denied(near)) and not adverse and len(near) > 0.8 * len(small):
            yield "denial", " ".join(near)
        for turn in turns(small) - turns(near):
            if OPPOSITE[turn] in turns(near):
                yield "comparison", turn


def _nearly(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The sentences that a statement repeats but for a word or two."""
    one = telling(said)
    near = [each for each in sentences if share(one, telling(each)) >= 0.8 and share(telling(each), one) >= 0.7]
    return near if len(one) > 2 else []


def _pivots(told: Told) -> Iterator[tuple[str, str]]:
    """Words that turn what is said, where the statement is otherwise a sentence of the paper."""
    sentences = [each for s in told.sources for each in ([s.small] if "|" in s.small else s.sentences)]
    for sentence in _nearly(told.small, sentences)[:1]:
        yield from (("turn", word) for word in told.small if word in PIVOTS and word not in sentence)
        if MODALS & set(sentence) and not (MODALS | LIKELY) & set(told.small):
            yield "turn", " ".join(MODALS & set(sentence))


def _units(told: Told) -> Iterator[tuple[str, str]]:
    """What a figure counts: the telling word after it stands near that figure in the paper too."""
    counted: dict[object, set[str]] = {}
    for source in told.sources:
        for mark in source.marks:
            near = source.small[mark.at[0] : mark.at[1] + 25]
            counted.setdefault(mark.value, set()).update(map(stem, near))
    repeated = _nearly(told.small, [each for source in told.sources for each in source.sentences])
    for mark in marks(told.words):
        if mark.kind not in ("number", "percent") or mark.value not in counted:
            continue
        after = [word for word in told.small[mark.at[1] : mark.at[1] + 2] if word.isalpha() and word not in STOP]
        if (
            after
            and repeated
            and not counted[mark.value] & set(map(stem, after))
            and stem(after[0]) not in _heads(told)
        ):
            yield "unit", f"{mark.value} {after[0]}"


def _heads(told: Told) -> set[str]:
    """Words of headings and of the question: a table's figure is counted by them."""
    return {stem(word) for source in told.sources for word in source.near} | {
        stem(word.small) for word in words(told.question)
    }


def _refused(text: Sequence[str]) -> Iterator[int]:
    """Where the first telling word after each denial stands."""
    for at, word in enumerate(text):
        if word in NOT or (word == "t" and at and text[at - 1] == "'"):
            for next_at in range(at + 1, min(len(text), at + 6)):
                if text[next_at] in ENDS or text[next_at] in FREE:
                    break
                if text[next_at].isalpha() and text[next_at] not in STOP:
                    yield next_at
                    break


def _clauses(told: Told) -> Iterator[tuple[str, str]]:
    """A part of the statement of which next to nothing stands in the papers."""
    held = {stem(word) for source in told.sources for word in (*source.small, *source.near)}
    held |= {stem(word.small) for word in words(told.question)}
    clause: list[str] = []
    for word in (*told.small, "."):
        if word not in BREAKS:
            clause.append(word)
            continue
        told_words = telling(clause)
        borne = share(told_words, held)
        if (len(told_words) > 1 and not borne) or (len(told_words) > 3 and borne < 0.26):
            yield "not there", " ".join(clause)
        clause = []
    told_words = telling(told.small)
    if not told_words or share(told_words, held) < 0.5:
        yield "not there", told.text


def _yes_no(told: Told) -> Iterator[tuple[str, str]]:
    """A "yes" before what is denied, or a "no" before what is said outright, in the question's own words."""
    first, rest = told.small[:1], list(told.small[2:])
    if first not in (("yes",), ("no",)) or told.small[1:2] not in ((",",), (".",), (":",), ("-",)):
        return
    end = next((at for at, word in enumerate(rest) if word in BREAKS), len(rest))
    question = tuple(word.small for word in words(told.question))
    if share(telling(question), telling(rest[:end])) >= 0.6 and not ADVERSE & set(rest):
        against = (denied(rest[:end]) + denied(question)) % 2
        if (first == ("yes",)) == bool(against):
            yield "yes or no", " ".join(rest[:end])


def _names(told: Told) -> Iterator[tuple[str, str]]:
    texts = [source.text for source in told.sources] + [source.around for source in told.sources] + [told.question]
    yield from (("name", name) for name in unknown_names(told.words, [words(text) for text in texts], told.common))


_CHECKS: tuple[Callable[[Told], Iterator[tuple[str, str]]], ...] = (
    _marks,
    _places,
    _senses,
    _denials,
    _pivots,
    altered,
    _units,
    _names,
    _clauses,
    _yes_no,
    form,
)
