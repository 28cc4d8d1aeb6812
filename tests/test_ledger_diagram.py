"""The diagram of governance: sound XML, every body once in each of its lives, words that fit and cannot do harm."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from holdings import holdings
from plain_papers import reference_papers, sample

from assistant.ledger.diagram import WIDTH, diagram
from assistant.ledger.governance import GovernanceRow, governance
from ingest.facts.roles import roles

SVG = "{http://www.w3.org/2000/svg}"
ROW = GovernanceRow(
    council="Ashmere",
    body="Recovery Board",
    role="accountable",
    of_what="the plan",
    from_="2018-05",
    to=None,
    standing="in force",
    other="",
    look_alikes=(),
    as_at="2019-06-12",
    report="paper.txt",
    para="3.1",
    quote="",
)


def drawn(*rows: GovernanceRow) -> ElementTree.Element:
    return ElementTree.fromstring(diagram(rows, "Who does what"))


def names_of(svg: ElementTree.Element) -> list[str]:
    """The first words of every box."""
    boxes = [group for group in svg.findall(f"{SVG}g") if group.find(f"{SVG}rect") is not None]
    return [group.findtext(f"{SVG}text") or "" for group in boxes]


def words(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def lines(svg: ElementTree.Element) -> list[tuple[str, str | None, bool]]:
    """Word, dashes and whether there is an arrow, of every line between boxes."""
    links = [group for group in svg.findall(f"{SVG}g") if group.find(f"{SVG}rect") is None]
    return [
        (
            " ".join(text.text or "" for text in group.findall(f"{SVG}text")),
            group.find(f"{SVG}path").get("stroke-dasharray"),  # type: ignore[union-attr]
            len(group.findall(f"{SVG}path")) == 2,
        )
        for group in links
    ]


def test_a_body_is_one_box_with_what_it_does_and_when() -> None:
    later = replace(ROW, role="monitors", from_=None, to="2020-07-31")
    svg = drawn(ROW, later, replace(ROW, body="The Recovery Board", as_at="2019-09-01"))
    assert names_of(svg) == ["Recovery Board"]
    told = svg.findtext(f"{SVG}desc") or ""
    assert "in force: accountable for the plan, May 2018 (as at 12 June 2019, 1 September 2019)" in told
    assert "in force: monitors the plan, to 31 July 2020 (as at 12 June 2019)" in told


def test_what_replaces_what_is_an_arrow_and_what_is_proposed_is_dashed_and_says_so() -> None:
    svg = drawn(
        replace(ROW, role="replaced by", other="Skills Panel"),
        replace(ROW, body="Voice Group", role="reports to", other="Skills Panel", standing="proposed"),
    )
    assert sorted(names_of(svg)) == ["Recovery Board", "Skills Panel", "Voice Group"]
    assert lines(svg) == [("replaced by", None, True), ("reports to proposed", "7 4", True)]
    dashed = [group for group in svg.findall(f"{SVG}g") if group.find(f"{SVG}rect[@stroke-dasharray]") is not None]
    assert [group.findtext(f"{SVG}text") for group in dashed] == ["Voice Group"]
    assert any(text.startswith("proposed: reports to Skills Panel") for text in words(svg))


def test_names_that_look_alike_are_joined_by_dots_and_no_arrow() -> None:
    svg = drawn(
        replace(ROW, look_alikes=("Recovery and Skills Board",)),
        replace(ROW, body="Recovery and Skills Board", look_alikes=("Recovery Board",)),
    )
    assert lines(svg) == [("looks like", "2 3", False)]


def test_a_name_that_comes_back_after_its_end_is_a_second_box() -> None:
    ended = replace(ROW, role="disbanded", standing="past", of_what="")
    svg = drawn(ended, replace(ROW, from_=None, as_at="2024-07-08"))
    assert names_of(svg) == ["Recovery Board", "Recovery Board"]
    assert lines(svg) == [("looks like", "2 3", False)]


def test_two_councils_have_their_own_boxes_under_their_names() -> None:
    svg = drawn(ROW, replace(ROW, council="Brackwater"))
    assert names_of(svg) == ["Recovery Board", "Recovery Board"]
    assert not lines(svg)
    assert [text for text in words(svg) if text in {"Ashmere", "Brackwater"}] == ["Ashmere", "Brackwater"]


def test_boxes_stand_in_the_order_of_time() -> None:
    svg = drawn(replace(ROW, body="Younger Board", from_="2019"), ROW)
    assert names_of(svg) == ["Recovery Board", "Younger Board"]
    tops = [float(rect.get("y", "")) for rect in svg.iter(f"{SVG}rect")]
    assert tops == sorted(tops)


def test_hostile_names_are_words_and_nothing_else() -> None:
    hostile = '<script>alert("1")</script> & \x00\x1b ]]> <image href="http://x"/> Board'
    svg = drawn(replace(ROW, body=hostile, other=hostile, of_what="a <b>plan</b>"))
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "text"}
    assert "<script>" in " ".join(words(svg))


def test_words_fit_into_their_box_even_when_one_is_longer_than_a_line() -> None:
    svg = drawn(replace(ROW, body="Board " * 40, of_what="x" * 300))
    box = next(svg.iter(f"{SVG}rect"))
    inner = float(box.get("width", "")) - 24
    inside = [text for text in svg.iter(f"{SVG}text") if float(text.get("x", "")) > 12]
    assert len(inside) > 5
    top = float(box.get("y", ""))
    for text in inside:
        assert len(text.text or "") * 13 * 0.5 <= inner
        assert top < float(text.get("y", "")) < top + float(box.get("height", ""))


def test_no_rows_are_told_in_words() -> None:
    assert words(drawn()) == ["The papers name no body with a role."]


def test_it_is_told_in_words_and_drawn_alike_each_time() -> None:
    found = governance(holdings(sample(), [roles], "Fernshire Moor"))
    svg = ElementTree.fromstring(diagram(found, "Fernshire Moor"))
    assert diagram(found, "Fernshire Moor") == diagram(tuple(found), "Fernshire Moor")
    assert svg.findtext(f"{SVG}title") == "Fernshire Moor"
    assert "Children’s Improvement Board replaced by Children’s Assurance Panel." in (svg.findtext(f"{SVG}desc") or "")
    assert svg.get("viewBox", "").startswith(f"0 0 {WIDTH} ")
    assert Counter(names_of(svg)).most_common(1)[0][1] == 1
    assert not {"fill", "stroke"} & {name for element in svg.iter() for name, value in element.items() if "#" in value}


def test_a_board_of_the_reference_papers_that_ended_and_is_named_again_has_two_boxes(reference: Path) -> None:
    found = governance(holdings(reference_papers(reference), [roles], "Cheshire East"))
    names = Counter(names_of(ElementTree.fromstring(diagram(found, "Cheshire East"))))
    assert names.pop("Improvement Board") == 2
    assert set(names.values()) == {1}
