"""Questions about what inspectors have told a council to improve: the whole list, or the one item on a subject. Pure.

The list is the report's own ("Recommendations", "Areas for improvement", "What needs to improve"). Where a subject is
named, an item is meant that holds its rarest words; where two do so equally, the search decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.answer import Query
from assistant.consult.recommendations import DONE, OF_RECS, OPEN, PLACES
from assistant.consult.said import Consulted, Quoted, aside, be, in_words, shortened, undated
from assistant.consult.visits import Visit, meant
from assistant.lexicon import expanded
from assistant.words import content_stems, content_words, stem, stems
from ingest.fact import Recommendation
from ingest.facts.inspections import BOARD, recommendations
from ingest.report import written_day

_BY = r"(?:inspect\w*|ofsted|cqc|hmip?|hmicfrs|watchdogs?|regulators?|they)"
_MEND = (
    r"(?:sort(?:ed|ing)?(?: out)?|fix(?:ed)?|improv(?:e|ed|ing)|put(?:ting)? (?:\w+ )?right|tackle|address|change"
    r"|work on|do(?: (?:about|better|differently))?|get better(?: at)?|mend|strengthen|act on|focus on|concentrate on"
    r"|speed up|step up|pay attention to|be better)"
)
_TOLD = re.compile(
    rf"\bwhat\b[^?]*\b(?:told|tell|asked|instructed|ordered|supposed|meant|expected|required|advised|want(?:s|ed)?|recommend\w*)\b"
    rf"[^?]*\b{_MEND}\b"
    r"|\bwhat (?:do|does|did|must|should|has|have|had)\b[^?]{0,60}\b(?:need(?:s|ed)?|have|has|had|got) to "
    rf"{_MEND}\b"
    rf"|\b(?:which|what)\b[^?]*\b(?:areas|things|points)\b[^?]*\b(?:needs?|needed|have|has|had|told|asked) to {_MEND}\b"
    rf"|\bwhat (?:must|should)\b[^?]{{0,40}}\b{_MEND}\b"
    r"|\b(?:what|which|list|name|all|the)\b[^?]*\b(?:areas? (?:for|needing|of) (?:improvement|development)|needs? to"
    rf" improve|needs? improving|need sorting|priority actions?)\b|\blist of things\b[^?]*\b{_MEND}\b"
    rf"|\b(?:to-?do list|shopping list|homework|wish ?list)\b"
    rf"|\bwhat (?:did|do|does|have|has|were)\b[^?]*\b{_BY}['’]?s?\b[^?]*\b(?:recommend\w*|ask(?:ed)? for|want(?:ed)?)\b"
    r"|\bwhat (?:are|were)\b[^?]{0,40}\brec(?:ommendation)?s\b"
    rf"|\b(?:which|what|list|name|all|how many|any|anything)\b[^?]*\b(?:rec(?:ommendation)?s\b[^?]*\b{_BY}\b"
    rf"|{_BY}['’]?s?\b[^?]*\brec(?:ommendation)?s\b|rec(?:ommendation)?s\b[^?]*\binspection)",
    re.I,
)
_OTHERWISE = re.compile(
    rf"(?:{OPEN}|\b{DONE}|\b(?:partly|partially)\b)|\brec(?:ommendation)?s?\.? (?:number |no\.? ?)?\d"
    r"|\b(?:why|who|whose|when|where|costs?|money|budget|asked|monitor\w*|reviews?|committee|cabinet|board"
    r"|address\w*|respon[ds]\w*|progress|officers?|thinks?|thought|thank\w*|praise\w*|said|says?|find|found)\b"
    r"(?! (?:their|to improve))",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:about|to do with|concerning|regarding|relating to|in relation to|on|around|with|when it comes to"
    r"|for(?! (?:improve|priority|us\b|the (?:council|authority))))\s+"
    r"(?P<subject>(?!the list\b|the inspect)[^?;(]{3,})",
    re.I,
)
_URGENT = re.compile(r"\b(?:urgent\w*|priority|immediate\w*)\b", re.I)
_BOARD = re.compile(r"\bLSCB\b|\bsafeguarding (?:children )?(?:board|partnership)\b", re.I)
_ASIDE = OF_RECS | aside(
    "told supposed meant need have put right fix improve improving improvement change area needs way things stuff"
    " better kids children child young people report visit year since after help support council service services team"
)
_IN_PLACE = re.compile(r"\b(?:in|take[ns]?|took|taking) place\b", re.I)  # no place
_LEAST = 0.34  # share of the weight of a subject's words that the item meant must hold
_WHOLE = 0.99  # and where a few items are meant
_FEW = 3
_AHEAD = 1.25  # and so many times what the next has


def asks_to_improve(asked: str) -> bool:
    """Whether a question is what a council was told to improve, or must."""
    return bool(_TOLD.search(asked)) and not _OTHERWISE.search(_plain(asked))


def _plain(asked: str) -> str:
    """A question without the words that only say who told whom, or of whom: "been asked to", "inspectors said we
    should", "young people who left"."""
    return re.sub(
        r"\basked (?:us |them |it |[A-Z]\w+ )?(?:to|for)\b|\bsafeguarding (?:children )?board\b"
        rf"|\b{_BY} (?:say|said|says|think|thought)\b(?=[^?]*\b(?:to|must|should)\b)"
        r"|\b(?!(?:and|or|but|so|to|of|by)\b)[a-z]\w+ who\b",
        " ",
        asked,
        flags=re.I,
    )


