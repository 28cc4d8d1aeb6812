"""The names of bodies in a paper: boards, committees, panels, partnerships, the Cabinet, full Council, departments.

A name is a run of capitalised words that ends in such a noun. What a paper says for short is read as that paper alone
allows: an abbreviation that it defines, or that is made of its own body's letters; the end of a longer name that it
also uses ("the Improvement Board" after "the Children's Improvement Board"), when only one has that end; and "the
Board" as the board named last in the same paragraph, else the paper's own, else the last one named. Whether one name in
two papers is one body is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.report import Kind, Report

_HEADS = (
    r"(?:Sub-?[Cc]ommittee|Sub-?[Gg]roup|Sub-?[Bb]oard|Sub-?[Pp]anel|Committee|Board|Panel|Partnership|Group"
    r"|Commission|Forum|Task\s?[Ff]orce"
    r"|Working Party|Trust|Assembly|Alliance|Inspectorate(?: of(?: [A-Z][\w’'-]*| and)+)?|Leadership Team"
    r"|Management Team|Governing Body|(?<!Chief )Executive)"
)
_CAPITAL = (
    r"(?!(?:The|This|That|These|Each|Our|Any|Meeting|Council|Cabinet|Ofsted|OFSTED)\b|(?:Board|Committee|Panel"
    r"|Partnership|Group|Executive)[’']s)"
    r"[A-Z][\w’'-]*"
)
_LINK = r"(?:(?:and|of|for|in|&) ){0,2}"
_NAMED = re.compile(
    rf"\b(?=[A-Z]|full )(?:(?P<long>{_CAPITAL}(?: {_CAPITAL})?(?:, {_CAPITAL}(?: {_CAPITAL})?){{1,3}},? and {_CAPITAL}"
    rf"(?: {_LINK}{_CAPITAL}){{0,5}}? {_HEADS}"
    rf"|{_CAPITAL}(?: {_LINK}{_CAPITAL}){{0,9}}? {_HEADS})\b(?!\s+[A-Z][a-z])(?![/-])"
    rf"|(?P<department>Department (?:for|of) [A-Z]\w+(?:(?:,| and|, and)? (?!Ofsted|OFSTED)[A-Z]\w+){{0,4}}"
    rf"|DfE\b|Ofsted\b|OFSTED\b|CQC\b"
    r"|Secretary of State(?: for [A-Z]\w+)?)"
    r"|(?P<full>[Ff]ull [Cc]ouncil)\b|(?P<cabinet>Cabinet\b)(?! [A-Z]\w+| [Mm]ember| [Oo]ffice)"
    r"|(?<![\w/] )(?P<council>Council)(?= (?:approved|agreed|endorsed|adopted)\b)"
    r"|(?<=\bthat )(?P<council2>Council)(?= (?:approved|agreed|endorsed|adopted)\b)"
    rf"|(?<![/\w-])(?P<bare>(?:Sub-?[Cc]ommittee|Committee|Board|Panel|Partnership|Group|Commission|Forum|Executive))\b"
    r"(?![/-])(?!\s+[A-Z][a-z])(?!\s+[Mm]embers?\b)(?!\s+[Ll]ead\b)"
    r"|(?P<short>[A-Z][A-Za-z]{0,3}[A-Z]{1,4})\b)"
)
_ANY = re.compile(  # a name has one of these
    r"Board|ommittee|Panel|Partnership|[Gg]roup|Commission|Forum|Task|Party|Trust|Assembly|Alliance"
    r"|Inspectorate|Team|Executive|Body"
    r"|Department|DfE|Ofsted|OFSTED|CQC|Secretary|ouncil|Cabinet|[A-Z]\w{0,3}[A-Z]\b"
)
_BEFORE_A_NAME = re.compile(
    r"^(?:The|This|That|These|Those|A|An|Our|Its|Their|Each|Both|All|In|On|At|By|To|From|Since|When|While|As|For|If|And"
    r"|Through|Under|After|Before|Following|However|Although|(?:Independent )?Chair|Members?|Report|Minutes"
    r"|New|Former|Previous|Proposed"
    r"|Existing|Old|January|February|March|April|May|June|July|August|September|October|November|December|Agree"
    r"|Approve|Endorse|Note|Ask|Request|Also|Terms|With|Councillors?|Officers|Any|No|Until|Once|Where|Which"
    r")(?:,? (?:of|to|for|in|and)\b)?\s+(?=\S)"
)
_BARE_ARTICLE = re.compile(r"\b(?:the|this|that|our|said|former|new|The|This|Our)\s+(?:former\s+|new\s+)?$")
_NEARBY = 800  # characters
_APART = re.compile(r"^(?:Shadow|Joint|Regional|National)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A body where a text names it. `start` and `end` are places in the text, from 0."""

    name: str  # as resolved; "" where a short word could be any body
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """What one paper calls its bodies."""

    own: str
    long: tuple[str, ...]  # each once, in the order of the paper
    short: tuple[tuple[str, str], ...]  # abbreviation and name


