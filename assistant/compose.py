"""Evidence → statements, with no language model: quotes and short joining words. Pure, the same every time.

A short paragraph is quoted whole. Of a long one, the sentences that hold the most of what was asked; a list keeps its
lead-in and all its items. A table row is given under its headings, and a tick-box row says what is ticked and what is
not. The joining words name the paper by its date, so that every fact is "as at", and by its council where more than one
is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Evidence, Query, Statement, Wanted, called
from assistant.bearing import bears, without_label
from assistant.lexicon import expanded
from assistant.verdict import verdict
from assistant.words import content_words, stem, stems
from ingest.report import Kind, Paragraph, written_day
from ingest.sentences import sentences

WHOLE_WORDS = 80  # a paragraph up to this long is quoted whole
LIST_WORDS = 300  # a list up to this long is
QUOTE_WORDS = 90  # sentences quoted from a longer paragraph, together
LEANING_WORDS = 25  # and so many more for sentences that lean on them
BEARS = 0.15  # how much more a sentence counts that has what the question wants: a date, a figure, a name
_LEANS = re.compile(r"\W*(?:this|these|those|it|they|both|however|but|neither|none of)\b", re.I)
_TELEPHONE = re.compile(r"(?<![\d£.,])(?:\+44[\s().-]{0,3}|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?!\d)")
_TICK = re.compile(r"\[([x ])\]")


def compose(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
    """One statement for each piece of evidence, in its order. A paper is named once, until another is quoted."""
    councils = {piece.header.council for piece in evidence}
    before = (None, *evidence)
    return tuple(
        _opened(query, piece, last, _statement(query, piece, _lead(piece, last, named=len(councils) > 1)))
        for last, piece in zip(before, evidence, strict=False)
    )


def _opened(query: Query, piece: Evidence, last: Evidence | None, statement: Statement) -> Statement:
    """A statement with "Yes" or "No" before it where the words it quotes say so, the first of a part and a council."""
    wants = query.wants or (query.wanted,) * len(query.parts)
    first = last is None or (last.part, last.header.council) != (piece.part, piece.header.council)
    if not first or piece.side or wants[piece.part] is not Wanted.YES_NO:
        return statement
    said = verdict(query.parts[piece.part], piece.paragraph.text, piece.paragraph.section)
    return replace(statement, text=f"{said}. {statement.text}") if said else statement


def citation(evidence: Evidence, quote: str) -> Citation:
    """A quote of a piece of evidence, with its address."""
    return Citation.of(evidence.ref, quote, evidence.paragraph, evidence.header)


def _lead(evidence: Evidence, last: Evidence | None, *, named: bool) -> str:
    """Whose words follow: the paper by its name, "It" where it was the last one quoted, "" within one list."""
    if last is None or last.ref.report != evidence.ref.report:
        return _paper(evidence, named=named)
    parent = evidence.paragraph.parent
    return "" if parent and parent == last.paragraph.parent else "It also"


def _statement(query: Query, evidence: Evidence, paper: str) -> Statement:
    paragraph = evidence.paragraph
    if paragraph.cells:
        cells = [(cell.heading, shown(query, cell.text)) for cell in paragraph.cells]
        said = "; ".join(f"{heading}: “{text}”" if heading else f"“{text}”" for heading, text in cells)
        lead = f"{paper} has in its table — " if paper else ""
        return Statement(f"{lead}{said}", (citation(evidence, shown(query, paragraph.text)),))
    if paragraph.para.startswith("header:"):
        return _cover(query, evidence, paper)
    quote = shown(query, _quote(query, paragraph))
    verb = "say" if paper.startswith("The") and evidence.header.kind is Kind.MINUTES else "says"
    lead = f"{paper} {verb}{_under(paragraph, quote)}: " if paper else ""
    return Statement(f"{lead}“{quote}”", (citation(evidence, quote),))


def _paper(evidence: Evidence, *, named: bool) -> str:
    """ "The Blackpool report of 3 December 2014": what the quoted words stand in."""
    council = f"{evidence.header.council} " if named and evidence.header.council else ""
    day = written_day(evidence.header.as_at)
    return f"The {council}{called(evidence.header.kind)}" + (f" of {day}" if day else f" “{evidence.header.title}”")


def _under(paragraph: Paragraph, quote: str) -> str:
    """Where the words alone would not say what they are about, the heading they stand under."""
    needed = len(quote.split()) < 8 or paragraph.parent.startswith("section:")
    return f" under “{paragraph.section}”" if needed and paragraph.section else ""


def shown(query: Query, text: str) -> str:
    """Words as they may be shown: somebody's direct telephone number only where contact details are asked for."""
    if Wanted.CONTACT in (query.wanted, *query.wants):
        return text
    return _TELEPHONE.sub("…", text)


def _cover(query: Query, evidence: Evidence, paper: str) -> Statement:
    """A row of the cover sheet; with tick-boxes, which are ticked and which are not."""
    text = shown(query, evidence.paragraph.text)
    verb = "has on its title lines" if evidence.paragraph.section.casefold() == "header" else "has on its cover sheet"
    ticks = tuple(_ticks(evidence.paragraph))
    said = f"{paper} {verb}: “{text}”"
    if ticks:
        chosen = ", ".join(label for label, ticked in ticks if ticked) or "nothing"
        others = ", ".join(label for label, ticked in ticks if not ticked) or "nothing"
        said = f"{paper} has ticked {chosen}; not ticked: {others}. Its words: “{text}”"
    return Statement(said, (citation(evidence, text),))


def _ticks(paragraph: Paragraph) -> list[tuple[str, bool]]:
    """Each option of a tick-box row and whether it is ticked. The box follows its option, or comes before it."""
    label = paragraph.para.removeprefix("header:")
    text = paragraph.text.removeprefix(label).lstrip(": ")
    pieces = _TICK.split(text)  # option, mark, option, mark, …
    marks = [mark == "x" for mark in pieces[1::2]]
    options = pieces[:-1:2] if pieces[0].strip() else pieces[2::2]
    return [(option.strip(" :;,\n\t"), mark) for option, mark in zip(options, marks, strict=False) if option.strip()]


def _quote(query: Query, paragraph: Paragraph) -> str:
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
    asked = {stem(word) for word in content_words(query.standalone)}
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
    asked = {stem(word) for word in content_words(query.standalone)}
    instead = expanded(query.standalone, query.short_forms).instead
    scored = [_Scored(index, text, _answers(query, asked, instead, text)) for index, text in enumerate(pieces)]
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


def _answers(query: Query, asked: set[str], instead: Mapping[str, frozenset[str]], sentence: str) -> float:
    """How well a sentence answers: the share of the asked words it holds, and more where it bears what is wanted.

    The papers' words for a word asked count as it.
    """
    held = stems(sentence)
    share = sum(word in held or bool(instead.get(word, frozenset()) & held) for word in asked) / max(1, len(asked))
    return share + (BEARS if bears(query.wanted, sentence) else 0.0)