def _answer(query: Query, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    having = [visit for visit in visits if recommendations(visit.report)]
    listed = [(visit, recommendations(visit.report)) for visit in meant(query, query.standalone, having)]
    if not listed:
        return None
    visit, items = listed[-1]
    if _BOARD.search(asked):
        items = tuple(item for item in items if item.to == BOARD) or items
    if _URGENT.search(asked):
        items = tuple(item for item in items if item.priority) or items
    place = next((at for at, word in enumerate(PLACES, 1) if re.search(rf"\b{word} (?!time|visit)", asked, re.I)), 0)
    if 0 < place <= len(items):
        return _said((items[place - 1],), visit, "This is the one.")
    if subject := _subject(query, asked):
        found = _on(subject, items)
        number = in_words(len(found), "of the things", "of the things")
        lead = f"{number} to improve{_of_day(visit)} {be(len(found))} on this."
        return _said(found, visit, lead) if found else None
    urgent = " for priority action" if _URGENT.search(asked) else ""
    count = in_words(len(items), "recommendation").lower()
    noun = count if any(item.number for item in items) else in_words(len(items), "thing").lower() + " to improve"
    day = written_day(visit.card.header.as_at)
    return _said(items, visit, f"There {be(len(items))} {noun}{urgent}" + (f", as at {day}." if day else "."))


def _subject(query: Query, asked: str) -> str:
    """What a question is about apart from the list itself; "" where it asks for the list."""
    match = _SUBJECT.search(asked)
    said = undated(match["subject"]) if match else ""
    for name in query.councils:
        said = re.sub(re.escape(name), " ", said, flags=re.I)
    return said if [word for word in content_words(said) if stem(word) not in _ASIDE] else ""


def _on(subject: str, items: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """The item that holds most of a subject, each word weighed by how few items hold it; a few where all of it is held.

    None where no item stands out.
    """
    lexicon = expanded(subject)
    asked = content_stems(subject) - _ASIDE
    held = [stems(_IN_PLACE.sub(" ", item.wording)) for item in items]
    having = {word: [lexicon.stands_in(word, words) for words in held] for word in asked}
    weight = {word: math.log(1 + len(items) / (1 + sum(found))) for word, found in having.items()}
    whole = sum(weight.values())
    shares = [sum(weight[word] for word in asked if having[word][at]) / whole for at in range(len(items))]
    best = max(shares)
    found = tuple(item for item, share in zip(items, shares, strict=True) if share * _AHEAD > best)
    sure = best >= (_LEAST if len(found) == 1 else _WHOLE)
    return found if sure and len(found) <= min(_FEW, len(items) - 1) else ()


def _said(items: Sequence[Recommendation], visit: Visit, lead: str) -> Consulted:
    one = len(items) == 1
    rows = tuple(
        Quoted(str(item.number or ""), item.ref, item.quote if one else shortened(item.quote)) for item in items
    )
    return Consulted(lead, rows)


def _of_day(visit: Visit) -> str:
    day = written_day(visit.card.header.as_at)
    return f" in the inspection report of {day}" if day else ""


on_list = (lambda _, asked: asks_to_improve(asked), _answer)
