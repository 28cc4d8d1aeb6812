"""Words of ours beside those of papers: a day, a name, a number. They stand only where the paragraphs cited bear them.

The same check as the gate's, asked by a builder that has other words to fall back on.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.papers.sources import Sources
from assistant.verify.quoting import joining_fault
from ingest.report import Scope, written_iso

_NOTHING_ASKED = Query("", "", Scope(), Wanted.WHAT, ())


def evidence_of(citations: Iterable[Citation], sources: Sources) -> tuple[Evidence, ...]:
    """Every paragraph cited that is there for this reader, once."""
    refs = tuple(dict.fromkeys(citation.ref for citation in citations))
    return tuple(
        Evidence(key, ref, paragraph, sources.header(ref.report), sure=1.0)
        for key, ref in enumerate(refs, 1)
        if (paragraph := sources.paragraph(ref))
    )


def bears(sources: Sources, words: str, *citations: Citation) -> bool:
    """Whether the paragraphs cited bear every day, figure and name of these words."""
    statement = Statement(words, citations, sums_up=True)
    return not joining_fault(_NOTHING_ASKED, statement, evidence_of(citations, sources))


def day_said(sources: Sources, cited: Citation, when: str, until: str, printed: str) -> str:
    """A day or a range of days written out, where the paragraph gives all of it; else the words printed."""
    written = written_days(when, until)
    return written if bears(sources, f"on {written}", cited) else printed


def written_days(when: str, until: str) -> str:
    """ISO days as people write them: "3 to 5 May 2024", "30 April to 2 May 2024"; "" for no day."""
    if not when or until in ("", when):
        return written_iso(when or until)
    first = written_iso(when)
    if when[:7] == until[:7] and len(when) == len(until) == len("2015-11-05"):
        first = str(int(when[-2:]))
    elif when[:4] == until[:4] and len(when) > len("2015"):
        first = first.rpartition(" ")[0]
    return f"{first} to {written_iso(until)}"
