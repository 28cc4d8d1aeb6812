"""What a statement must look like: one or two plain sentences for the reader, with nothing hidden in them.

"Yes" or "No" may open it only where the rest of it, held against the question, says so.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.answer import Query, Wanted
from assistant.lexicon import expanded
from assistant.verdict import verdict
from assistant.verify.lists import classes_in
from assistant.verify.polarity import denies
from assistant.verify.segments import clauses
from assistant.words import content_stems, stems
from ingest.sentences import sentences

MOST_WORDS = 60
MOST_SENTENCES = 2
FEWEST_WORDS = 3
_TELEPHONE = re.compile(r"(?<![\d£.,])(?:\+44[\s().-]{0,3}|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?!\d)")
_ADDRESS = re.compile(
    r"https?:|\bwww\.|\b[\w.+-]+@[\w-]+|\b(?:ftp|file|data|javascript|mailto|tel):\S"
    r"|(?<=\w)\.(?:com|org|net|gov|co|io|uk|info|biz)\b|\[at\]",
    re.I,
)
_MARKUP = re.compile(
    r"<[/!a-z?]|&(?:#\w+|[a-z]+);|!?\[[^\]]*\]\(|^\s*#|[*_]{2}|```|`|^\s*[-*>|•]\s|\{\{|\}\}|\||[\\{}]", re.I | re.M
)
_PERSON = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|we|we['’]re|we['’]ve|our|ours|us|my|me|mine|you|your|yours|let['’]s)\b"
    r"|\b(?:language model|as an ai|ai model|chatbot|(?:system|this|your|my|given) prompt|json|training data"
    r"|knowledge cutoff|(?:the|these|this|given|provided|previous|above) (?:passages?|instructions?)"
    r"|(?:an?|this|your|the) assistant(?! (?:director|chief|head|manager|team|principal|commissioner|secretary|clerk"
    r"|officer|mayor|psychologist|teacher)))\b",
    re.I,
)
_TELLS = re.compile(
    r"^(?:please|ignore|disregard|click|visit|call|contact|note that|remember|see|go to|ask|tell|check"
    r"|consider|do not|don['’]t"
    r"|make sure|ensure|be aware|stop|forget|send|email|write to|read|download|open|trust|report to|vote|sign|pay)\b",
    re.I,
)
_SCRIPTS = ("LATIN", "DIGIT", "COMMON")
_LEAST = 0.5  # share of the question's content words that the rest must hold
_MOST = 0.75  # and for it to say all that was asked
_OPENING = re.compile(r"^\W*(?P<said>yes|no|correct|true|false|indeed|affirmative)\b(?:[.,;:]|\s[–—-])\s*", re.I)
_DIFFER = re.compile(
    r"^The (?:two )?(?:papers|reports|documents) (?:do not agree|differ|disagree|say different things)(?: on \w+)?: ",
    re.I,
)
_SHORT = {"partial", "progress", "late", "outstanding", "refused", "deferred", "withdrawn"}
_OTHERWISE = re.compile(r"\b(?:but|only|less|fewer|more|instead|still|although|however)\b")
_OPEN_QUESTION = re.compile(r"(?:what|who|when|where|why|which|how much|how many)\b", re.I)
_ENDED = re.compile(r"\b(?:ceased|ended|stopped|no longer)\b")
_HEDGED = frozenset({"advised", "possible", "conditional"})


def form_fault(query: Query, text: str) -> str:
    """What does not belong in a plain sentence for the reader; "" for nothing."""
    hidden = next((sign for sign in text if _hidden(sign)), "")
    if hidden:
        return f"it has a character that does not belong in a sentence: {unicodedata.name(hidden, hex(ord(hidden)))}"
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)
    if _MARKUP.search(text):
        return "it has mark-up in it"
    wants_address = Wanted.CONTACT in (query.wanted, *query.wants)
    if not wants_address and (_ADDRESS.search(text) or _TELEPHONE.search(text)):
        return "it gives an address or a telephone number that was not asked for"
    if re.search(r"https?:|www\.|javascript:|data:", text, re.I):
        return "it has a web address in it"
    if _PERSON.search(outside):
        return "it speaks of itself, or to the reader"
    if "?" in outside:
        return "it asks a question"
    if _TELLS.match(outside.strip()):
        return "it tells the reader what to do"
    return _length_fault(text)


def _length_fault(text: str) -> str:
    said = text.split()
    if len(said) > MOST_WORDS or len(sentences(re.sub(r"^(?:yes|no)[.,]\s", "", text, flags=re.I))) > MOST_SENTENCES:
        return f"it is longer than {MOST_SENTENCES} sentences or {MOST_WORDS} words"
    if (
        len(said) < FEWEST_WORDS
        or not re.search(r"[.!”\"’')%\w]$", text.strip())
        or re.search(r"…$|\.\.\.$", text.strip())
    ):
        return "it is no whole sentence"
    if re.search(
        r"\b(?:(?:the|(?<!appendix )(?<!annex )(?<!option )a|an|of|and|or) ?[.]?|that|is|are)$", text.strip(), re.I
    ):
        return "it is no whole sentence"
    if "!" in text:
        return "it exclaims"
    return ""


def _hidden(sign: str) -> bool:
    """A control, a mark that turns or hides text, or a letter of another script."""
    if sign in "\n\t":
        return sign == "\t"
    if ord(sign) < 128:
        return ord(sign) < 32 or ord(sign) == 127
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Me", "Zl", "Zp"}:
        return True
    return category[0] in "LN" and not unicodedata.name(sign, "").startswith(_SCRIPTS) and sign not in "½¼¾²³ªº"


def without_opening(text: str) -> str:
    """A statement without its "Yes" or "No", or its "The papers differ:": what is told of each is looked at."""
    rest = _DIFFER.sub("", _OPENING.sub("", text))
    return rest[:1].upper() + rest[1:] if rest != text else text


def opening_fault(query: Query, text: str) -> str:
    """Why a "yes" or "no" at the start does not hold; "" where it does, or there is none."""
    opening = _OPENING.match(text)
    if not opening:
        return ""
    said = {"yes": "Yes", "no": "No"}.get(opening["said"].casefold(), "")
    if _OPEN_QUESTION.match(query.standalone):
        return f"its “{opening['said']}” answers no question"
    rest = without_opening(text)
    settled = _settled(query.standalone, rest) or ("" if denies(rest) else verdict(query.standalone, rest))
    return "" if said and settled in {said, ""} else f"its “{opening['said']}” does not follow from its other words"


def _settled(question: str, rest: str) -> str:
    """No where the rest denies, only in part affirms or only plans what was asked; yes where it affirms most of it.

    "" where it does neither: "No, 71 per cent did" tells the figure, and leaves the reader to see that it is not all.
    """
    asked = content_stems(question)
    lexicon = expanded(question)
    first = re.split(r"[:;] ", clauses(rest)[0])[0]
    held = stems(first)
    share = sum(lexicon.stands_in(word, held) for word in asked) / max(1, len(asked))
    states, wanted = classes_in("statuses", first), classes_in("statuses", question)
    if share < _LEAST:
        return ""
    if denies(first) or _ENDED.search(first) or _SHORT & states - wanted:
        return "No"
    if not {"approved", "decided"} & states and classes_in("modes", first) - classes_in("modes", question) & _HEDGED:
        return "No"
    return "Yes" if share > _MOST and not _OTHERWISE.search(rest) else ""
