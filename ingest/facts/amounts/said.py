"""When a sum in a sentence is for, and what for: `period_of` and `purpose_of`, read from the words about it. Pure.

A period is one that stands beside the sum ("£628k in 2024/25", "£590 a week"), or the only financial year of its
sentence. A purpose is what follows "for", else what the sum is said to be of ("capital expenditure of …", "the plan
costs …"), else what is said of it; a sum of a list has the purpose of the sum before it. Both are the paper's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.amounts.words import Found

YEAR = r"20\d\d\s?[/–-]\s?(?:20)?\d\d(?!\d)"
_YEARS = rf"{YEAR}(?:\s*(?:to|and|–|-)\s*{YEAR})?"
_SPELT = r"(?:\w+|\d+)"
_BESIDE = re.compile(
    r"^\s*(?P<rate>(?:a|per|each|every|in each)\s+(?:year|annum|month|week|day|night|quarter|hour)\b|p\.?a\.?(?=\W|$)"
    r"|annually|yearly|weekly|monthly|pcm\b|pw\b)"
    rf"|^,?\s*(?:\(|(?:in|for|during|over|across)\s+)(?:the\s+)?(?:financial\s+)?(?:years?\s+)?"
    rf"(?P<years>{_YEARS}|Q[1-4]\b(?:\s+(?:of\s+)?{YEAR})?)(?!\s*:)"
    rf"|^\s*(?P<over>(?:over|across|for|in)\s+(?:(?:the|a|each of the)\s+)?(?:(?:next|first|last|projected|coming)\s+)?"
    rf"{_SPELT}(?:[ -]years?(?: period)?|[ -]months?(?: period)?)\b)"
    r"|^\s*(?P<until>(?:to|by|until)\s+(?:the\s+)?(?:end\s+of\s+)?(?:[A-Z][a-z]+\s+20\d\d))",
)
_RATE_BEFORE = re.compile(r"\b(?P<rate>weekly|monthly|yearly|annual|quarterly|daily)\b[^£;]{0,60}$", re.I)
_UNTIL_BEFORE = re.compile(
    r"\b(?P<until>(?:to|by|until)\s+(?:the\s+)?(?:end\s+of\s+)?[A-Z][a-z]+\s+20\d\d)"
    r"\s*(?:is|was|were|are|of|at|stood at)?\s*$"
)
_YEAR_BEFORE = re.compile(rf"({_YEARS})[\s,:(–-]*$")
_JOIN = re.compile(r"\s*(?:to|and|or|–|-)\s*")
_YEAR_OF_ALL = re.compile(
    rf"(?<!to )(?<!into )(?<!until )(?<!from )(?<!since )(?<!beyond )(?<!before )(?<!by ){_YEARS}"
)
_FOR = re.compile(
    r"^(?:\s*(?:(?:is|was|are|were|will be|to be|has been|have been|had been|set aside|allocated|earmarked"
    r"|needed|required|made|approved|provided|available)\b\s*)*)(?:for|on|into|towards|to)\s+"
    r"(?!each\b|every\b|one\b|average\b|\w+ (?:years?|months?|weeks?)\b|the end\b|the year|the"
    r" period|the next|\d)(?P<what>[^£;:.,()|]{3,})"
)
_STOP = re.compile(
    r"\s+(?:and|that|from|in 20\d\d|over the|within|compared|but|while|with)\s*$"
    r"|\s+(?:which|against|since|in each|and (?:has|have|had|is|are|was|were|will|the))\b.*$"
)
_COSTS = re.compile(r"\s(?:will |would |to |could |can )?(?:costs?|costing)(?:\s+(?:the|its|our)\s+\w+)?\s*$", re.I)
_TAIL = re.compile(
    r"(?:[\s,:(]+|^)(?:is|are|was|were|be|been|being|of|at|to|by|as|for|in|on|with|from|between|estimated"
    r"|expected|forecast"
    r"|projected|budgeted|about|approximately|around|some|circa|up|no|not|more|less|than|least|most|a|an|the"
    r"|its|their|our"
    r"|further|additional|extra|only|just|over|under|sum|amount|total|totals|totall?ing|totalled|provision"
    r"|will|would|has"
    r"|have|had|set|profiled|split|made|currently|against|remaining|which|stands|stood|and|or|plus|rising|rise|within"
    r"|compared|standing|amounts?|come|comes|came|invested|committed|spent|including|comprising|comprises"
    r"|funded|met|therefore|thus|put|receives?|accounts?|accounted"
    r"|fell|fall|rose|grew|grow|increased|decreased|reduced)[\s,:(]*$",
    re.I,
)
_FRONT = re.compile(
    r"^(?:[\s,.;:)(–-]+|(?:for|in) (?:each|every|one) \w+\s"
    r"|(?:and|or|but|plus|then|so far|so|to date|at present|currently|the|a|an|its|their|our)\s"
    rf"|RESOLVED\W+(?:that\s)?|that\s+(?=\()|\(?\w{{1,3}}\)\s"
    rf"|(?:in|for|during)\s+(?:the\s+)?{YEAR},?\s|(?:of|from) the total,?\s"
    r"|(?:in|by|on|at|since)\s+(?:\d{1,2}\s+)?[a-z]{3,9}\s+20\d\d,?\s)+",
    re.I,
)
_ASKS = re.compile(
    r"^(?:authorise\s+[^,;]{3,70}?\sto\s+|(?:approve|agree|note|endorse|authorise|receive|support)s?\s+"
    r"(?=[a-z])(?!to\b))",
    re.I,
)
_PRONOUN = re.compile(
    r"^(?:it|this|they|these|we|he|she)\s+(?:(?:has|have|had|will|would)\s+)?\w+(?:\s+(?:for|to|in|on))?"
    r"(?:\s+(?:an?|the))?\s+"
    r"(?=\w)",
    re.I,
)
_RELATIVE = re.compile(r",\s+(?:which\s+(?:stands|stood|is|was|amounts|comes)\s+(?:at|to)?|(?:up |down )?from)\s*$")
_LAST_THING = re.compile(r"\b(?:for|of|in|by|from)\s+(?:a|an|the|its|their)\s+(?P<what>(?:[\w’'-]+\s+){0,5}[\w’'-]+)$")
_STANDING = re.compile(
    r"^\W*(?:against|compared (?:with|to)|within)\s+(?:an?|the)\s+(?P<how>approved|budgeted|planned|forecast)\s*$"
)
_NO_PURPOSE = re.compile(
    r"^(?:when|if|which|that|where|until|within|against|compared|it|this|they|these|he|she|we)\b", re.I
)
_SAYS = re.compile(
    r"^\s*(?:(?:has|have|had|is|was|are|were|been|be)\s+)*(?P<what>(?!(?:for|in) (?:each|every)\b)[^;:.,()|£]{3,})",
    re.I,
)
_CALLED_AFTER = re.compile(r"^\s*(?:in total|altogether|in all)\b", re.I)
_LEADS_ON = re.compile(r"\b(?:of|at|to|is|are|was|were|than|by|total|every|each)\s*$", re.I)  # to the next sum
_SUBJECT = re.compile(
    r"^(?:The|This|Our|A|An)\s+(?P<who>[^.,;:]{3,80}?)\s(?:is|was|has|have|had|will|would|were|are|\w+ed)\b"
)
_MOST_WORDS, _MANY_WORDS = 14, 8
_NEAR = 300  # characters before a sum that can say what it is for


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the places of its sums; `before` is the sentence ahead of it, for what "it" is."""

    text: str
    sums: tuple[Found, ...]
    before: str = ""


