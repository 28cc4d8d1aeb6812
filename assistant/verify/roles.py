"""Who does what to whom: a statement that turns round what its paper says falls.

Two things are looked at, both by the words next to each other. A verb between two others ("the Trust reports to the
Committee") must not stand in the paper only the other way about. And a post set beside a name ("Ann Lee, the chair")
must stand beside it in the paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.verify.borne import Borne
from assistant.verify.firmness import SAID
from assistant.verify.lists import pasts
from assistant.verify.names import folded, initials, runs_in
from assistant.verify.number_words import UNIT_WORDS
from assistant.verify.polarity import nearest
from assistant.verify.segments import clauses
from assistant.words import FUNCTION_WORDS, content_stems, stem, stems

_BESIDE = 3  # words that may stand between a name and its post
_APPOSED = re.compile(r"^(?:,? ?(?:the|a|an|its|our|who is|who was|is|was|as|is the|was the|as the)? ?|,? ?\()$", re.I)
_NAME = r"[A-Z][\w’'-]+(?: (?:of |and |for |the )?[A-Z][\w’'-]+){0,5}"
_ACTIVE = re.compile(rf"\b(?P<who>{_NAME}),? (?:has |have |had |also )?(?P<verb>[a-z]+)(?P<done>)\b(?! by\b)")
_PASSIVE = re.compile(
    rf"\b(?:(?:was|were|been|be|is|are) (?:\w+ly )?(?P<verb>[a-z]+) at|(?P<done>[a-z]+ed) by)"
    rf" (?:the |its |an? )?(?P<who>{_NAME}|[a-z]+)"
)
_BY_NAME = re.compile(rf"\b[a-z]+ by (?:the )?(?P<who>{_NAME})")
_OPENING_NAME = re.compile(
    rf"^(?:[Tt]he |and |but )?(?P<who>{_NAME})(?= (?:has |have |had |also )?[a-z]+(?:ed|d|ve|t)\b)"
)
_OTHER_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w*[A-Z]\b|(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+")
_SAID = SAID - {stem("propose")}  # many may say a thing; who proposed it is one
_FUNCTION = frozenset(map(stem, FUNCTION_WORDS))
_GENERIC = frozenset(
    map(stem, "board committee panel council group partnership cabinet councillor mr mrs ms dr".split())
)
_REACH = 7  # words on either side of a verb that are held against each other
_BE = frozenset({"was", "were", "been", "be", "is", "are"})
_ENDS = re.compile(r"(?:ion|ment|ity|ance|ence|ness|ship)s?$")  # of nouns
_NOUN_FOLLOWS = ("the", "a", "an", "of", "its", "their", "this", "for", "against")
_MEASURES = frozenset(map(stem, "day week month year hour minute daily weekly monthly".split()))
_IDLE = frozenset(map(stem, FUNCTION_WORDS | UNIT_WORDS)) | _MEASURES
_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_OPPOSITE = tuple(
    tuple(pair.split("/")) for pair in "from/to above/below before/after within/after more/fewer earlier/later".split()
)
_TURNED = {
    stem(word): frozenset(stem(other) for pair in _OPPOSITE if word in pair for other in pair if other != word)
    for word in {word for pair in _OPPOSITE for word in pair}
}
_TO = re.compile(
    r"\b(?P<verb>\w+)(?: back)? to (?:the |a )?(?P<name>[A-Z][\w’'-]+(?: (?:of |and |for )?[A-Z][\w’'-]+)*)"
)
_PEOPLE = re.compile(
    r"chair|director|leader|executive|commissioner|minister|secretary|mayor|officer|manager|inspector|member|councillor",
    re.I,
)


def role_fault(said: str, borne: Borne) -> str:
    """Who is said to do what another does, or to hold a post not theirs; "" for nobody."""
    theirs = [_words(unit.text) for unit in borne.units]
    mine = _words(said)
    return (
        _turned_round(folded(said), mine, [folded(unit.text) for unit in borne.units])
        or _to_another(said, borne)
        or _not_who(said, borne)
        or _stranger(said, borne)
        or _turned(mine, theirs)
        or _misplaced(said, borne)
    )


def _words(text: str) -> list[str]:
    return [stem(word) for word in folded(text)]


def _content(words: list[str]) -> set[str]:
    return {word for word in words if word not in _IDLE and not word[0].isdigit()}


def _turned_round(raw: tuple[str, ...], mine: list[str], theirs: Sequence[tuple[str, ...]]) -> str:
    """A word with, on its two sides, the words that the paper has on the other sides of it."""
    for at, verb in enumerate(mine):
        if verb in _IDLE or verb[0].isdigit() or mine.count(verb) > 1 or _noun(raw, at) or not _verbal(raw[at]):
            continue
        before, after = _content(mine[max(0, at - _REACH) : at]), _content(mine[at + 1 : at + 1 + _REACH])
        before, after = before - after, after - before
        if not before or not after:
            continue
        for spoken in theirs:
            words = [stem(word) for word in spoken]
            for spot, word in enumerate(words):
                if word != verb or words.count(verb) > 1 or _noun(spoken, spot) or not _verbal(spoken[spot]):
                    continue
                left = _content(words[max(0, spot - _REACH) : spot])
                right = _content(words[spot + 1 : spot + 1 + _REACH])
                same_voice = _passive(mine, at) == _passive(words, spot)
                turned = before & right and after & left and not (before & left or after & right)
                if turned and same_voice and len(before & right) + len(after & left) > 1:
                    return f"the cited paragraph has it the other way about: “{verb}”"
    return ""


def _passive(words: list[str], at: int) -> bool:
    return bool(_BE & set(words[max(0, at - 3) : at])) or "by" in words[at + 1 : at + 3]


def _verbal(word: str) -> bool:
    """Whether a word may be a verb that tells who does what."""
    return word in pasts() or (word.endswith(("ed", "s")) and not _ENDS.search(word))


def _noun(words: Sequence[str], at: int) -> bool:
    """Whether a word stands as a noun: "the refusal for", "is chair of"."""
    return (at > 0 and words[at - 1] in _NOUN_FOLLOWS) or "of" in words[at + 1 : at + 2]


def _to_another(said: str, borne: Borne) -> str:
    """ "Referred to the Board" where the paper has it referred to somebody else."""
    for match in _TO.finditer(said):
        verb, named = stem(match["verb"]), stems(match["name"])
        near = [unit.text for unit in borne.units if verb in stems(unit.text)]
        given = [stems(each["name"]) for text in near for each in _TO.finditer(text)]
        if given and not any(named <= one or one <= named for one in given):
            return f"the cited paragraph does not say “{verb}” to {match['name']}"
    return ""


def _not_who(said: str, borne: Borne) -> str:
    """A deed of one body or person that the cited sentences give, by the same verb, to others only."""
    councils = stems(" ".join(borne.councils))
    for verb, named in _doers(said):
        who, whole = named - councils - _GENERIC, named - councils
        if not who or verb in _SAID:
            continue
        others = [other for unit in borne.units for other in _others(verb, who, unit.text)]
        if others and all(others) and not any(whole & other for other in others):
            return f"the cited paragraph says “{verb}” of another"
    return ""


def _stranger(said: str, borne: Borne) -> str:
    """A body or person said to do a thing whom the cited sentences nearest to it do not name."""
    for clause in clauses(said):
        spoken = content_stems(clause)
        near = [unit.text for _, unit in nearest(spoken, borne)]
        for match in (*_BY_NAME.finditer(clause), *_OPENING_NAME.finditer(clause)):
            who = stems(match["who"]) - _FUNCTION - _GENERIC - _own(borne)
            if not who or not near or any(_mentions(match["who"], who, text) for text in near):
                continue
            if match.re is _BY_NAME or any(_OTHER_NAME.search(text) for text in near):
                return f"no cited sentence says it of {match['who']}"
    return ""


def _own(borne: Borne) -> frozenset[str]:
    """The words of the names of the cited papers' councils and bodies."""
    headers = "\n".join(unit.header for unit in borne.units[:1])
    return stems(headers) | stems(" ".join(borne.councils))


