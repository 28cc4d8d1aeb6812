"""How an onboarding pack quotes: the telling sentence, whole where it is short, else to the end of a clause.

A sentence that opens with "it" or "the others" brings the one before it along, since nobody knows of what it speaks. A
day is written out where the paragraph gives all of it; where it does not ("June this year") its words stand.
Words with somebody's telephone number or e-mail address are not quoted.
"""

from __future__ import annotations

import re

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.papers.sources import Sources
from assistant.private import masked
from assistant.verify.quoting import joining_fault
from assistant.words import FUNCTION_WORDS
from ingest.report import Paragraph, Ref, Scope, quoted_in, written_iso
from ingest.sentences import sentences

MOST = 34  # words of a quotation, if nothing else is said
_OVER = 6  # words more that are left rather than cut
_LABEL = re.compile(r"^(?:\d+(?:\.\d+)+[.)]?|\d{1,3}[.)]|\([a-z0-9]{1,4}\)|[a-z][.)]|[•·▪‣–-])\s+")
_LEANS = re.compile(
    r"(?:It|Its|They|Their|Them|This|These|Those|He|She|His|Her|[Tt]he (?:others?|remain\w+|rest|difference))\b"
    r"(?! (?:is (?:a|the) (?:\w+ )?)?(?:report|paper|plan|programme|council|committee|board)s?\b)"
)
_LEANS_WITHIN = re.compile(r"\b(?:it|them|they)\b|\b(?:its|their) place\b")
_OPENS = re.compile(r"(?:Since|When|As|After|Before|Although|Because|Until|While|Where|If)\b")
_SHORT, _SHORT_OPENED = 13, 26  # words of a sentence in which "it" stands for what the sentence before names
_FEW = 9  # words of a sentence in which "its" does
_BACK = 3  # sentences before, at the most
_MOST_BACK = 66  # words with those before
_ASIDE = re.compile(r"\battached\b|\bappendix\b", re.I)  # a sentence that tells only where a paper is
_NOTHING_ASKED = Query("", "", Scope(), Wanted.WHAT, ("",))


def plain(text: str) -> str:
    """Words on one line, without the number printed before them."""
    return " ".join(_LABEL.sub("", text.strip()).split())


def own_words(paragraph: Paragraph) -> str:
    """The words of a paragraph without its number."""
    return paragraph.text.removeprefix(f"{paragraph.para.partition('#')[0]} ")


def cut(text: str, most: int = MOST) -> str:
    """The first words of a text, to the end of a clause if there is one, with "…" where words are left out."""
    words = plain(text).split()
    if len(words) <= most + _OVER:
        return " ".join(words).rstrip(" ;,")
    kept = words[:most]
    ends = [at for at, word in enumerate(kept, 1) if word.endswith((".", ";", ",", ":")) and at >= most * 0.6]
    if ends:
        kept = kept[: ends[-1]]
    while len(kept) > 1 and (kept[-1].casefold().strip(",;:") in FUNCTION_WORDS or re.search(r"\d$", kept[-1])):
        kept = kept[:-1]
    return f"{' '.join(kept).rstrip(',;:')} …"


def quoted(words: str) -> str:
    """Words in quotation marks; those that stand in them become straight ones, which are read as the same."""
    return f"“{re.sub('[“”]', chr(34), words)}”"


def telling(sources: Sources, report: str, para: str, quote: str, most: int = MOST) -> str:
    """The words to quote for a fact: its sentence, with the one before where it leans on it; "" where it is private."""
    paragraph = sources.paragraph(Ref(report, para))
    words = plain(quote)
    if paragraph is None or masked(words) != words:
        return ""
    whole = _with_those_before(words, own_words(paragraph)).rstrip(" ;,")
    said = cut(words, most) if len(whole) <= len(words) else whole
    return said if quoted_in(said, paragraph.text) else ""


def _with_those_before(words: str, text: str) -> str:
    """A sentence with those before it that it leans on, as far as they are few and short."""
    pieces = [plain(piece) for piece in sentences(text)]
    at = next((at for at, piece in enumerate(pieces) if quoted_in(words, piece)), 0)
    whole, first = words, words
    for before in reversed(pieces[max(0, at - _BACK) : at]):
        if not _leans(first):
            break
        if _ASIDE.search(before):
            whole = f"… {whole}"
            continue
        longer = f"{before} {whole}"
        if len(longer.split()) > _MOST_BACK or not quoted_in(longer, text) or masked(longer) != longer:
            break
        whole, first = longer, before
    return whole.removeprefix("… ")


def _leans(words: str) -> bool:
    """Whether a sentence speaks of something by "it" alone."""
    if _LEANS.match(words):
        return True
    short = _SHORT_OPENED if _OPENS.match(words) else _SHORT
    if re.search(r"\bits\b", words) and len(words.split()) < _FEW:
        return True
    return bool(_LEANS_WITHIN.search(words)) and len(words.split()) < short


def around(text: str, printed: str, most: int = MOST) -> str:
    """The words of a text up to the clause that has these in it; "…" where words are left out."""
    words = plain(text)
    if printed in cut(words, most) or printed not in words:
        return cut(words, most)
    end = words.index(printed) + len(printed)
    rest = re.match(r"[^,;:.]*[.]?", words[end:])
    kept = f"{words[:end]}{rest[0] if rest and len(rest[0].split()) < 8 else ''}"
    more = " …" if len(kept) < len(words.rstrip(".;")) else ""
    return f"… {' '.join(kept.split()[-most:])}{more}"


def day_said(sources: Sources, cited: Citation, when: str, until: str, printed: str) -> str:
    """A day as written here, where its paragraph gives all of it; else the words printed."""
    days = tuple(dict.fromkeys(day for day in (when, until) if day))
    written = " to ".join(map(written_iso, days))
    if len(days) == 2 and all(len(day) == len("2015-11-05") for day in days) and when[:4] == until[:4]:
        first = str(int(when[8:])) if when[:7] == until[:7] else written_iso(when).removesuffix(f" {when[:4]}")
        written = f"{first} to {written_iso(until)}"
    return written if holds(sources, f"on {written}", cited) else printed


def holds(sources: Sources, words: str, *citations: Citation) -> bool:
    """Whether words of ours name only days, figures and names of the paragraphs cited: as the gate asks."""
    pieces = []
    for key, citation in enumerate(citations, 1):
        paragraph = sources.paragraph(citation.ref)
        if paragraph is None:
            return False
        pieces.append(Evidence(key, citation.ref, paragraph, sources.header(citation.ref.report), sure=1.0))
    return not joining_fault(_NOTHING_ASKED, Statement(words, citations, sums_up=True), pieces)
