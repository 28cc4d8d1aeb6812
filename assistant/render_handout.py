"""What a handout says alike as Word, HTML and Markdown: its notes and their numbers, its first and last lines. Pure.

A note says where a paragraph stands, and the words relied on where they are not to be read beside its number. Its paper
is named at its first note; at every note where two of the papers cited are of one meeting, or nobody could tell which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.papers.handout import Handout, Line, Row
from assistant.render import searched
from assistant.render_sheet import SERVICE, named, plain
from ingest.report import Access, Ref, quoted_in, written_day

DRAFT = "DRAFT"
CALCULATED, BY_MODEL = "calculated", "model"  # they stand in italics after what they mark
_MOST_WORDS, _FEWEST_WORDS = 40, 8  # of all quotes in a note together, and of each of them where there are many
_MOST_SIGNS = 70  # of a title that stands over each page
_MEETING = re.compile(r"^.*?\b\d{1,2} [A-Z][a-z]+ \d{4}(?=,|$)")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a handout. Each differs from every other, and each is referred to."""

    words: tuple[str, ...]  # plain text; the first is number 1
    cited: tuple[Citation, ...]  # what each is a note of
    under: Mapping[Line | Row, tuple[int, ...]]  # the numbers that stand after what cites


def notes(handout: Handout, titles: Mapping[str, str]) -> Notes:
    """Number the notes in order of first use.

    Args:
        titles: of the papers, by name, see `render_sheet.named`.
    """
    shared = _of_one_meeting(handout.citations)
    numbers: dict[str, int] = {}
    cited: dict[int, Citation] = {}
    known: dict[str, int] = {}  # the same without the paper's name
    named_before: set[str] = set()
    under: dict[Line | Row, tuple[int, ...]] = {}
    for each in handout.citing:
        own: list[int] = []
        for citation, quotes in _relied_on(each):
            where, report = plain(citation.printed), citation.ref.report
            key = f"{report}\n{where}{quotes}"
            if key not in known:
                told = report in shared or report not in named_before
                paper = _paper(report, where, titles, needed=report in shared) if told else ""
                known[key] = numbers.setdefault(f"{where}{paper}{quotes}", len(numbers) + 1)
                cited.setdefault(known[key], citation)
                named_before.add(report)
            own.append(known[key])
        under[each] = tuple(dict.fromkeys(own))
    return Notes(tuple(numbers), tuple(cited[number] for number in numbers.values()), under)


def _relied_on(each: Line | Row) -> list[tuple[Citation, str]]:
    """Each paragraph cited once, with the words relied on that stand nowhere in what cites it: ": “…”; “…”"; ""."""
    quotes: dict[Ref, list[str]] = defaultdict(list)
    first = {citation.ref: citation for citation in reversed(each.citations)}
    for citation in each.citations:
        quote = citation.quote
        if quote and quote not in quotes[citation.ref] and not quoted_in(quote, each.said):
            quotes[citation.ref].append(quote)
    return [(first[ref], _quoted(quotes.get(ref, []))) for ref in _refs(each)]


def _refs(each: Line | Row) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(citation.ref for citation in each.citations))


def _quoted(quotes: list[str]) -> str:
    """Quotes, each shorter the more there are: ": “…”; “…”"; "" where there are none."""
    most = max(_MOST_WORDS // len(quotes), _FEWEST_WORDS) if quotes else 0
    words = "; ".join(f"“{_cut(quote, most)}”" for quote in quotes)
    return f": {words}" if words else ""


def _cut(quote: str, most: int) -> str:
    """A quote without its end where it has more words than `most`."""
    words = plain(quote).split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most]).rstrip(' ,;:')} …"


def _paper(report: str, where: str, titles: Mapping[str, str], *, needed: bool) -> str:
    """A paper's name in brackets; "" where its title stands in the address, unless `needed` to tell it from another."""
    title = plain(titles.get(report, ""))
    if title and title in where and not needed:
        return ""
    return f" (paper: {plain(named(report, titles))})"


def _of_one_meeting(citations: tuple[Citation, ...]) -> set[str]:
    """The papers whose addresses alone do not tell them from one another."""
    papers: dict[str, set[str]] = defaultdict(set)
    for citation in citations:
        found = _MEETING.match(citation.printed)
        papers[found[0] if found else citation.printed].add(citation.ref.report)
    return {report for reports in papers.values() if len(reports) > 1 for report in reports}


def as_at(handout: Handout) -> str:
    """ "As at 8 July 2024"; "" where no paper is dated."""
    return f"As at {written_day(handout.as_at)}" if handout.as_at else ""


def closed(handout: Handout) -> str:
    """That a handout is not for everybody; "" where it is."""
    word = handout.access.word
    return f"Rests on {word} paragraphs: not for publication." if handout.access > Access.OPEN else ""


def written_from(handout: Handout) -> str:
    """When it was written and from how much, in a sentence."""
    held = searched(handout.searched).removeprefix("Searched: ")
    return plain(f"Written on {written_day(handout.made)} by {SERVICE} from the papers held: {held}")


def by_model(handout: Handout) -> str:
    """Which of its words are a language model's, in a sentence; "" where none is."""
    if not any(isinstance(each, Line) and each.by_model for each in handout.citing):
        return ""
    return (
        f"The sentences marked “{BY_MODEL}” were worded by a language model and checked against the paragraphs they "
        "cite."
    )


def left_out(handout: Handout) -> str:
    """How much did not hold, in a sentence; "" where all did."""
    if not handout.left_out:
        return ""
    many = "1 statement was" if handout.left_out == 1 else f"{handout.left_out} statements were"
    return f"{many} left out because the papers do not bear out what was to be said."


def kind(handout: Handout) -> str:
    """What stands over its title: what kind of paper it is; "" where its title says so."""
    return "" if handout.sort.casefold() in handout.title.casefold() else str(handout.sort)


def running(handout: Handout) -> str:
    """What tells one of its pages from those of another paper: its kind and title."""
    title = plain(handout.title)
    if len(title) > _MOST_SIGNS:
        title = f"{title[:_MOST_SIGNS].rpartition(' ')[0] or title[:_MOST_SIGNS]} …"
    return ": ".join(filter(None, (kind(handout), title)))


def marks(each: Line | Row) -> tuple[str, ...]:
    """The words that stand in italics after a line or a row."""
    model = isinstance(each, Line) and each.by_model
    return tuple(word for word, shown in ((CALCULATED, each.calculated), (BY_MODEL, model)) if shown)


def lines(text: str) -> tuple[str, ...]:
    """A text's lines, each as it can be shown; always one."""
    return tuple(plain(line) for line in text.splitlines() if line.strip()) or ("",)
