"""Whether letters are short for words, and the short forms and words in capitals that are not worth a line. Pure.

Each word of the long form gives its first letter, in order; small words ("of", "and", "in") may give theirs or none. A
word may give more letters where the short form has them ("HWBB"), as long as most are first letters.
"""

from __future__ import annotations

import re
from enum import Enum, auto

EVERYBODY_KNOWS = frozenset(
    "UK USA US EU NHS MP MPS TV IT ICT AM PM GP GPS HR BBC DVD CD PDF GCSE GCSES VAT PHD CV ID FAQ COVID HIV OK "
    "URL NB AOB PO RE BSC MSC BA MA OBE MBE CBE KC QC JP CC BCC TBC TBA NA AGM PC AI SMS CCTV DIY VIP HM HMS".split()
)
"""Known to every reader of a council's papers without being told."""

WORDS_IN_CAPITALS = frozenset(
    "A AN AND ALL ANY ARE AS AT BE BY FOR FROM HAS HAVE IF IN IS IT ITS NO NOT NOTE OF ON OR OUR PER THAT THE "
    "THIS TO UP WAS WE WITH YES DO RESOLVED AGREED NOTED RECOMMENDED RESOLVE APPROVED DECISION DECISIONS FOLLOW "
    "OPEN CLOSED EXEMPT PUBLIC PART PRIVATE URGENT KEY ITEM ITEMS AGENDA MINUTES REPORT REPORTS PLAN PLANS UPDATE "
    "BOARD COUNCIL CABINET PANEL FORUM MEETING MEMBERS MEMBER CHAIR VOTE MOTION LOST CARRIED DRAFT FINAL SAMPLE "
    "APPENDIX ANNEX TABLE FIGURE PAGE SECTION TITLE DATE TIME VENUE PRESENT APOLOGIES ABSENT ACTION ACTIONS OWNER "
    "STATUS GREEN AMBER RED BLUE TOTAL NONE NEW OLD END START CLLR CLLRS COUNCILLOR MR MRS MS MISS DR SIR LADY "
    "LORD PROF REC RECS REF HIGH LOW MEDIUM RISK ONLY MUST WILL ALSO PLEASE SEE AGAINST ABSTAIN ABSTAINED SUMMARY "
    "PURPOSE BACKGROUND RECOMMENDATION POLICY LEGAL FINANCE NUMBER NAME EMAIL CONTACT JANUARY FEBRUARY MARCH "
    "APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV "
    "DEC MONDAY TUESDAY FRIDAY SUNDAY THURSDAY SATURDAY WEDNESDAY MON TUE WED THU FRI SAT SUN PUBLICATION".split()
)

_SMALL = frozenset("of and the for in into to on with a an at by or s from &".split())
_GENERIC = frozenset(
    "service services team teams group groups programme project scheme process children officer officers plan "
    "plans panel board".split()
)


class _Way(Enum):
    """How the words may give the letters, the surest first."""

    FIRST_LETTERS = auto()  # each word but the small ones its first
    SMALL_WORDS_TOO = auto()  # "DfE"
    MORE_LETTERS = auto()  # "HWBB"


_WORD = re.compile(r"[A-Za-z0-9&]+")


def singular(short: str) -> str:
    """ "LAs", "LA’s" and "IROs" are "LA" and "IRO"; "S151" is written with a capital."""
    bare = re.sub(r"(?<=[A-Z&\d])[’']?s$", "", short)
    return bare[:1].upper() + bare[1:]


def stands_for(short: str, words: str, *, at_end: bool) -> str:
    """The part of `words` that `short` is short for, as printed; "" where the letters do not fit.

    Args:
        at_end: the long form ends where the words end ("Department for Education" of "… from the Department for
            Education"); otherwise it is where they begin.
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", short)
    found = list(_WORD.finditer(words))
    if not letters or not found:
        return ""
    fitting = (_ending if at_end else _beginning)(letters, words, found)
    return fitting.strip()


def _ending(letters: str, words: str, found: list[re.Match[str]]) -> str:
    """The shortest end of the words that fits; first letters alone before any other way."""
    if re.search(r"[.;:!?]\s*$", words):
        return ""
    whole = _whole_sentence(found, words)
    ways = [(len(whole), _Way.FIRST_LETTERS), (len(whole), _Way.SMALL_WORDS_TOO), (len(whole), _Way.MORE_LETTERS)]
    if whole and whole[-1][0].lower() in _GENERIC:
        ways += [(len(whole) - 1, _Way.FIRST_LETTERS), (len(whole) - 1, _Way.SMALL_WORDS_TOO)]
    for last, way in ways:
        for first in range(last - 1, max(-1, last - 1 - len(letters) * 2 - 3), -1):
            if _fits(letters, [match[0] for match in whole[first:last]], way):
                return words[whole[first].start() :]
    return ""


def _whole_sentence(found: list[re.Match[str]], words: str) -> list[re.Match[str]]:
    """The words after the last full stop."""
    stops = [stop.start() for stop in re.finditer(r"[.;:!?]\s", words)]
    return [match for match in found if not stops or match.start() > stops[-1]]


def _beginning(letters: str, words: str, found: list[re.Match[str]]) -> str:
    """The longest beginning of the words that fits."""
    for way in _Way:
        for last in range(min(len(found), len(letters) * 2 + 3), 0, -1):
            if _fits(letters, [match[0] for match in found[:last]], way):
                return words[: found[last - 1].end()]
    return ""


def nearly_fits(short: str, words: str) -> bool:
    """Whether all letters but one are first letters of the last words, in order: what they stand for can be told."""
    letters = re.sub(r"[^a-z0-9]", "", short.lower())
    initials = "".join(match[0][0].lower() for match in _WORD.finditer(words))[-2 * len(letters) - 3 :]
    at, given = 0, 0
    for letter in letters:
        found = initials.find(letter, at)
        if found >= 0:
            at, given = found + 1, given + 1
    return len(letters) > 2 and letters[0] in initials and given >= len(letters) - 1


def _fits(letters: str, words: list[str], way: _Way) -> bool:
    """Whether the words give the letters, each in its turn; "Section 151" gives S151."""
    if letters[1:].isdigit():
        return len(words) == 2 and words[1] == letters[1:] and words[0][:1].lower() == letters[0].lower()
    content = [word for word in words if word.lower() not in _SMALL]
    if words[0].lower() in _SMALL - {"in"} or words[-1].lower() in _SMALL - {"s"} or len(content) < 2:
        return False
    more = max(0, len(letters) - len(content)) if way is _Way.MORE_LETTERS else 0
    given = content if way is _Way.FIRST_LETTERS else words
    return _give(letters.lower(), [word.lower() for word in given], more)


def _give(letters: str, words: list[str], more: int) -> bool:
    """`more`: how many letters may be other than first letters."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in _SMALL and _give(letters, rest, more):
        return True
    if not letters or word[0] != letters[0]:
        return False
    return any(
        _give(letters[taken:], rest, more - (taken - 1))
        for taken in range(1, min(more + 1, len(letters), 4) + 1)
        if _in_order(letters[1:taken], word[1:])
    )


def _in_order(letters: str, word: str) -> bool:
    at = 0
    for letter in letters:
        at = word.find(letter, at) + 1
        if not at:
            return False
    return True