def periods_of(sentence: Sentence) -> tuple[str, ...]:
    """The period of each sum of a sentence, in their order; "" where none is said."""
    found = [_beside(sentence, at) for at in range(len(sentence.sums))]
    for at in range(1, len(found)):
        one, other = sentence.sums[at - 1], sentence.sums[at]
        if one.start == other.start or _JOIN.fullmatch(sentence.text[one.end : other.start]):
            found[at - 1], found[at] = found[at - 1] or found[at], found[at] or found[at - 1]
    years = {" ".join(match[0].split()) for match in _YEAR_OF_ALL.finditer(sentence.text)}
    if len(years) == 1 and not years & set(found):
        return tuple(period or next(iter(years)) for period in found)
    return tuple(found)


def purposes_of(sentence: Sentence) -> tuple[str, ...]:
    """The purpose of each sum of a sentence, in their order."""
    found: list[str] = []
    for at in range(len(sentence.sums)):
        said = _following(sentence, at) or _ahead(sentence, at) or _said_of(sentence, at)
        if found and (how := _STANDING.search(_since_last(sentence, at))):
            said = f"{found[-1]} ({how['how']})"
        found.append(said or (found[-1] if found else _subject(sentence)))
    return tuple(found)


def _beside(sentence: Sentence, at: int) -> str:
    after, before = sentence.text[sentence.sums[at].end :], _since_last(sentence, at)
    if beside := _BESIDE.match(after):
        return " ".join((beside["rate"] or beside["years"] or beside["over"] or beside["until"]).split())
    before = _BESIDE.sub("", before) if at else before
    if ahead := _RATE_BEFORE.search(before) or _UNTIL_BEFORE.search(before) or _YEAR_BEFORE.search(before):
        return ahead[1]
    return ""


