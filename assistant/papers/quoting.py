"""How words of a paper stand in a line: whole where they are short, else cut where it does no harm, in “marks”.

A sentence that opens with "it" or "the others" brings along the one before it, since nobody knows of what it speaks.
Room is counted in characters. Words with somebody's telephone number or e-mail address are not quoted.
"""

from __future__ import annotations

import re

from assistant.answer import Citation
from assistant.papers.sources import Sources
from assistant.private import masked
from assistant.words import FUNCTION_WORDS
from ingest.report import Ref, quoted_in
from ingest.sentences import sentences
from ingest.wording.said import without_label

LONGEST = 260  # characters of a quotation, if nothing else is said
_OVER = 1.15  # a little more than there is room for is left whole
_GLUED = re.compile(r"^\d{1,3}\.(?=[A-Z])")  # the number of a paragraph that has lost the space after it
_JOINT = re.compile(r"^(?:and|or|but)\s+(?:\([a-z\d]{1,4}\)\s*)?")
_END = re.compile(r"[\s;:,–-]*(?:(?<=[\s;,])(?:and|or))?[\s;:,–-]*$")
_NO_END = FUNCTION_WORDS | {"mr", "mrs", "ms", "dr"}
_STOP = re.compile(r"[,;:.](?=\s)")
_LEANS = re.compile(
    r"(?:(?i:its?|they|their|them|this|these|those|he|she|his(?! majesty)|her(?! majesty))|If (?:its?|they)"
    r"|(?:Until|Since|By|Before) then|[Tt]he (?:others?|remain\w+|rest"
    r"|difference))\b(?! (?:is (?:a|the) (?:\w+ )?)?(?:report|paper|plan|programme|council|committee|board)s?\b)"
)
_LEANS_WITHIN = re.compile(r"\b(?:it|them|they)\b|\b(?:its|their) place\b")
_OPENS = re.compile(r"(?:Since|When|As|After|Before|Although|Because|Until|While|Where|If)\b")
_SHORT, _SHORT_OPENED = 13, 26  # words of a sentence in which "it" stands for what the sentence before names
_FEW = 9  # words of a sentence in which "its" does
_BACK = 3  # sentences before, at the most
_LONGEST_BACK = 400  # characters with those before, where there is as much room
_ASIDE = re.compile(r"\battached\b|\bappendix\b", re.I)  # a sentence that tells only where a paper is


def quoted(words: str) -> str:
    """Words in quotation marks; those that stand in them become straight ones, which are read as the same."""
    return f"“{re.sub('[“”]', chr(34), words)}”"


def unlabelled(text: str) -> str:
    """Words on one line, without the number or bullet printed before them."""
    return _GLUED.sub("", without_label(" ".join(text.split()))).strip()


def tidy(text: str) -> str:
    """The same without the joint that ties an item of a list to the next."""
    return _JOINT.sub("", _END.sub("", unlabelled(text)))


def own_part(quote: str) -> str:
    """A fact's own words, without the words that lead into its list."""
    return quote.rpartition(" … ")[2]


def cut(text: str, longest: int = LONGEST) -> str:
    """Words as they are, or their first sentences, or as many words as there is room for and "…"."""
    words = tidy(text)
    if len(words) <= longest * _OVER:
        return words
    kept = ""
    for sentence in sentences(words):
        if len(kept) + len(sentence) >= longest:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept) * 2 >= longest:
        return tidy(kept)
    short = words[: max(words.rfind(" ", 0, longest), 0)]
    return f"{_ended(short)}…"


def _ended(words: str) -> str:
    """Words without those a cut must not end in: "of" without its noun, a figure without its unit."""
    kept = words.split()
    while len(kept) > 1 and (kept[-1].strip("(,;:–-").casefold() in {*_NO_END, ""} or re.search(r"\d", kept[-1])):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–-(")


def clause(text: str, around: str, longest: int = LONGEST) -> str:
    """The clause of a sentence that has `around` in it, with "…" for what was left out: never without `around`."""
    words = tidy(text)
    place = words.find(around)
    if len(words) <= longest or place < 0:
        return cut(words, longest)
    ends = place + len(around)
    starts = [0, *(m.end() for m in re.finditer(r"[,;:.]\s+(?:and |but )?", words) if m.end() <= place)]
    start = next((at for at in starts if ends - at <= longest), starts[-1])
    opening = "… " if start and words[start - 2 : start] != ". " else ""
    kept = words[start:]
    if len(kept) <= longest:
        return f"{opening}{kept}"
    room = max(longest, ends - start)
    stops = [stop.start() for stop in _STOP.finditer(kept) if ends - start <= stop.start() <= room]
    if stops and stops[-1] * 2 > longest:
        return f"{opening}{tidy(kept[: stops[-1]])}" + ("" if kept[stops[-1]] == "." else "…")
    short = kept[: max(kept.rfind(" ", 0, room), ends - start)]
    trimmed = _ended(short)
    return f"{opening}{trimmed if around in trimmed else short}…"


def in_context(words: str, text: str, longest: int = _LONGEST_BACK) -> str:
    """A sentence of a text with those before it that it leans on, as far as they are few and short."""
    pieces = [said for piece in sentences(text) if len((said := unlabelled(piece)).split()) > 1]
    at = next((at for at, piece in enumerate(pieces) if quoted_in(words, piece)), 0)
    whole, first = words, words
    for before in reversed(pieces[max(0, at - _BACK) : at]):
        if not leans(first):
            break
        if _ASIDE.search(before):
            whole = f"… {whole}"
            continue
        longer = f"{before} {whole}"
        if len(longer) > longest * _OVER or not quoted_in(longer, text) or masked(longer) != longer:
            break
        whole, first = longer, before
    return whole.removeprefix("… ")


def leans(words: str) -> bool:
    """Whether a sentence speaks of something by "it" alone."""
    if _LEANS.match(words):
        return True
    short = _SHORT_OPENED if _OPENS.match(words) else _SHORT
    if re.search(r"\bits\b", words) and len(words.split()) < _FEW:
        return True
    return bool(_LEANS_WITHIN.search(words)) and len(words.split()) < short


def telling(sources: Sources, report: str, para: str, quote: str, longest: int = LONGEST) -> Citation | None:
    """What to quote for a fact: its sentence, with the one before where it leans on it; None where it is private."""
    paragraph = sources.paragraph(Ref(report, para))
    words = unlabelled(quote)
    if paragraph is None or masked(words) != words:
        return None
    whole = in_context(words, paragraph.text)
    said = cut(words, longest) if len(whole) <= len(words) else tidy(whole)
    return sources.cite(report, para, said) if quoted_in(said, paragraph.text) else None
