"""Which council a paper is of, when it says so and when it only lets it be seen. There is no list of councils here.

A council is read from its own name ("Northmere Borough Council", "London Borough of X", "X local authority children's
services"). Where no such name stands, places are weighed by the words around them: "X Safeguarding Children Board",
"children in X", and an e-mail or web domain that is the place's name run together. What was relied on is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_NAME = r"[A-Z][a-z]+(?:[-’'][A-Za-z]+)*"
_PLACE = rf"{_NAME}(?:,? (?:(?:and|upon|on|of|with|the|in|under|by|le|&) )*{_NAME}){{0,4}}"
_RANK = (
    r"(?:(?:Metropolitan|Royal|London|County) )?"
    r"(?:Borough|City|County|District|Unitary|Metropolitan|Island|Parish|Town|Community)? ?"
)
_BODY_WORD = r"(?:committee|cabinet|board|panel|executive|forum|assembly|commission|meeting|members?|leader|mayor)"
_NAMED = (
    re.compile(rf"\b(?!The |This |Each |Every )({_PLACE}?(?: Fire(?: (?:and|&) Rescue)?| National Park)) Authority\b"),
    re.compile(rf"\b({_PLACE}?) {_RANK}(?:Council|Unitary Authority|Combined Authority)\b(?!\s+(?:tax|of [A-Z]))"),
    re.compile(rf"\b(?:(?:London|Royal|Metropolitan|County) )?Borough (?:Council )?of ({_PLACE})"),
    re.compile(rf"\b(?:City of|Council of(?: the)?(?: City of)?) ({_PLACE})(?: (?:City )?Council)?"),
    re.compile(rf"\b[Ii]nspection of ({_PLACE}?) local authority\b"),
    re.compile(rf"\b({_PLACE}) local authority\b"),
)
_ALONE = (  # on a line of the cover: "Council" left off, or a body that has the place in its name
    re.compile(rf"^\W*({_PLACE}?) (?:Metropolitan|Royal|County) (?:Borough|District)\W*$"),
    re.compile(rf"^\W*({_PLACE}?) Schools[’']? Forum\b"),
)
_AROUND = (
    re.compile(rf"\b({_PLACE}?) (?:Local )?Safeguarding (?:Children|Adults)"),
    re.compile(
        rf"\b({_PLACE}?) (?:Clinical Commissioning Group|CCG|Health and Well-?[Bb]eing Board|Children[’']s Trust)\b"
    ),
    re.compile(
        rf"\b(?:[Cc]hildren|(?:young )?[Pp]eople|[Rr]esidents|[Ff]amilies|[Cc]ommunities|[Ss]ervices|[Ss]chools"
        rf"|[Aa]uthority) (?:in|of|across|within) ({_PLACE})"
    ),
    re.compile(rf"\b(?:in|across) ({_PLACE})\b"),
    re.compile(rf"\b({_PLACE})[’']s? (?:children|services|improvement|plan|Ofsted|residents|council)"),
)
_WEIGHTS = (8, 6, 4, 1, 2)
_DOMAIN = re.compile(r"(?:[\w.'’+-]+@|www\.|https?://)[\w.-]*?\b([a-z][a-z-]+)\.gov\.[a-z]{2,}\b", re.I)
_OTHER_DOMAINS = frozenset(
    {"service", "education", "dfe", "ofsted", "publishing", "nationalarchives", "gsi", "homeoffice", "moderngov"}
)
_NOT_PLACE = re.compile(
    r"^(?:The|This|That|Our|Their|Its|His|Her|Full|Each|Every|Any|A|An|All|No|Both|Other|Local|Town|Parish|Borough"
    r"|County|City|District|Cabinet|Leader|"
    r"Leaders?|Member|Members|Deputy|Chief|Executive|Council|Councillor|Children|Corporate|Health|Safeguarding"
    r"|Improvement|Ofsted|Department|Government|"
    r"England|Wales|Scotland|Britain|Great Britain|London|Appendix|Section|Part|January|February|March|April|May"
    r"|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Royal|Metropolitan|Unitary|Report|Annual|In|On|At|For|By"
    r"|When|Since|Following|Inspection)$"
)


@dataclass(frozen=True, slots=True)
class Council:
    """`name` without "Council"; `evidence`: the words it was inferred from, "" where the cover prints it."""

    name: str = ""
    evidence: str = ""


def council_of(cover: str, text: str) -> Council:
    """The council of a paper.

    Args:
        cover: the lines of its cover, one a line.
        text: all of it.
    """
    for line in cover.split("\n"):
        if name := _named_in(line):
            return Council(name)
    domains = _domains(text)
    if in_capitals := _in_capitals(cover, domains, text):
        return Council(in_capitals)
    scores, words = _weighed(text)
    for domain in domains:
        for place in _places(text):
            if _run_together(place) == domain:
                scores[place] += 40
                words[place] = _around_domain(text, domain, words.get(place, place))
    if not scores:
        return Council()
    best, score = max(scores.items(), key=lambda each: (each[1], len(each[0])))
    return Council(best, words[best]) if score >= 6 else Council()


def bare_name(name: str) -> str:
    """ "Blackpool" of "Blackpool Borough Council"."""
    name = re.sub(
        r"^(?:the )?(?:(?:(?:london|royal|metropolitan|county) )?borough (?:council )?of|council of(?: the)?|city of"
        r"|inspection of)\s+",
        "",
        re.sub(rf"^.*\b{_BODY_WORD} (?:of|for) (?:the )?", "", name.strip(), flags=re.I),
        flags=re.I,
    )
    name = re.sub(
        r"(?:\s+(?:metropolitan|royal|london|borough|city|county|district|unitary|combined|parish|town|community|council"
        r"|authority"
        r"|local authority)){1,4}\W*$",
        "",
        name,
        flags=re.I,
    )
    _, comma, last = name.rpartition(", ")
    if comma and not re.search(r"\band\b", last):  # "Leader, Dunmarsh": no list of places, which has "and"
        name = last
    words = name.split()
    while words and (_NOT_PLACE.match(words[0]) or words[0].islower()):
        words = words[1:]
    return " ".join(words)


def _named_in(line: str) -> str:
    """The council whose own name stands in a line."""
    if line.isupper():
        line = titled(line)
    for form in (*_NAMED[:5], *_ALONE):
        for match in form.finditer(line):
            if name := bare_name(match[1]):
                return name
    return ""


def titled(line: str) -> str:
    """A line in capitals as a title: "CHESHIRE EAST" → "Cheshire East", small words small."""
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "upon", "with"}
    words = [word if word in small else word[:1].upper() + word[1:] for word in line.lower().split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else ""


def _in_capitals(cover: str, domains: list[str], text: str) -> str:
    """A place that begins a line of the cover in capitals, before the name of a board, and is known from the text."""
    for line in cover.split("\n"):
        if not line.isupper():
            continue
        words = titled(line).split()
        for count in range(min(5, len(words) - 1), 0, -1):
            place = " ".join(words[:count])
            if _run_together(place) in domains or (
                count < len(words)
                and re.search(rf"\b{re.escape(place)}\b", text)
                and _NAMED[1].search(f"{place} Council")
                and not _NOT_PLACE.match(words[0])
                and re.match(
                    r"(?:Health and Well|Council|Cabinet|Scrutiny|Children|Safeguarding|Audit)", " ".join(words[count:])
                )
            ):
                return place
    return ""


def _weighed(text: str) -> tuple[Counter[str], dict[str, str]]:
    """Places and how much speaks for each, with the first and weightiest words that do."""
    scores: Counter[str] = Counter()
    words: dict[str, str] = {}
    heaviest: dict[str, int] = {}
    forms = [*((form, 10) for form in _NAMED), *zip(_AROUND, _WEIGHTS, strict=True)]
    for form, weight in forms:
        for match in form.finditer(text):
            place = bare_name(match[1])
            if not place or _NOT_PLACE.match(place):
                continue
            scores[place] += weight
            if weight > heaviest.get(place, 0):
                heaviest[place], words[place] = weight, " ".join(match[0][max(match[0].find(place), 0) :].split())
    return scores, words


def _domains(text: str) -> list[str]:
    found = Counter(match[1].lower().replace("-", "") for match in _DOMAIN.finditer(text))
    return [domain for domain, _ in found.most_common() if domain not in _OTHER_DOMAINS]


def _places(text: str) -> set[str]:
    """Every run of one to five capitalised words, small words between allowed."""
    return {
        " ".join(run[start:end])
        for match in re.finditer(_PLACE, re.sub(r"[’']s\b", "", text))
        for run in [match[0].split()]
        for start in range(len(run))
        for end in range(start + 1, len(run) + 1)
        if run[start][:1].isupper() and run[end - 1][:1].isupper()
    }


def _run_together(place: str) -> str:
    return re.sub(r"[^a-z]", "", place.lower())


def _around_domain(text: str, domain: str, named: str) -> str:
    match = next((match for match in _DOMAIN.finditer(text) if match[1].lower().replace("-", "") == domain), None)
    return f"{match[0]}; {named}" if match else named
