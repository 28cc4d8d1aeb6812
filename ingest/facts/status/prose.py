"""What a sentence says of recommendations by their numbers, or of all of them together. Pure.

Numbers and status belong together only where nothing stands between them that could be what is met instead:
"Recommendation 7 has been completed", "Outstanding: Recs 5 and 7", not "Rec 5 asks that plans are completed".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.fact import Status
from ingest.facts.status.numbers import Numbers, bare_numbers, numbers_named
from ingest.facts.status.words import Said, statuses_said, with_other_way

_BETWEEN = re.compile(  # from the numbers to their status
    r"\s*\)?\s*(?:\([^()]*\))?\s*(?:[–—-]\s[^.;:–—]{2,120}\s[–—-]\s)?"
    r"(?:(?:,|–|—)?\s*(?:on|about|concerning|relating to|regarding|for|in relation to"
    r"|which \w+)\s"
    r"[^,.;:–—]{2,80}(?:,|–|—)?)?\s*(?:(?:of|from|in) [^,.;:]{2,80}?)?\s*(?:,|–|—)?\s*(?:which|that|and|have|has)?\s*",
    re.I,
)
_ABOUT = re.compile(
    r"[,–—]?\s*(?:on|about|concerning|relating to|regarding)\s(?P<title>[^,.;:–—]{3,80}?)\s*[,–—]", re.I
)
_TO_NUMBERS = re.compile(  # from a status to its numbers
    r"\s*(?:\([^()]*\)\s*)?(?:(?:as follows|these)?\s*(?:[:(–—-]|,\s*namely|(?:and )?(?:they )?(?:are|were|include"
    r"|being)\b:?)"
    r"|:?\s*recommendations? (?:are|is|were):?)?\s*(?:the )?",
    re.I,
)
_BUT = re.compile(
    r"[\s,]*\b(?:but|although|though|however,?)\s+(?:(?:it|they|this|has|have|are|is|since|now)\s+){0,3}", re.I
)
_EXCEPT = re.compile(
    r"\b(?:with the exceptions? of|except(?:ing)?(?: for)?|apart from|other than|excluding|save for|bar"
    r"|all but)\s*(?:the )?$",
    re.I,
)
_AND = re.compile(r"[\s,]*(?:\([^()]*\))?[\s,]*(?:and|together with|as well as|&|along with)?\s*", re.I)
_IT = re.compile(
    r"\W*(?:(?:this|the|these|both) recommendations?|it|this|they|these|both|all (?:two|three|four|of (?:these"
    r"|them)))\s+"
    r"(?:all\s+)?",
    re.I,
)

_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[- ]\w+)?)"
)
_WHICH = (  # words that do not choose among the recommendations
    r"(?:(?:the|its|our|their|these|those|all|of|ofsted(?:['’]s)?|inspect(?:ion|ors?|orate)(?:['’]s?)?|original"
    r"|\d{1,4}"
    rf"|ILACS|council['’]s|{_COUNT})\s+){{0,6}}"
)
_RECS = r"(?:recommendations?|areas? for improvement)\b"
_MOST = re.compile(
    rf"\b(?:(?:vast |great |overwhelming )?majority|most|bulk|almost all|nearly all|all but(?: {_COUNT})?"
    rf"|more than half"
    rf"|over half)\b\s+(?:of\s+)?{_WHICH}{_RECS}|\b{_COUNT}\s+(?:out )?of\s+(?:the|its|our|their|these"
    rf"|those)\s+{_WHICH}{_RECS}"
    rf"|\bof\s+(?:the|its|our|their|these)\s+{_WHICH}{_RECS}[^.;:]{{0,60}}[,:]\s*{_COUNT}\b"
    rf"|\b{_COUNT}\s+(?:out )?of\s+{_COUNT}\s+{_RECS}|\b\d{{1,3}}\s*(?:%|per cent)\s+of\s+{_WHICH}{_RECS}"
    rf"|\b{_RECS}[^.;:]{{0,40}},\s*of which\s+{_COUNT}\b",
    re.I,
)
_OF_THEM = re.compile(
    rf"^\W*(?:(?:{_COUNT}|most|the majority)\s+(?:out )?of\s+(?:the\s+{_COUNT}|them|these)\s+(?=has|have|are|is|remain)"
    rf"|of (?:these|those|them),?\s+{_COUNT}\s+(?=has|have|are|is|remain))",
    re.I,
)
_ALL = re.compile(rf"^\W*(?:\w+[,\s]+){{0,8}}?(?P<none>none|not all|all)\s+(?:of\s+)?{_WHICH}{_RECS}", re.I)


_BUT_SOME = re.compile(r"\b(?:except|apart from|exception|other than|excluding|but)\b", re.I)
_SOME = re.compile(r"\b(?:for|to|on|about|relating|concerning|where|that|which)\b", re.I)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What some words say of one recommendation, or, without number and wording, of all of them."""

    number: int | None
    status: Status
    quote: str
    wording: str = ""
    alone: bool = False  # the words are about this recommendation and no other
    promised: str = ""