def _mentions(name: str, who: frozenset[str], text: str) -> bool:
    """Whether a sentence has a word of a name, or its short form."""
    return (
        bool(who & stems(text))
        or any(initials(word.casefold(), folded(text)) for word in name.split())
        or any(initials(short, folded(name)) for short in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", text))
    )


def _others(verb: str, who: frozenset[str], text: str) -> list[frozenset[str]]:
    """Who does a deed in a sentence that does not speak of these, or speaks of them with another deed."""
    told = [(same, other - _GENERIC or other) for same, other in _doers(text)]
    if " | " not in text and who <= stems(text) and not any(who & other for same, other in told if same != verb):
        return []
    return [other for same, other in told if same == verb]


def _doers(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each verb in a past form with the words of the name before it, or, where it is passive, of the name after it."""
    found = []
    for pattern in (_ACTIVE, _PASSIVE):
        for match in pattern.finditer(text):
            deed = match["verb"] or match["done"]
            if deed in pasts() or deed.endswith("ed"):
                verb = stem(pasts().get(deed, deed))
                found.append((verb, stems(match["who"]) - _FUNCTION))
    return found


def _turned(mine: list[str], theirs: list[list[str]]) -> str:
    """ "To the schools block" where the paper has only "from the schools block"."""
    every = [_after(words) for words in theirs]
    for word, thing in _after(mine):
        if any((word, thing) in pairs for pairs in every):
            continue
        others = (other for pairs in every for other, same in pairs if same == thing)
        if held := next((other for other in others if other in _TURNED[word]), ""):
            return f"the cited paragraph says “{held}”, not “{word}”"
    return ""


def _after(words: list[str]) -> set[tuple[str, str]]:
    """Each word of direction with the first word of content after it."""
    found = set()
    for at, word in enumerate(words):
        if word in _TURNED:
            thing = next((each for each in words[at + 1 : at + 4] if each not in _IDLE), "")
            if thing and words[at - 1 : at] != ["due"]:
                found.add((word, thing))
    return found


def _misplaced(said: str, borne: Borne) -> str:
    """A post set beside a name that the paper does not set beside it."""
    runs = [run for run, _ in runs_in(said)]
    at, spots = 0, []
    for run in runs:
        start = said.find(run[0], at)
        end = said.find(run[-1], start) + len(run[-1]) if start >= 0 else -1
        at = max(end, at)
        spots.append((start, end, run))
    for (_, end, one), (start, _, other) in pairwise(spots):
        posts = bool(_PEOPLE.search(" ".join(one))) + bool(_PEOPLE.search(" ".join(other)))
        apposed = posts == 1 and min(len(one), len(other)) > 1 and _APPOSED.match(said[end:start])
        first, second = folded(" ".join(one)), folded(" ".join(other))
        if apposed and not any(
            _beside(first, second, text) for unit in borne.units for text in (unit.text, f"{unit.around}\n{unit.text}")
        ):
            return f"the cited paragraph does not set {' '.join(one)} beside {' '.join(other)}"
    return ""


def _beside(one: tuple[str, ...], other: tuple[str, ...], text: str) -> bool:
    words = folded(text)
    first = [at for at, word in enumerate(words) if word == one[-1]]
    second = [at for at, word in enumerate(words) if word == other[-1]]
    for here in first:
        for there in second:
            low, high = min(here, there), max(here, there)
            whole = other if there > here else one
            between = words[low + 1 : high - len(whole) + 1]
            if len(between) <= _BESIDE and "to" not in between and high != low:
                return True
    return False
