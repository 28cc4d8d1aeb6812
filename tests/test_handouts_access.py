"""Handouts tell nobody more than they may see, nothing later than their day, and nothing of another council.

Closed papers: as in `test_canaries`, each handout of a reader below a level is, to the byte, the one that a library
would give in which nothing above that level had ever been written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from canary_papers import CLOSED, MIXED, OPEN, PLAIN, PROBES, leaked
from test_canaries import BELOW, NOT_THERE, ROLES, House, houses, sent, shown

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.papers.handout import Handout
from assistant.papers.ordered import briefing_on, pack_on, papers_compared, reply_to
from assistant.papers.reply import Asked
from assistant.render_markdown_handout import text
from ingest.pipeline import ingest
from ingest.report import Access, Card, Scope
from ingest.settings import Settings

__all__ = ["houses"]  # a fixture

MADE = date(2026, 11, 22)
SOME = [*list(OPEN)[:2], *MIXED, *list(CLOSED)[:3], NOT_THERE]


def ordered() -> Iterator[str]:
    """The addresses of handouts on what is open, half open and closed."""
    yield "/handouts"
    for name in SOME:
        yield f"/briefing?{urlencode({'report': name})}"
    for day in ("9 July 2024", "10 May 2022", "21 January 2025"):
        yield f"/briefing.md?{urlencode({'day': day})}"
    for council in ("Fernmoor", "Ombersleigh", "Gosterwick", "F"):
        yield f"/pack?{urlencode({'council': council})}"
        yield f"/comparison?{urlencode({'council': council, 'then': '2022', 'now': '2025'})}"
    yield "/pack?council=Fernmoor&as_at=2023"
    for then, now in pairwise(SOME):
        yield f"/comparison.md?{urlencode({'then': then, 'now': now})}"
    yield f"/briefing.docx?{urlencode({'report': 'mixed-homes.txt'})}"
    yield "/pack.docx?council=Fernmoor"


@pytest.mark.parametrize("role", BELOW)
def test_a_handout_is_as_if_nothing_closed_had_been_written(role: str, houses: dict[Access, House]) -> None:
    whole, twin, level = houses[Access.EXEMPT], houses[ROLES[role]], ROLES[role]
    for address in ordered():
        one, other = whole.get(role, address), twin.get(role, address)
        typed = address.lower()
        words = [word for word in leaked(shown(one), level) if word.lower() not in typed]
        assert not words, address
        if ".docx" in address:
            assert shown(one) == shown(other), address
        else:
            assert sent(one) == sent(other), address


@pytest.mark.parametrize("role", BELOW)
def test_a_reply_is_as_if_nothing_closed_had_been_written(role: str, houses: dict[Access, House]) -> None:
    level = ROLES[role]
    for asked in (*PLAIN, *(probe.text for probe in PROBES[::6])):
        told = []
        for house in (houses[Access.EXEMPT], houses[level]):
            answer = house.assistant.ask(Question(asked, level))
            made = reply_to(house.assistant, level, [Asked(asked, answer)], MADE)
            told.append(text(made, {}))
        assert told[0] == told[1], asked
        assert not [word for word in leaked(told[0], level) if word.lower() not in asked.lower()], asked


def test_an_officers_handout_says_so_and_the_test_is_not_blind(houses: dict[Access, House]) -> None:
    whole = houses[Access.EXEMPT]
    page = whole.get("officer", "/briefing?report=part2-home.txt").text
    assert "777,000" in page and "not for publication" in page
    assert leaked(whole.get("officer", "/pack?council=Fernmoor").text, Access.OPEN)
    assert leaked(whole.get("officer", "/handouts").text, Access.OPEN)


def paper(council: str, day: str, words: str) -> str:
    dated = f"Date of Meeting: {day}\n\n" if day else ""
    return f"{council}\n\nREPORT TO: Cabinet\n\n{dated}Subject/Title: Homes\n\n1 Summary\n\n1.1 {words}\n"


PAPERS = {
    "early.txt": paper("Aldwick Borough Council", "4 March 2022", "Recommendation 1 is outstanding. Homes cost £4m."),
    "late.txt": paper("Aldwick Borough Council", "9 July 2024", "Recommendation 1 has been met. Vellacott cost £7m."),
    "east.txt": paper("Aldwick East Council", "4 March 2022", "Pennyfarthing homes of Aldwick East cost £5m."),
    "undated.txt": paper("Aldwick Borough Council", "", "Homes are cleaned every day at no cost."),
    "nobody.txt": paper("", "4 March 2022", "Homes are painted every year at no cost."),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("aldwick")
    for name, words in PAPERS.items():
        (folder / name).write_text(words, encoding="utf-8")
    settings = Settings(library=folder / "library")
    assert not ingest([*map(Path, sorted(folder.glob("*.txt")))], settings).failed
    made = Assistant(settings)
    yield made
    made.close()


def card(assistant: Assistant, name: str) -> Card:
    return next(each for each in assistant.cards() if each.name == name)


def printed(handout: Handout) -> str:
    return text(handout, {})


def test_a_paper_without_a_day_or_a_council_is_set_beside_no_other(small: Assistant) -> None:
    assert card(small, "undated.txt").header.as_at is None
    assert card(small, "nobody.txt").header.council == ""
    for name in ("undated.txt", "nobody.txt"):
        made = briefing_on(small, Access.OPEN, (card(small, name),), MADE)
        assert made.searched.reports == 1, name
        assert "Vellacott" not in printed(made) and "9 July 2024" not in printed(made), name
        assert "Pennyfarthing" not in printed(made), name


def test_a_council_whose_name_begins_anothers_is_not_blended(small: Assistant) -> None:
    for council, other in (("Aldwick", "Pennyfarthing"), ("Aldwick East", "Vellacott")):
        assert other not in printed(pack_on(small, Access.OPEN, council, None, MADE))
    then, now = card(small, "early.txt"), card(small, "late.txt")
    assert "Pennyfarthing" not in printed(papers_compared(small, Access.OPEN, then, now, MADE))


def test_nothing_later_than_the_day_is_told(small: Assistant) -> None:
    asked = "Is recommendation 1 met?"
    for day in (date(1990, 1, 1), date(2022, 12, 31)):
        scope = Scope(council="Aldwick", as_at=day)
        answer = small.ask(Question(asked, Access.OPEN, scope))
        one = reply_to(small, Access.OPEN, [Asked(asked, answer)], MADE, [scope])
        two = reply_to(small, Access.OPEN, [Asked(asked, answer), Asked("What do homes cost?", answer)], MADE, [scope])
        pack = pack_on(small, Access.OPEN, "Aldwick", day, MADE)
        for made in (one, two, pack):
            assert made.as_at is None or made.as_at <= day
            for later in ("2024", "Vellacott", "£7m", "has been met"):
                assert later not in printed(made), (day, later)


def test_a_reply_is_as_wide_as_the_widest_of_its_questions(small: Assistant) -> None:
    asked, kept_to = "What do homes cost?", Scope(council="Aldwick", as_at=date(2022, 12, 31))
    narrow, wide = (small.ask(Question(asked, Access.OPEN, scope)) for scope in (kept_to, Scope(council="Aldwick")))
    given = [Asked(asked, narrow), Asked(asked, wide)]
    made = reply_to(small, Access.OPEN, given, MADE, [kept_to, Scope(council="Aldwick")])
    assert made.as_at == date(2024, 7, 9)
    assert made.searched.councils == ("Aldwick",)
