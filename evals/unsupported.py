"""What a reader was told that the cited paragraphs do not say: an independent check of whole answers.

It knows nothing of the gate that answers pass as they are made, shares no code with it, and goes by other means: see
`borne`. It leans to raising a finding: where it does, a person looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Statement
from assistant.ask import Assistant
from evals.borne import not_borne
from evals.marks import words
from evals.sources import Source, Told
from ingest.report import Access, Ref


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader was told that is not borne: what kind of thing, its words, who said it, what it cites."""

    kind: str
    words: str
    statement: str
    cited: tuple[str, ...] = ()  # addresses as printed


@dataclass(frozen=True, slots=True)
class Held:
    """The papers held: what stands at each address, and every word that stands somewhere in small letters."""

    sources: Mapping[Ref, Source]
    small: frozenset[str]


def holdings(assistant: Assistant) -> Held:
    """Every paragraph of a library, whoever may see it, with what stands around it but for its citation's address."""
    sources: dict[Ref, Source] = {}
    for card in assistant.cards(Access.EXEMPT):
        report = assistant.report(card.name, Access.EXEMPT)
        by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
        for paragraph in report.paragraphs:
            parent = by_para.get(paragraph.parent)
            lead = parent.text.split(paragraph.text[:40])[0] if parent else ""
            table = " ".join(cell.heading for cell in paragraph.cells)
            around = " \n ".join((report.header.title, report.header.body, paragraph.section, lead, table))
            sources[Ref(card.name, paragraph.para)] = Source(paragraph.text, around)
    small = {word.written for source in sources.values() for word in source.words if word.written.islower()}
    return Held(sources, frozenset(small))


def unsupported(answer: Answer, question: str, held: Held, *, everything: bool = False) -> tuple[Finding, ...]:
    """What is not borne in the statements a language model wrote; `everything`: in all statements that cite."""
    found: list[Finding] = []
    texts = Counter(s.text for s in answer.statements if s.by_model)
    for statement in answer.statements:
        if statement.by_model or (everything and statement.citations):
            cited = tuple(citation.printed for citation in statement.citations)
            wrong = [*dead_citations(statement, held), *check(statement, question, held)]
            if texts[statement.text] > 1:
                wrong.append(("repeated", statement.text))
            found += [Finding(kind, what, statement.text, cited) for kind, what in dict.fromkeys(wrong)]
    return tuple(found)


def check(statement: Statement, question: str, held: Held) -> list[tuple[str, str]]:
    """Kind and words of everything in a statement that its citations do not bear."""
    return not_borne(told_of(statement, question, held))


def told_of(statement: Statement, question: str, held: Held) -> Told:
    """A statement with the paragraphs it cites, as the checks take it."""
    sources = tuple(
        Source(held.sources[c.ref].text, f"{held.sources[c.ref].around} \n {c.printed}")
        for c in statement.citations
        if c.ref in held.sources
    )
    return Told(statement.text, words(statement.text), sources, question, held.small)


def dead_citations(statement: Statement, held: Held) -> Iterator[tuple[str, str]]:
    """Citations of no paragraph held, and quoted words that no paragraph cited has."""
    if not statement.citations:
        yield "citation", "none"
    for citation in statement.citations:
        source = held.sources.get(citation.ref)
        if source is None:
            yield "citation", citation.printed
        elif not _quoted(citation.quote, source.text):
            yield "quote", citation.quote
    for quote in re.findall(r"[“\"]([^“”\"]+)[”\"]", statement.text):
        texts = [held.sources[c.ref] for c in statement.citations if c.ref in held.sources]
        if not any(_quoted(quote, source.text) or _quoted(quote, source.around) for source in texts):
            yield "quote", quote


def _quoted(quote: str, text: str) -> bool:
    """Whether every piece of a quote stands in a text, in order. "…" stands for what is left out."""
    whole, at = _letters(text), 0
    for piece in re.split("…|\\.\\.\\.", quote):
        at = whole.find(_letters(piece), at)
        if at < 0:
            return False
    return True


def _letters(text: str) -> str:
    return "".join(word.small for word in words(text) if word.small.isalnum() or word.small[0].isdigit())
