"""What a statement must look like: one or two plain sentences for the reader, with nothing hidden in them."""

from __future__ import annotations

import re
import unicodedata

from assistant.answer import Query, Wanted
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
