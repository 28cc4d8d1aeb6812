"""How a briefing is held to two pages."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation, Searched
from assistant.papers.briefing.lines import headed
from assistant.papers.briefing.pages import pages, shortened
from assistant.papers.handout import Chapter, Handout, Line, Part, Sort
from ingest.report import Ref

SENTENCE = (
    "The roof at Castle Baths must be replaced before winter, and the work, which the Board agreed in May, is due to "
    "begin on 3 September 2025 with the removal of the old tiles, the beams and the gutters of the east wing."
)


def test_a_heading_says_once_that_not_all_is_listed() -> None:
    assert headed("Risks", more=True) == "Risks (not all listed)"
    assert headed("Risks (not all listed)", more=True) == "Risks (not all listed)"
    assert headed("Risks", more=False) == "Risks"


def handout(*counts: int) -> Handout:
    headings = ("What you are asked to decide", "Why now", "Key dates", "Risks", "Questions you could ask")
    parts = tuple(
        Part(heading, tuple(Line(f"{heading} {at} {SENTENCE}", (cited(at),)) for at in range(count)))
        for heading, count in zip(headings, counts, strict=True)
    )
    day = date(2025, 5, 14)
    return Handout(Sort.BRIEFING, "Roof", "Aldwick", day, Searched(0, (), (), None, None), day, (Chapter(parts),))


def cited(at: int) -> Citation:
    return Citation(Ref("a.txt", str(at)), SENTENCE, f"Aldwick, Cabinet, 14 May 2025, para {at}")


def test_what_fits_is_left_as_it_is() -> None:
    small = handout(2, 2, 2, 2, 2)
    assert shortened(small, 2.0) is small


def test_what_does_not_fit_loses_its_longest_parts_and_keeps_the_asks() -> None:
    long = handout(6, 12, 5, 20, 5)
    assert pages(long) > 1.5
    short = shortened(long, 1.5)
    assert pages(short) <= 1.5
    asks, why, dates, risks, _ = short.chapters[0].parts
    assert len(asks.pieces) == 6
    assert asks.heading == "What you are asked to decide"
    assert risks.heading == "Risks (not all listed)"
    assert len(dates.pieces) >= len(why.pieces)


def test_asks_are_cut_last_and_their_heading_says_so() -> None:
    short = shortened(handout(40, 1, 1, 1, 1), 1.0)
    assert pages(short) <= 1.0
    assert short.chapters[0].parts[0].heading == "What you are asked to decide (not all listed)"
