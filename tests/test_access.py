"""The law: nobody gets anything above their access level or outside the scope, whatever they call; and nothing less."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import DIMENSIONS, ENCODER, embedded, library, paper, put, reader, vector

from ingest.access import is_settled, settled
from ingest.errors import LibraryEmpty, NotHeld
from ingest.passages import passages
from ingest.report import Access, Header, Paragraph, Ref, Report, Scope
from ingest.store import Reader, Store

COUNCILS, BODIES = ("Ashby", "Bexley"), ("Cabinet", "Scrutiny Board")
DAYS = (date(2022, 3, 1), date(2023, 3, 1), date(2024, 3, 1))


@dataclass(frozen=True)
class Drawn:
    """Papers, some known to the index and some newer than it, and scopes to look at them through."""

    indexed: tuple[Report, ...]
    newer: tuple[Report, ...]
    scopes: tuple[Scope, ...]


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    def one(number: int) -> Report:
        access = draw(st.lists(st.sampled_from(Access), min_size=1, max_size=3))
        return paper(
            f"p{number}.txt",
            [f"common words of canary{number}x{order}" for order in range(len(access))],
            council=draw(st.sampled_from(COUNCILS)),
            body=draw(st.sampled_from(BODIES)),
            as_at=draw(st.sampled_from([None, *DAYS])),
            access=access,
        )

    papers = tuple(one(number) for number in range(draw(st.integers(2, 6))))
    scope = st.builds(
        Scope,
        council=st.sampled_from(["", *COUNCILS]),
        body=st.sampled_from(["", *BODIES]),
        reports=st.lists(st.sampled_from([report.name for report in papers]), max_size=2).map(tuple),
        as_at=st.sampled_from([None, *DAYS]),
    )
    cut = draw(st.integers(0, len(papers)))
    return Drawn(papers[:cut], papers[cut:], tuple(draw(st.lists(scope, min_size=1, max_size=3))))


def in_scope(report: Report, scope: Scope) -> bool:
    header = report.header
    dated = scope.as_at is None or (header.as_at is not None and header.as_at <= scope.as_at)
    return (
        scope.council in ("", header.council)
        and scope.body in ("", header.body)
        and (not scope.reports or report.name in scope.reports)
        and dated
    )


def visible(papers: tuple[Report, ...], access: Access, scope: Scope) -> dict[Ref, Paragraph]:
    return {
        Ref(report.name, paragraph.para): paragraph
        for report in papers
        if in_scope(report, scope)
        for paragraph in report.paragraphs
        if paragraph.access <= access
    }


def check_searches(held: Reader, papers: tuple[Report, ...], access: Access, scope: Scope) -> None:
    expected = visible(papers, access, scope)
    everything = sum(len(report.paragraphs) for report in papers)
    assert {hit.ref for hit in held.dense(vector("anything"), everything, scope)} == expected.keys()
    assert {hit.ref for hit in held.lexical(["common"], everything, scope)} == expected.keys()
    counted = {card.name: card.paragraphs for card in held.cards(scope)}
    assert counted == {name: sum(ref.report == name for ref in expected) for name in {r.report for r in expected}}


def check_addresses(held: Reader, papers: tuple[Report, ...], access: Access) -> None:
    expected = visible(papers, access, Scope())
    for report in papers:
        seen = tuple(p for p in report.paragraphs if p.access <= access)
        for paragraph in report.paragraphs:
            ref = Ref(report.name, paragraph.para)
            canary = paragraph.text.split()[-1]
            found_by_word = {hit.ref for hit in held.lexical([canary], 5)}
            nearest = held.dense(embedded(report, paragraph.para), 1)
            if ref in expected:
                assert held.paragraph(ref) == paragraph
                assert found_by_word == {ref}
                assert [hit.ref for hit in nearest] == [ref]
            else:
                assert not found_by_word
                assert ref not in {hit.ref for hit in nearest}
                with pytest.raises(NotHeld):
                    held.paragraph(ref)
        if seen:
            assert held.report(report.name).paragraphs == seen
            assert held.header(report.name) == report.header
        else:  # a paper of which nothing may be seen is not told apart from one that is not there
            with pytest.raises(NotHeld):
                held.report(report.name)
            with pytest.raises(NotHeld):
                held.header(report.name)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn())
def test_no_call_gives_more_or_less_than_is_allowed(case: Drawn) -> None:
    papers = case.indexed + case.newer
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "library", ENCODER, DIMENSIONS) as store:
        for report in case.indexed:
            put(store, report)
        store.commit()
        for report in case.newer:
            put(store, report)
        for access in Access:
            if not visible(papers, access, Scope()):
                with pytest.raises(LibraryEmpty):
                    reader(Path(folder) / "library", access)
                continue
            with closing(reader(Path(folder) / "library", access)) as held:
                check_addresses(held, papers, access)
                for scope in case.scopes:
                    check_searches(held, papers, access, scope)


@pytest.fixture
def three_levels(tmp_path: Path) -> Iterator[tuple[Path, Report]]:
    report = paper("p.txt", ["open words", "confidential words", "exempt words"], access=list(Access))
    with Store(tmp_path / "library", ENCODER, DIMENSIONS) as store:
        put(store, report)
        store.commit()
    yield tmp_path / "library", report


def test_a_level_that_is_raised_counts_at_once(three_levels: tuple[Path, Report]) -> None:
    """A running reader, whose index still says "open", must not find what has become exempt."""
    folder, report = three_levels
    with closing(reader(folder)) as held:
        assert held.dense(embedded(report, "1"), 3)[0].ref.para == "1"
        raised = paper("p.txt", ["open words", "confidential words", "exempt words"], access=[Access.EXEMPT] * 3)
        with Store(folder, ENCODER, DIMENSIONS) as store:
            put(store, raised)
        assert not held.dense(embedded(report, "1"), 3)
        assert not held.lexical(["words"], 3)
        assert not held.cards()


def test_a_paragraph_is_as_closed_as_what_it_holds_and_what_holds_it(tmp_path: Path) -> None:
    paragraphs = (
        Paragraph("1", "Contracts", "1 Terms. (a) The price: (i) ten pounds. (b) The term.", 0),
        Paragraph("1(a)", "Contracts", "(a) The price: (i) ten pounds.", 1, parent="1", access=Access.EXEMPT),
        Paragraph("1(a)(i)", "Contracts", "(i) ten pounds", 2, parent="1(a)"),
        Paragraph("1(b)", "Contracts", "(b) The term.", 3, parent="1"),
    )
    report = Report("p.txt", Header(), paragraphs)
    with Store(tmp_path / "library", ENCODER, DIMENSIONS) as store, pytest.raises(ValueError, match="more open"):
        put(store, report)
    found = settled(report)
    assert {p.para: p.access for p in found.paragraphs} == {
        "1": Access.EXEMPT,
        "1(a)": Access.EXEMPT,
        "1(a)(i)": Access.EXEMPT,
        "1(b)": Access.OPEN,
    }
    assert is_settled(found)
    (term,) = [passage for passage in passages(found) if passage.ref.para == "1(b)"]
    assert "price" not in term.embedded


def test_how_rare_a_word_is_tells_nothing_of_closed_papers(tmp_path: Path) -> None:
    """Hits, their order and their scores are those of a library in which the closed paragraphs never were."""
    open_paper = paper("open.txt", ["the staffing review", "staffing costs", "a review of costs and of staffing"])
    closed = paper("closed.txt", ["staffing staffing review"] * 30, access=(Access.EXEMPT,) * 30)
    both, alone = library(tmp_path / "both", open_paper, closed), library(tmp_path / "open", open_paper)
    with Reader(both, Access.OPEN) as among_closed, Reader(alone, Access.OPEN) as by_itself:
        for words in (["staffing"], ["review"], ["staffing", "costs", "review"]):
            assert among_closed.lexical(words, 9) == by_itself.lexical(words, 9) != ()
