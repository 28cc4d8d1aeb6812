"""Which lines are headings, judged by their form where a file does not say so.

A heading is short, begins with a capital, ends without a stop, and is no answer, no date and no "label: value". One of
many words must be written as a title: most of its long words with capitals.
"""

from __future__ import annotations

import re

from ingest.dates import is_date_line

_ANSWER = re.compile(
    r"\W*(?:yes|no|none|nil|n/?a|not applicable|not required|all|all wards|to follow|attached|tbc|see (?:above|below)"
    r"|same as .{0,40}above|as above|no implications|none identified|none arising)\W*",
    re.I,
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|should|asked|recommended to|that|following)\b", re.I
)
_JUDGED = re.compile(  # how inspectors head the pages of a judgement: "…children in care: good"
    r"^[A-Z][\w’', -]{8,}:\s+(?:outstanding|good|requires improvement(?: to be good)?|inadequate)$", re.I
)
_BODY_DID = re.compile(  # "Cabinet:" and then what it noted, approved and agreed
    r"(?:that )?(?:the )?(?:cabinet|executive|committee|sub-committee|board|panel|council):", re.I
)
_LONGEST = 24  # words
_MINUTE_REFERENCE = re.compile(r"^(?:[A-Z]{1,4}[./-])?\d{1,4}/\d{2,4}[.:]?\s+(?=[A-Z])")  # "16/22 Minutes"
_LEADS_IN = re.compile(
    r":\W*$|\b(?:below|following|as follows)\W*$|\bthat\s*[–—-]?$"
    r"|^that (?:the )?(?:[\w’'-]+ ){0,8}?(?:committee|board|cabinet|executive|council|panel|commission|members"
    r"|authority)$",
    re.I,
)
_SHORT = 10  # words a heading may have without being written as a title


def is_answer(text: str) -> bool:
    """Whether a text only answers the heading or question before it: "None", "Yes", "N/A"."""
    return bool(_ANSWER.fullmatch(text))


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals."""
    return text.isupper() and sum(character.isalpha() for character in text) >= 4


def begins_minute(text: str) -> bool:
    """Whether a line begins with the reference of a minute, which is numbered through a year: "16/22 Minutes"."""
    return bool(_MINUTE_REFERENCE.match(text))


def reads_as_heading(text: str) -> bool:
    """Whether words (without their number) have the form of a heading."""
    text = _MINUTE_REFERENCE.sub("", text, count=1)
    words = text.split()
    if _JUDGED.search(text) and len(words) <= _LONGEST:
        return True
    if not words or len(words) > _LONGEST or not re.match(r"[A-Z‘“\"'(]", text) or re.search(r"[.;,!…]\W*$", text):
        return False
    if (
        re.fullmatch(r"\(.*\)", text)
        or is_answer(text)
        or is_date_line(text)
        or re.search(r"@|https?://|www\.|\[[x ]\]|£\s?\d|\?\s", text)
    ):
        return False
    if text.endswith(":"):
        opens_list = re.search(r"\bto:$", text) or _BODY_DID.fullmatch(text)
        return len(words) <= 8 and not _SENTENCE_WORDS.search(text) and not opens_list
    if re.match(r"That\s|(?:Councillors?|Cllrs?)\b[^:]*,", text):
        return False
    if re.search(r":\s", text) and not re.match(r"(?:part|appendix|annex|section|chapter)\b", text, re.I):
        return False
    return len(words) <= _SHORT or is_capitals(text) or _is_titled(words)


def bare(text: str) -> str:
    """A heading without its final colon or dash."""
    return re.sub(r"[\s:–—-]+$", "", text.strip())


def is_lead_in(text: str) -> bool:
    """Whether a text leads into a list: it ends in a colon or in "that", or says that something follows."""
    return bool(_LEADS_IN.search(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, or with an address of the web or of e-mail."""
    return bool(re.search(r"[.!?]\W*$|(?:https?://|www\.|@)\S+$", text))


def _is_titled(words: list[str]) -> bool:
    long = [word for word in words if len(re.sub(r"\W", "", word)) >= 4]
    return sum(re.sub(r"^\W+", "", word)[:1].isupper() for word in long) >= 0.4 * max(len(long), 1)
