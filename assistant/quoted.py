"""The words of a paragraph that an answer shows, and what its paper is called. Pure.

A short paragraph is quoted whole. Of a long one, the sentences that hold the most of what was asked; a list keeps its
lead-in and all its items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Evidence, Query, Wanted, called
from assistant.bearing import bears, without_label
from assistant.lexicon import Expanded, expanded
from assistant.words import content_stems, stems
from ingest.report import Paragraph, written_day
from ingest.sentences import sentences

WHOLE_WORDS = 80  # a paragraph up to this long is quoted whole
LIST_WORDS = 300  # a list up to this long is
QUOTE_WORDS = 90  # sentences quoted from a longer paragraph, together
LEANING_WORDS = 25  # and so many more for sentences that lean on them
BEARS = 0.15  # how much more a sentence counts that has what the question wants: a date, a figure, a name
_LEANS = re.compile(r"\W*(?:this|these|those|it|they|both|however|but|neither|none of)\b", re.I)
_TELEPHONE = re.compile(r"(?<![\d£.,])(?:\+44[\s().-]{0,3}|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?!\d)")


def paper_name(evidence: Evidence, *, named: bool) -> str:
    """ "The Blackpool report of 3 December 2014": what the quoted words stand in."""
    council = f"{evidence.header.council} " if named and evidence.header.council else ""
    day = written_day(evidence.header.as_at)
    return f"The {council}{called(evidence.header.kind)}" + (f" of {day}" if day else f" “{evidence.header.title}”")


def shown(query: Query, text: str) -> str:
    """Words as they may be shown: somebody's direct telephone number only where contact details are asked for."""
    if Wanted.CONTACT in (query.wanted, *query.wants):
        return text
    return _TELEPHONE.sub("…", text)


def telling_words(query: Query, paragraph: Paragraph) -> str:
    """The words relied on, verbatim; "…" where sentences between are left out."""
    body = without_label(paragraph.text)
    size = len(body.split())
    is_list = query.wanted is Wanted.LIST or _is_list(body)
    if size <= WHOLE_WORDS or (is_list and size <= LIST_WORDS and _asks_for_list(query, body)):
        return body
    return _sentences_that_answer(query, body)


def _is_list(body: str) -> bool:
    return len(re.findall(r"(?:^|\s)(?:[•–·▪-]|\d+\.|\(?[a-z]\)|Rec\.?) ", body)) >= 3 and ":" in body


def _asks_for_list(query: Query, body: str) -> bool:
    """A list is quoted whole where a list is wanted, or where no one sentence of it holds most of what was asked."""
    if query.wanted is Wanted.LIST:
        return _is_list(body)
    asked = content_stems(query.standalone)
    shares = [len(asked & stems(sentence)) for sentence in sentences(body)]
    return max(shares, default=0) < 0.5 * len(asked & stems(body)) + 1


@dataclass(frozen=True, slots=True)
class _Scored:
    index: int  # from 0, in the paragraph
    text: str
    score: float


def _sentences_that_answer(query: Query, body: str) -> str:
    """The best sentence, then others in order of how well they answer while there is room; printed in their order."""
    pieces = sentences(body)
    asked = content_stems(query.standalone)
    lexicon = expanded(query.standalone, query.short_forms)
    scored = [_Scored(index, text, _answers(query, asked, lexicon, text)) for index, text in enumerate(pieces)]
    taken: list[_Scored] = []
    for piece in sorted(scored, key=lambda s: (-s.score, s.index)):
        room = QUOTE_WORDS - sum(len(t.text.split()) for t in taken)
        if not taken or (piece.score >= 0.5 * taken[0].score and len(piece.text.split()) <= room):
            taken.append(piece)
    return _joined(sorted((*taken, *_leaning(scored, taken)), key=lambda s: s.index))


def _leaning(scored: Sequence[_Scored], taken: Sequence[_Scored]) -> list[_Scored]:
    """The sentence after one that is taken, where it leans on it ("This is an increase…") and there is room."""
    room = QUOTE_WORDS - sum(len(t.text.split()) for t in taken) + LEANING_WORDS
    found: list[_Scored] = []
    for piece in taken:
        after = scored[piece.index + 1] if piece.index + 1 < len(scored) else None
        if after and after not in taken and _LEANS.match(after.text) and len(after.text.split()) <= room:
            found.append(after)
            room -= len(after.text.split())
    return found


def _joined(pieces: Sequence[_Scored]) -> str:
    """Sentences in their order; "…" stands for those left out between."""
    out = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        gap = "" if before is None else " " if piece.index == before.index + 1 else " … "
        out += gap + piece.text
    return out


def _answers(query: Query, asked: frozenset[str], lexicon: Expanded, sentence: str) -> float:
    """How well a sentence answers: the share of the asked words it holds, and more where it bears what is wanted.

    The papers' words for a word asked count as it.
    """
    held = stems(sentence)
    share = sum(lexicon.stands_in(word, held) for word in asked) / max(1, len(asked))
    return share + (BEARS if bears(query.wanted, sentence) else 0.0)