def _since_last(sentence: Sentence, at: int) -> str:
    start = max(sentence.sums[at - 1].end if at else 0, sentence.sums[at].start - _NEAR)
    return sentence.text[start : sentence.sums[at].start]


def _until_next(sentence: Sentence, at: int) -> str:
    end = next((each.start for each in sentence.sums[at + 1 :] if each.start > sentence.sums[at].start), None)
    after = sentence.text[sentence.sums[at].end : end]
    beside = _BESIDE.match(after)
    return after[beside.end() :].lstrip(")") if beside else after


def _following(sentence: Sentence, at: int) -> str:
    found = _FOR.match(_until_next(sentence, at))
    return _tidy(_STOP.sub("", found["what"])) if found else ""


def _ahead(sentence: Sentence, at: int) -> str:
    before = _since_last(sentence, at)
    if at and (beside := _BESIDE.match(before)):
        before = before[beside.end() :]
    if _RELATIVE.search(before) and (thing := _LAST_THING.search(_RELATIVE.sub("", before))):
        return thing["what"]
    if ": " in before:
        before = before.rpartition(": ")[2] or before
    if at:  # what stands before a comma or "and" belongs to the sum before
        before = re.split(r"[,;:(]|\b(?:and|with|while|but)\b", before)[-1]
    text = _UNTIL_BEFORE.sub("", _COSTS.sub("", before))
    while (shorter := _TAIL.sub("", text)) != text:
        text = shorter
    text = _PRONOUN.sub("", _ASKS.sub("", _tidy(text)))
    if len(text.split()) > _MANY_WORDS:
        thing = _LAST_THING.search(text)
        text = thing["what"] if thing else text.rpartition(", ")[2]
    text = _tidy(text)
    return "" if _NO_PURPOSE.match(text) or not re.search(r"[a-z]{3}", text) else text


def _said_of(sentence: Sentence, at: int) -> str:
    after = _until_next(sentence, at)
    if re.match(r"\s*(?:more|less|fewer|above|below|over|under|higher|lower)\b", after):
        return _tidy(sentence.text[sentence.sums[at].end :])
    if _CALLED_AFTER.match(after) or (at + 1 < len(sentence.sums) and _LEADS_ON.search(after)):
        return ""
    found = _SAYS.match(re.sub(r"^\s*that\s+", "", after))
    return "" if found is None or _JOIN.fullmatch(found["what"]) else _tidy(_STOP.sub("", found["what"]))


def _subject(sentence: Sentence) -> str:
    found = _SUBJECT.match(sentence.before)
    return found["who"] if found else ""


def _tidy(text: str) -> str:
    words = _FRONT.sub("", text + " ").strip(" ,;:.()").split()
    return " ".join(words[-_MOST_WORDS:])
