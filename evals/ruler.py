"""When a paragraph shown stands for a gold paragraph, and when a quote stands in its paper.

Addresses decide. The same paragraph stands for itself; a sub-item stands for the paragraph that holds it, and the
other way round, but not for its siblings; a cover-sheet row or a block without a number stands for itself only. An
address that the paper does not have (another parser's, or a system that has none) is read leniently: "para 5.4" is
5.4, a label cut short is the row that it can only be, and failing that the words shown decide, if they are mostly the
gold paragraph's and not many more. The product itself never matches so; here it is what lets any system be measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evals.outcome import Shown
from ingest.report import Ref, normalise, quoted_in

# How much of the one must be in the other for words to decide.
SHOWN_IN_GOLD = 0.8  # share of the words shown that are the gold paragraph's
GOLD_IN_SHOWN = 0.6  # share of the gold paragraph's words that are shown
FEWEST_WORDS = 4
MANY_MORE = (2, 20)  # shown may hold this many times the gold's words, and so many more

_WORD = re.compile(r"[a-z0-9£%.,']*[a-z0-9%]")
_UNNUMBERED = ("header", "section")


def words(text: str) -> list[str]:
    """Words and figures of a text, folded: "£1.359m", "o'dwyer", "20%"; other punctuation parts them."""
    return _WORD.findall(normalise(text.replace("…", " ")))


def parent(para: str) -> str:
    """The number without the word "para" and without its last bracket: "para 2.1(b)" → "2.1"."""
    return re.sub(r"\([^)]*\)$", "", re.sub(r"^para(graph)?\s*", "", para)).strip()


def of_one_family(shown: str, gold: str) -> bool:
    """Whether one of two numbers is the other, or holds it; two different sub-items are not of one family."""
    if shown.startswith(_UNNUMBERED):
        return False
    return parent(shown) == parent(gold) and not ("(" in shown and "(" in gold)


def words_agree(shown: Counter[str], gold: Counter[str]) -> bool:
    """Whether the words shown are the gold paragraph's own, in any order: bags of words, intersected."""
    shown_count, gold_count, common = shown.total(), gold.total(), (shown & gold).total()
    times, more = MANY_MORE
    if not common or shown_count > times * gold_count + more:
        return False
    mostly_gold = common >= SHOWN_IN_GOLD * shown_count and common >= FEWEST_WORDS
    mostly_shown = common >= GOLD_IN_SHOWN * gold_count and (common >= FEWEST_WORDS or common == gold_count)
    return mostly_gold or mostly_shown


@dataclass(frozen=True)
class Ruler:
    """The words of every paragraph that can be cited, by address: what shown paragraphs are held against."""

    texts: Mapping[Ref, str]

    @cached_property
    def _papers(self) -> dict[str, dict[str, str]]:
        """The text of each paper's paragraphs by folded address."""
        papers: dict[str, dict[str, str]] = {}
        for ref, text in self.texts.items():
            papers.setdefault(ref.report, {}).setdefault(normalise(ref.para), text)
        return papers

    @cached_property
    def _spelt(self) -> dict[str, list[str]]:
        """Each paper's paragraphs as words with one space between them."""
        spelt: dict[str, list[str]] = {}
        for ref, text in self.texts.items():
            spelt.setdefault(ref.report, []).append(" ".join(words(text)))
        return spelt

    def paper(self, report: str) -> str:
        """A paper's name as it is known here: as given, or without its folders."""
        return report if report in self._papers else report.rsplit("/", 1)[-1]

    def text(self, report: str, para: str) -> str:
        """The words at an address; "" where there is no such paragraph."""
        return self._papers.get(self.paper(report), {}).get(normalise(para), "")

    def holds(self, ref: Ref) -> bool:
        return normalise(ref.para) in self._papers.get(self.paper(ref.report), {})

    def same(self, shown: Shown, gold: Ref) -> bool:
        """Whether a paragraph shown stands for a gold one."""
        report = self.paper(shown.report)
        if report != self.paper(gold.report):
            return False
        paras, given, wanted = self._papers.get(report, {}), normalise(shown.para), normalise(gold.para)
        if given in paras:
            return given == wanted or of_one_family(given, wanted)
        if given.startswith("header:"):
            only_one = sum(para.startswith(given) for para in paras) == 1
            return (wanted.startswith(given) and only_one) or given.startswith(wanted)
        if given and (given == wanted or of_one_family(given, wanted)):
            return True
        return words_agree(Counter(words(shown.quote or shown.text)), Counter(words(paras.get(wanted, ""))))

    def quoted(self, shown: Shown) -> bool:
        """Whether one paragraph of the cited paper has the quoted words in their order; "…" leaves words out."""
        parts = [" ".join(words(part)) for part in re.split(r"…|\.\.\.", shown.quote)]
        wanted = [part for part in parts if part]
        return bool(wanted) and any(_in_order(wanted, text) for text in self._spelt.get(self.paper(shown.report), ()))

    def in_place(self, shown: Shown) -> bool:
        """Whether a citation keeps the law: its address is held, and its quote is in that very paragraph."""
        return quoted_in(shown.quote, self.text(shown.report, shown.para))


def _in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
    return True
