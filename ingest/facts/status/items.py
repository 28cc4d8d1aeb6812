"""What the items of a list say of recommendations: "Rec. 5: ensure…" under "these remain outstanding:". Pure.

An item's own status comes before that of the words that lead in. The words of an item are the recommendation's only
where they ask for something ("Ensure that…"); what has been done about it is no wording of it.
"""

from __future__ import annotations

import re

from ingest.fact import Status
from ingest.facts.status.numbers import numbers_named
from ingest.facts.status.prose import Claimed, sentence_claims
from ingest.facts.status.words import bare_status, judged_status, statuses_said, with_other_way
from ingest.sentences import sentences

BULLET = re.compile(r"^\s*(?:[•–·▪‣◼■*-]|\(?[a-z]{1,2}[.)]|\(?[ivx]{1,4}[.)])\s+", re.I)
NUMBERED = re.compile(r"^\s*\(?(?P<number>\d{1,3})[.):]\s+(?=\S)")
_ASKS = re.compile(
    r"\W*(?:urgently |further |continue to |take (?:steps|action) to )?(?:accelerate|act|address|agree|answer|appoint"
    r"|assess|assure|build|bring|carry|clarify|collate|complete|conduct|consider|continue|consolidate|co-?ordinate|create|deliver|develop"
    r"|embed|enable|engage|enhance|ensure|establish|evaluate|expand|extend|focus|give|hold|identify|implement|improve"
    r"|increase|integrate|introduce|invest|keep|maintain|make|monitor|offer|prioritise|produce|promote|provide|publish"
    r"|put|raise|recruit|reduce|refresh|revise|review|scrutinise|secure|seek|set|share|simplify|speed|stabilise|strengthen"
    r"|support|tackle|take|track|train|undertake|update|use|work|write)\b"
    r"|\W*(?:the |all )?[\w’' ]{3,60}? (?:should|must|needs? to) ",
    re.I,
)
_GOES_ON = re.compile(r"\W*(?:this|these|it) (?:includes?|should|must|work should|is to|will include)\b", re.I)
_GOES_ON_TO_SAY = re.compile(r"\s+(?:\(|\w|[–—-]\s[^–—]{2,120}\s[–—-]\s)")
_WILL = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|planned|scheduled|expected|intended|to be)\b"
    r"|(?:we|they|council|board|partnership|service|officers|partners|team) (?:plans?|intends?) to)\b",
    re.I,
)
_ONE_OF_THEM = r"(?:recommendation|action|area(?: for (?:priority action|improvement))?|weakness)"
_OF_IT = re.compile(rf"(?:^\W*|,?\s+and\s+)(?:it|this|(?:this|the) {_ONE_OF_THEM})\s+$", re.I)
_AREAS = re.compile(
    r"\b(?:recommendations?|areas? for (?:priority action|improvement)|priority actions?|weakness(?:es)?|AFIs?)\b", re.I
)


def lead_status(lead: str) -> Status | None:
    """The status that the words before a list give its items: the last that they state."""
    said = statuses_said(lead)
    return said[-1].status if said and not said[-1].past else None


def speaks_of_recommendations(text: str) -> bool:
    return bool(_AREAS.search(text))


def item_claims(item: str, lead: str, *, is_numbering: bool, heading: str = "", apart: bool = False) -> list[Claimed]:
    """What one item of a list says.

    Args:
        item: its words, with bullet or number as printed.
        lead: the sentence that leads in; "" for none.
        is_numbering: a number before the item counts the list, and is not the recommendation's.
        heading: of the section, which may say how its recommendations stand.
        apart: the lead stands in another paragraph, and cannot be quoted with the item.
    """
    text = BULLET.sub("", item, count=1).strip()
    counted = NUMBERED.match(text)
    if counted and (labelled := numbers_named(text[counted.end() :])) and labelled[0].start == 0:
        text, counted = text[counted.end() :], None  # "1. Rec 5 – complete"
    named = numbers_named(text)
    if named and named[0].start == 0:
        numbers, titles, rest = named[0].numbers, named[0].titles, text[named[0].end :]
    elif counted and speaks_of_recommendations(lead or heading):
        rest = text[counted.end() :]
        numbers, titles = (() if is_numbering else (int(counted["number"]),)), {}
    else:
        numbers, titles, rest = (), {}, text
        if not (lead_status(lead) and speaks_of_recommendations(lead)):
            return []
    own = next((status for title in titles.values() if (status := bare_status(title))), None) or _own_status(rest)
    titles = {number: title for number, title in titles.items() if not bare_status(title)}
    if numbers and own is None and _GOES_ON_TO_SAY.match(rest) and (said := sentence_claims(text)):
        return said
    status = own or lead_status(lead) or (lead_status(heading) if not lead else None)
    if status is None:
        return []
    quote = text if own or apart or not lead_status(lead) else f"{lead} … {text}"
    return _claims(numbers, titles, rest, with_other_way(status, rest), quote)


def _claims(numbers: tuple[int, ...], titles: dict[int, str], rest: str, status: Status, quote: str) -> list[Claimed]:
    said = rest.strip(" :–—-.,\t")
    worded = wording_of(said)
    promised = next((sentence for sentence in sentences(said.replace(worded, "", 1)) if promises(sentence)), "")
    if not numbers:
        wording = _without_status(said)
        return [Claimed(None, status, quote, wording, True, promised)] if len(wording.split()) > 2 else []
    alone = len(numbers) == 1
    return [Claimed(n, status, quote, worded or titles.get(n, ""), alone, promised) for n in numbers]


def promises(sentence: str) -> bool:
    """Whether a sentence says what is to be done next."""
    return bool(_WILL.search(sentence)) and not re.search(r"\bwill not\b", sentence, re.I)


def wording_of(text: str) -> str:
    """A recommendation as these words put it; "" where they do not ask for anything."""
    said = sentences(_without_status(text))
    if not said or not _ASKS.match(said[0]) or len(said[0].split()) < 2:
        return ""
    count = 1
    while count < len(said) and _GOES_ON.match(said[count]):
        count += 1
    last = text.find(said[count - 1], text.find(said[0]) + (len(said[0]) if count > 1 else 0))
    return text[text.find(said[0]) : last + len(said[count - 1])]


def _own_status(rest: str) -> Status | None:
    """The status that an item gives itself, at its beginning, at its end, or as "This has been met."."""
    begun = rest.lstrip(" :–—-.,\t")
    if status := bare_status(begun):
        return status
    if (cut := _status_at_end(rest)) is not None:
        return bare_status(rest[cut:])
    for sentence in sentences(rest)[1:]:
        for said in statuses_said(sentence):
            if not said.past and _OF_IT.search(sentence[: said.start]):
                return said.status
        if judged := judged_status(sentence):
            return judged
    return None


def _status_at_end(text: str) -> int | None:
    """Where a status at the end begins: "… by partners – Met", "… (Complete)", "… Status: closed"."""
    for mark in list(re.finditer(r"\s[–—-]\s|[:(\[|]|(?<=\w)\.\s", text))[-2:]:
        tail = text[mark.end() :].strip(" .)]")
        if len(tail.split()) <= 6 and bare_status(tail):
            return mark.end()
    return None


def _without_status(text: str) -> str:
    cut = _status_at_end(text)
    if cut is None:
        return text
    return re.sub(r"[\s–—:(\[|.-]*(?:\bstatus\b[\s:–—-]*)?$", "", text[:cut], flags=re.I)
