"""A question in a language model's wording, taken only where it asks the same of the same papers.

It may change what is found, never what may be found: a wording is taken only where it is made of the conversation's own
words, keeps every figure, name and "not" of the question, and is understood to ask of the same papers, councils, dates
and recommendations. Words for the search are plain words without figures or names; they are looked for besides the
question's own, and how well a paragraph answers is still judged by the question. What was made of it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from assistant.answer import Query, Question
from assistant.language.writer import Rewriter, Rewritten
from assistant.trace import Wording
from assistant.words import FUNCTION_WORDS, content_stems, stems, words
from ingest.errors import LanguageModelError, PlanAssistantError

MOST_WORDS = 6  # taken for the search, each of at most
PHRASE = 4  # words
_WAYS = re.compile(r"\b(?:before|after|since|until|above|below|over|under|more|most|few|fewer|less)\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|none|without)\b|n['’]t\b", re.I)


def reworded(
    question: Question, query: Query, understand: Callable[[Question], Query], rewriter: Rewriter
) -> tuple[Query, Wording]:
    """The question as understood, in a language model's wording where that may be taken.

    Args:
        question: as put.
        query: the same, as understood without a model.
        understand: reads a question against the same papers.
        rewriter: the language model.
    """
    begun = perf_counter()
    try:
        offered = rewriter(question)
        fault = ""
    except LanguageModelError as error:
        offered, fault = Rewritten("", ()), str(error)
    spent = Wording(
        rewriter.name, True, 0, perf_counter() - begun, offered.tokens_in, offered.tokens_out, offered.cost, fault
    )
    query = replace(query, also=_searched_too(offered.words, question))
    if not question.history or not offered.question or not _of_the_conversation(offered.question, question):
        return query, spent
    try:
        alone = understand(replace(question, text=offered.question, history=()))
    except PlanAssistantError:
        return query, spent
    if _bounds(alone) != _bounds(query):
        return query, spent
    return replace(alone, text=query.text, also=query.also, reworded=offered.question), replace(spent, kept=1)


def _bounds(query: Query) -> tuple[object, ...]:
    """What a wording may not change: where is searched, and the fixed points of what is asked."""
    return (
        query.scope,
        query.wanted,
        frozenset(query.councils),
        frozenset(query.dates),
        frozenset(query.recommendations),
        frozenset(query.paragraphs),
        frozenset(query.missing),
        frozenset(side.scope for side in query.sides),
    )


def _of_the_conversation(offered: str, question: Question) -> bool:
    """Whether a wording is made of the conversation's words, and keeps the figures, the names and the "not" asked."""
    conversation = " ".join((question.text, *question.history))
    made_of = content_stems(offered) <= stems(conversation)
    kept = all(word in words(offered) for word in words(question.text) if _fixed(word))
    kept = kept and content_stems(question.text) <= stems(offered)
    return (
        made_of
        and kept
        and _ways(offered) == _ways(question.text)
        and len(_NOT.findall(offered)) == len(_NOT.findall(question.text))
    )


def _ways(text: str) -> list[str]:
    """The words that say on which side of a date or a figure something lies."""
    return sorted(way.casefold() for way in _WAYS.findall(text))


def _fixed(word: str) -> bool:
    """Whether a word is a figure or a name."""
    name = word[:1].isupper() and word.casefold() not in FUNCTION_WORDS
    return name or any(letter.isdigit() for letter in word)


def _searched_too(offered: tuple[str, ...], question: Question) -> tuple[str, ...]:
    """The words to search for besides: plain, short, and none that the question has."""
    asked = stems(question.text)
    plain = [" ".join(words(each)) for each in offered]
    taken = [each for each in plain if each and len(each.split()) <= PHRASE and not any(map(_fixed, each.split()))]
    return tuple(dict.fromkeys(each for each in taken if not stems(each) <= asked))[:MOST_WORDS]