def names_of(report: Report) -> Names:
    """Collect the names of a paper, so that what it says for short can be read."""
    own = _without_council(report.header.body, report.header.council)
    long = dict.fromkeys([own] if own else [])
    short: dict[str, str] = {}
    for paragraph in report.paragraphs:
        if paragraph.parent or not _ANY.search(paragraph.text):
            continue  # a paragraph holds its items, and a table its rows
        for match in _NAMED.finditer(paragraph.text):
            name = _tidy(match["long"] or match["department"] or "", report.header.council)[0]
            if name:
                long.setdefault(name)
                defined = re.match(r"\s*\([‘'“\"]?([A-Z][A-Za-z]{1,6})[’'”\"]?\)", paragraph.text[match.end() :])
                if defined and defined[1][-1] == name.split()[-1][0]:
                    short.setdefault(defined[1], name)
    return Names(own, tuple(long), tuple(short.items()))


def named_in(text: str, names: Names, council: str = "", earlier: str = "") -> tuple[Named, ...]:
    """The bodies that a text names, in its order.

    Args:
        text: a sentence or a list item.
        names: of its paper.
        council: of its paper; it is no part of a name.
        earlier: the words before the text in its paragraph, and in the paragraphs before it.
    """
    found: list[Named] = []
    for match in _NAMED.finditer(text) if _ANY.search(text) else ():
        start = match.start()
        if match["long"]:
            name, skipped = _tidy(match["long"], council)
            start += skipped
            name = _longer(name, names) if name and name.split()[-1] != name else name
        elif match["bare"]:
            if not _BARE_ARTICLE.search(text[: match.start()]):
                continue
            other = (
                re.search(r"\b(?:former|new)\s+$", text[: match.start()]) is not None
            )  # is not the one that sits here
            name = _bare(match["bare"], names, [each.name for each in found], earlier, council, other=other)
            name = name or ("Executive" if match["bare"] == "Executive" else "")  # what other councils call a cabinet
        elif match["short"]:
            name = dict(names.short).get(match["short"], "") or (
                names.own if _initials(match["short"], names.own) else ""
            )
        elif match["department"]:
            name = dict(names.short).get(match["department"], match["department"])
        else:
            name = "Cabinet" if match["cabinet"] else "full Council"
        if name:
            found.append(Named(name, start, match.end()))
    return tuple(found)


def _tidy(name: str, council: str) -> tuple[str, int]:
    """A name without the words that only stand before it, and how many characters those are; "" for a bare noun."""
    rest = name
    while (before := _BEFORE_A_NAME.match(rest)) and before.end() < len(rest):
        rest = rest[before.end() :]
    own = _without_council(rest, council)
    own = own if " " in own else rest
    return (own.replace("&", "and") if " " in own else ""), len(name) - len(own)


def _without_council(name: str, council: str) -> str:
    """Only from a name that stands without it: "Kelsmouth Safeguarding Partnership" stays as it is."""
    pattern = rf"^{re.escape(council)}(?: (?:City|County|Borough|District|Metropolitan))*(?: Council)?(?:[’']s?)?\s+"
    bare = re.sub(pattern, "", name, flags=re.I) if council else name
    return bare if len(bare.split()) > 2 else name


def _longer(name: str, names: Names) -> str:
    longer = [each for each in names.long if each.endswith(" " + name) and not _APART.match(each)]
    return longer[0] if len(longer) == 1 else name


@lru_cache(maxsize=64)
def _ends_in(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){re.escape(head)}$", re.I)


def _bare(head: str, names: Names, here: list[str], earlier: str, council: str, *, other: bool) -> str:
    """Whom "the Board" means."""
    ends = _ends_in(head)
    paragraph, _, before = earlier.partition("\f")

    def last_of(pool: Iterable[str]) -> str:
        fits = (name for name in pool if ends.search(name) and not (other and name == names.own))
        return next((_longer(name, names) for name in fits), "")

    if said := last_of(here[::-1]) or last_of(_long_in(paragraph, council)):
        return said
    return names.own if ends.search(names.own) and not other else last_of(_long_in(before, council))


def _long_in(text: str, council: str) -> Iterator[str]:
    """Names in full, the last first; what stands last is looked at first, for the one sought is mostly near."""
    end = len(text)
    while end > 0:
        start = max(0, end - _NEARBY)
        start = text.find(". ", start, end) + 1 if start else 0  # no name is cut in two
        start = start if start > 0 else 0
        found = (_tidy(match["long"], council)[0] for match in _NAMED.finditer(text, start, end) if match["long"])
        yield from [name for name in found if name][::-1]
        end = start


def _initials(short: str, name: str) -> bool:
    """Whether "HWB" or "HWBB" is made of the letters of "Health and Wellbeing Board"."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word.casefold() not in {"and", "of", "for", "the", "s"}]
    initials = "".join(word[0] for word in words).upper()
    letters = iter("".join(words).upper())
    return (
        len(initials) > 2
        and short[0] == initials[0]
        and short[-1] == initials[-1]
        and len(short) - len(initials) in {0, 1}
        and all(letter in letters for letter in short.upper())
        and all(letter in short.upper() for letter in initials)
    )


def is_committee_paper(report: Report) -> bool:
    """Whether what it says of bodies is the council's own word; an inspector's is a finding."""
    return report.header.kind is not Kind.INSPECTION
