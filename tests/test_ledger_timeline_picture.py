"""The picture of the timeline: sound XML, nothing on top of anything else, every shape told, words that do no harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from assistant.ledger.timeline import KEPT, NOT_SHOWN, TimelineRow
from assistant.ledger.timeline_picture import LETTER, WIDTH, Mark, timeline_picture

SVG = "{http://www.w3.org/2000/svg}"
ROW = TimelineRow(
    council="Ashmere",
    when="2019-06-12",
    until="",
    kind="event",
    text="The plan was agreed.",
    printed="12 June 2019",
    unresolved="",
    kept="",
    kept_report="",
    kept_para="",
    kept_quote="",
    also=(),
    as_at="2019-06-12",
    report="paper.txt",
    para="3.1",
    quote="",
)
PROMISE = replace(ROW, kind="promise", kept=NOT_SHOWN)
Box = tuple[float, float, float, float]


def drawn(*rows: TimelineRow) -> ElementTree.Element:
    marks = [Mark(row, f"row-{at}") for at, row in enumerate(rows, start=1)]
    return ElementTree.fromstring(timeline_picture(marks, "Ashmere"))


def words(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def boxes(svg: ElementTree.Element) -> Iterator[Box]:
    """What takes room: marks with their words, and words that stand alone."""
    linked = {id(inside) for link in svg.iter(f"{SVG}a") for inside in link.iter(f"{SVG}text")}
    for link in svg.iter(f"{SVG}a"):
        rect = link.find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        yield x, y, x + width, y + height
        for text in link.iter(f"{SVG}text"):
            assert float(text.get("x", "")) + LETTER * len(text.text or "") <= x + width
    for text in svg.iter(f"{SVG}text"):
        if id(text) not in linked:
            x, y = float(text.get("x", "")), float(text.get("y", ""))
            yield x, y - 11, x + LETTER * len(text.text or ""), y + 2


def many(count: int) -> list[TimelineRow]:
    """Rows of every kind, crowded into few years, some with a month, a year or no date alone."""
    kinds = [ROW, PROMISE, replace(PROMISE, kept=KEPT), replace(PROMISE, kind="deadline")]
    whens = ["2019-06-12", "2019-06-28", "2019-07", "2019", "", "2021-12-31", "2021-12-01", "1990-01-05"]
    return [
        replace(kinds[at % 4], when=whens[at // 4 % 8], until="2019-06-30" if at // 4 % 8 == 1 else "")
        for at in range(count)
    ]


@pytest.mark.parametrize("count", [1, 5, 32, 85, 400])
def test_nothing_lies_on_anything_else_and_all_is_inside(count: int) -> None:
    svg = drawn(*many(count))
    height = float(svg.get("viewBox", "").split()[3])
    every = list(boxes(svg))
    assert all(x >= 0 and y >= 0 and right <= WIDTH and bottom <= height for x, y, right, bottom in every)
    lying = [
        (one, other)
        for one, other in combinations(every, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert lying == []


def test_every_row_is_told_and_the_first_of_each_mark_is_linked() -> None:
    svg = drawn(ROW, replace(ROW, when="2019-06-13"), PROMISE, replace(PROMISE, when=""))
    links = [link.get("href") for link in svg.iter(f"{SVG}a")]
    assert links == ["#row-1", "#row-3"]
    assert "×2" in words(svg)
    assert "12" in words(svg)
    assert "Without a date that could be read: 1. The table has them last." in words(svg)
    assert svg.findtext(f"{SVG}desc") == "2 happened; 2 promised, and no later paper shows it done."


def test_what_was_kept_is_filled_and_what_no_paper_shows_is_hollow() -> None:
    for kept, filled in ((KEPT, "currentColor"), (NOT_SHOWN, None)):
        svg = drawn(replace(PROMISE, kept=kept))
        shapes = [path for link in svg.iter(f"{SVG}a") for path in link.iter(f"{SVG}path")]
        assert [shape.get("fill") for shape in shapes] == [filled]


def test_years_of_which_nothing_is_told_are_one_line() -> None:
    told = words(drawn(ROW, replace(ROW, when="2024"), replace(ROW, when="2026")))
    assert [each for each in told if each.endswith("nothing")] == ["2020 to 2023: nothing", "2025: nothing"]


def test_days_that_follow_one_another_are_a_range() -> None:
    assert "12–14" in words(drawn(replace(ROW, until="2019-06-14")))
    assert "12" in words(drawn(replace(ROW, until="2019-07-14")))


def test_words_from_a_paper_do_nothing() -> None:
    svg = drawn(replace(ROW, text='<script>alert("1")</script>\x00&'))
    assert not list(svg.iter(f"{SVG}script"))
    link = next(svg.iter(f"{SVG}a"))
    assert '<script>alert("1")</script>&' in (link.findtext(f"{SVG}title") or "")


def test_it_takes_no_place_in_the_way_of_a_keyboard() -> None:
    svg = drawn(*many(40))
    assert svg.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in svg.iter(f"{SVG}a")} == {"-1"}