def sentence_claims(sentence: str, before: str = "", *, minutes: bool = False) -> list[Claimed]:
    """What a sentence says of recommendations by number. `before`: the sentence before it, for what "it" is."""
    said = list(statuses_said(sentence))
    named = numbers_named(sentence)
    if not named and before and _IT.match(sentence):
        return _of_it(sentence, before, [each for each in said if _holds(each, sentence, minutes)])
    found: dict[int, Claimed] = {}
    for numbers in (*named, *_bare(sentence, said)):
        status = _status(sentence, numbers, named, said, minutes=minutes)
        for number in numbers.numbers if status else ():
            wording = numbers.titles.get(number, "") or _about(sentence, numbers)
            alone = len(numbers.numbers) == 1 and len(named) == 1
            found.setdefault(number, Claimed(number, status, sentence, wording, alone))  # type: ignore[arg-type]
    return list(found.values())


def together_claim(sentence: str, before: str = "", *, minutes: bool = False) -> Claimed | None:
    """What a sentence says of the recommendations together: that most are met, all, or so many of so many."""
    said = [each for each in statuses_said(sentence) if each.finite and _holds(each, sentence, minutes)]
    if not said:
        return None
    is_of_them = _OF_THEM.match(sentence) and re.search(rf"\b{_RECS}", before, re.I)
    counted = re.search(
        rf"\b{_COUNT}\s+(?:out )?of\s+(?:the|its|our|their|these|those)\s+{_WHICH}{_RECS}", sentence, re.I
    )
    of_how_many = counted and re.search(r"\bof\s+\w+\s+(?:\w+\s+)?" + _COUNT, counted[0], re.I)
    if counted and not of_how_many and all(each.status is not Status.MET for each in said):
        return None  # "four of the recommendations remain outstanding" says nothing of the rest
    if _MOST.search(sentence) or is_of_them:
        return Claimed(None, Status.NOT_INDIVIDUALLY_STATED, sentence)
    match = _ALL.match(sentence)
    if not match or said[0].start - match.end() > 90 or _SOME.search(sentence[match.end() : said[0].start]):
        return None
    if match["none"].casefold() == "not all" or _BUT_SOME.search(sentence):
        return Claimed(None, Status.NOT_INDIVIDUALLY_STATED, sentence)
    if match["none"].casefold() == "none":
        return Claimed(None, Status.OUTSTANDING, sentence) if said[0].status is Status.MET else None
    return Claimed(None, said[0].status, sentence)


def _holds(said: Said, sentence: str, minutes: bool) -> bool:
    """Whether a status said in the past tense still holds: what "was met" is met; what "was outstanding" may not be."""
    if not said.past or minutes:
        return True
    return said.status in {Status.MET, Status.CLOSED_OTHER_APPROACH} and not sentence[
        said.start :
    ].casefold().startswith("had")


def _of_it(sentence: str, before: str, said: list[Said]) -> list[Claimed]:
    named = numbers_named(before)
    start = _IT.match(sentence)
    if len(named) != 1 or not said or not start or said[0].start - start.end() > 3 or sentence_claims(before):
        return []
    numbers = named[0]
    alone = len(numbers.numbers) == 1
    return [Claimed(n, said[0].status, sentence, numbers.titles.get(n, ""), alone) for n in numbers.numbers]


def _bare(sentence: str, said: list[Said]) -> list[Numbers]:
    """Numbers without the word before them: "The following recommendations are met: 1, 3 and 5."."""
    if not re.search(r"\brecommendations?\b", sentence, re.I):
        return []
    found = []
    for each in said:
        colon = re.match(r"\s*(?::|,?\s*namely:?|\(|are\b|–|—)\s*", sentence[each.end :])
        if colon and (numbers := bare_numbers(sentence, each.end + colon.end())):
            found.append(numbers)
    return found


def _status(
    sentence: str, numbers: Numbers, named: tuple[Numbers, ...], said: list[Said], *, minutes: bool
) -> Status | None:
    if _EXCEPT.search(sentence[: numbers.start]):
        return Status.OUTSTANDING if any(each.status is Status.MET for each in said) else None
    for each in said:
        if (
            each.end <= numbers.start
            and _holds(each, sentence, minutes)
            and _TO_NUMBERS.fullmatch(sentence[each.end : numbers.start])
        ):
            return with_other_way(each.status, sentence[numbers.end :], each.words)
    after = next((each for each in said if each.start >= numbers.end), None)
    if after is None or not after.finite or not _joins(sentence, numbers, named, after):
        return None
    later = next((each for each in said if each.start >= after.end and _is_later(sentence, after, each)), after)
    if not _holds(later, sentence, minutes):
        return None
    return with_other_way(later.status, sentence[later.end :], later.words)


def _joins(sentence: str, numbers: Numbers, named: tuple[Numbers, ...], said: Said) -> bool:
    """Whether the numbers are what the status is said of: nothing between them but more numbers and their titles."""
    at = numbers.end
    for other in named:
        if at <= other.start < said.start:
            if not re.fullmatch(
                r"[\s,]*(?:\([^()]*\))?[\s,]*(?:and|together with|as well as|&|along with)?\s*",
                sentence[at : other.start],
            ):
                return False
            at = other.end
    return bool(_BETWEEN.fullmatch(sentence[at : said.start]))


def _is_later(sentence: str, said: Said, other: Said) -> bool:
    """Whether a second status takes the first's place: "was met in 2023 but is no longer met"."""
    between = sentence[said.end : other.start]
    but = _BUT.search(between)
    is_now = re.search(r"\band\s*$", between) and re.search(r"\bnow\b", other.words)
    return bool((but and but.end() == len(between)) or is_now) and not numbers_named(between)


def _about(sentence: str, numbers: Numbers) -> str:
    match = _ABOUT.match(sentence[numbers.end :]) if len(numbers.numbers) == 1 else None
    return match["title"] if match else ""
