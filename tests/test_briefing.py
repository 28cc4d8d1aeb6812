"""A briefing: its parts, its length, what it rests on, and the papers that it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.ask import Assistant
from assistant.papers import written
from assistant.papers.briefing import PAGES, briefing, meeting_papers
from assistant.papers.briefing.pages import pages
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Part, Sort
from assistant.papers.sources import Sources
from ingest.errors import NotHeld, QuestionError
from ingest.report import Access, Card, Kind, Scope, normalise, quoted_in
from ingest.settings import Settings

MADE = date(2026, 6, 1)
_PARTS = (
    "What you are asked to decide",
    "Why now",
    "Key dates",
    "Money and its conditions",
    "Risks",
    "What is missing",
    "What was decided before",
    "What changed since the last paper",
)


@pytest.fixture(scope="module")
def asked(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def scope_of(card: Card) -> Scope:
    return Scope(council=card.header.council, as_at=card.header.as_at)


def card_of(asked: Assistant, words: str, access: Access = Access.OPEN) -> Card:
    return next(card for card in asked.cards(access) if words in card.name)


def brief(asked: Assistant, *words: str, access: Access = Access.OPEN) -> Handout:
    cards = [card_of(asked, each, access) for each in words]
    names = tuple(card.name for card in cards)
    return written(asked, access, scope_of(cards[0]), lambda sources: briefing(sources, names, MADE))


def part(handout: Handout, heading: str) -> Part:
    return next(p for chapter in handout.chapters for p in chapter.parts if p.heading.startswith(heading))


def said(handout: Handout, heading: str) -> list[str]:
    return [piece.said for piece in part(handout, heading).pieces if isinstance(piece, Line)]


def every_card(asked: Assistant) -> list[Card]:
    return list(asked.cards(Access.EXEMPT))


def test_every_paper_is_briefed_on_two_pages_with_nothing_dropped_and_no_line_twice(asked: Assistant) -> None:
    for card in every_card(asked):
        sources = Sources(asked, Access.EXEMPT, scope_of(card))
        made = briefing(sources, (card.name,), MADE)
        _, dropped = held(made, sources)
        assert not dropped, card.name
        assert pages(made) <= PAGES, card.name
        lines = [each.said for each in made.citing]
        assert len(lines) == len(set(lines)) > 0, card.name


def test_nothing_is_cited_that_is_later_than_the_meeting_or_of_another_council(asked: Assistant) -> None:
    for card in every_card(asked):
        made = brief(asked, card.name, access=Access.EXEMPT)
        for citation in made.citations:
            header = asked.report(citation.ref.report, Access.EXEMPT).header
            assert header.council == card.header.council
            assert header.as_at and card.header.as_at and header.as_at <= card.header.as_at


def test_what_is_quoted_stands_whole_in_the_paper(asked: Assistant) -> None:
    made = brief(asked, "s11842")
    for each in made.citing:
        texts = [
            paragraph.text
            for citation in each.citations
            for paragraph in asked.report(citation.ref.report).paragraphs
            if paragraph.para == citation.ref.para
        ]
        for quote in re.findall(r"“([^“”]*)”", each.said):
            assert any(quoted_in(quote, text) for text in texts), quote


def test_the_parts_stand_in_their_order(asked: Assistant) -> None:
    made = brief(asked, "Item 7")
    headings = [each.heading.removesuffix(" (not all listed)") for each in made.chapters[0].parts]
    assert tuple(headings[: len(_PARTS)]) == _PARTS
    assert headings[len(_PARTS)].startswith("Open recommendations")
    assert headings[-1] == "Questions you could ask"
    assert (made.sort, made.as_at, made.draft) == (Sort.BRIEFING, date(2023, 5, 16), False)
    assert made.about == "Fernshire Moor, Health and Wellbeing Board, 16 May 2023"


def test_asks_keep_their_words_and_are_led_by_their_verb(asked: Assistant) -> None:
    assert said(brief(asked, "s14207"), "What you are asked") == [
        "Approve: “the opening of two homes of four places each, to be run by the Council”",
        "Approve: “capital expenditure of £1.25m”",
        "Note: “the prices tendered by providers, which are in Appendix B (exempt).”",
    ]


def test_a_cover_that_is_ticked_says_what_the_paper_is_for(asked: Assistant) -> None:
    first = said(brief(asked, "Item 5"), "What you are asked")[0]
    assert first == "Marked on its cover for: “Discussion” and “Decision”"


def test_key_dates_stand_in_order_with_deadlines_marked(asked: Assistant) -> None:
    dates = said(brief(asked, "Item 6"), "Key dates")
    assert "Due 30 September 2021" in " ".join(dates)
    days = [each.partition(":")[0] for each in dates]
    assert days.index("27 July 2021") < days.index("Due 30 September 2021") < days.index("1 November 2021")


def test_a_total_comes_first_and_what_is_worked_out_is_marked(asked: Assistant) -> None:
    money = [piece for piece in part(brief(asked, "s11842"), "Money").pieces if isinstance(piece, Line)]
    assert money[0].lead == "£2.173m"
    worked_out = [line for line in money if line.calculated]
    assert worked_out
    assert {citation.ref.para for line in worked_out for citation in line.citations} == {"12", "13"}


def test_a_part_that_says_there_is_none_is_told_in_one_line(asked: Assistant) -> None:
    assert part(brief(asked, "Item 7"), "Risks").pieces == ()
    assert "risk" in part(brief(asked, "Item 7"), "Risks").empty


def test_appendices_to_follow_are_missing_in_one_line(asked: Assistant) -> None:
    missing = said(brief(asked, "Refresh"), "What is missing")
    assert missing[0].startswith("Appendix 1: Refreshed Improvement Plan; Appendix 2: Staffing: said to follow")


def test_decisions_before_are_of_earlier_meetings_the_latest_first(asked: Assistant) -> None:
    before = said(brief(asked, "2026-03-10"), "What was decided before")
    assert before[0].startswith("2 July 2024, Children and Families Committee")
    assert "15 March 2022" in before[1]


def test_asks_of_the_last_paper_without_an_outcome_are_told(asked: Assistant) -> None:
    before = " ".join(said(brief(asked, "Item 5"), "What was decided before"))
    assert "Asked on 21 September 2021" in before
    assert "no paper held says what was decided" in before


def test_status_changes_since_the_last_paper_are_told(asked: Assistant) -> None:
    changed = said(brief(asked, "2026-03-10"), "What changed")
    last = "The last paper held on this: “Progress Against the 2021 Recommendations”, 2 July 2024"
    assert changed[0].startswith(last)
    assert "Recommendation 5: outstanding then; met now" in changed


def test_where_no_earlier_paper_is_on_the_matter_that_is_said(asked: Assistant) -> None:
    assert part(brief(asked, "Item 6"), "What changed").empty == "No earlier paper held is on the same matter."


def test_open_recommendations_are_those_last_told_as_open(asked: Assistant) -> None:
    assert said(brief(asked, "2026-03-10"), "Open") == ["Recommendation 9: outstanding: “Foster homes”"]


def test_a_paper_that_has_nothing_to_do_with_an_inspection_lists_no_recommendations(asked: Assistant) -> None:
    made = brief(asked, "s14207")
    assert not [each for each in made.chapters[0].parts if each.heading.startswith("Open")]


def test_questions_end_as_questions_and_each_rests_on_a_paragraph(asked: Assistant) -> None:
    for card in every_card(asked):
        made = brief(asked, card.name, access=Access.EXEMPT)
        lines = [each for each in made.chapters[0].parts if each.heading.startswith("Questions")]
        for piece in (piece for each in lines for piece in each.pieces):
            assert isinstance(piece, Line) and piece.citations
            assert piece.text.endswith("?"), piece.text
        assert all(len(each.pieces) <= 5 for each in lines)


def test_two_days_told_of_one_thing_are_asked_about(asked: Assistant) -> None:
    asking = " ".join(said(brief(asked, "Item 7"), "Questions"))
    assert "Which of the two is right" in asking
    assert "12 July 2021" in asking and "5 July 2021" in asking


def test_minutes_give_what_was_decided_and_what_was_not_as_asked(asked: Assistant) -> None:
    made = brief(asked, "2022-03-15 HWB Minutes")
    assert any("lead on recommendation 5" in each for each in said(made, "What was decided"))
    assert said(made, "What was decided otherwise") == [
        "Asked for; not agreed: “Agree that reports to the Board are made once a year, in March, in place of every "
        "March and September”"
    ]


def test_an_inspection_report_gives_judgements_and_recommendations(asked: Assistant) -> None:
    made = brief(asked, "Inspection report")
    assert said(made, "What was judged")[0] == "Overall effectiveness: “Inadequate”"
    first = said(made, "What it recommends")[0]
    assert first.startswith("Recommendation 1, for priority action: “Give senior managers one weekly report")


def test_an_exempt_paper_is_not_briefed_to_those_who_may_not_see_it(asked: Assistant) -> None:
    card = card_of(asked, "Part 2", Access.EXEMPT)
    with pytest.raises(NotHeld):
        written(asked, Access.OPEN, scope_of(card), lambda sources: briefing(sources, (card.name,), MADE))
    made = brief(asked, "Part 2", access=Access.EXEMPT)
    assert "£184,000" in said(made, "What you are asked")[1]
    assert made.access is Access.EXEMPT


def test_papers_of_two_councils_or_of_two_meetings_are_refused(asked: Assistant) -> None:
    with pytest.raises(QuestionError, match="one council"):
        brief(asked, "Item 5", "Refresh")
    with pytest.raises(QuestionError, match="one meeting"):
        brief(asked, "Item 5", "Item 7")
    with pytest.raises(QuestionError, match="Name one"):
        written(asked, Access.OPEN, Scope(), lambda sources: briefing(sources, (), MADE))


def test_the_papers_of_a_meeting_are_found_without_its_minutes(asked: Assistant) -> None:
    cards = asked.cards()
    found = meeting_papers(cards, date(2022, 3, 15), "Fernshire Moor", "the Health & Wellbeing Board")
    assert [card.header.kind for card in found] == [Kind.REPORT]
    assert "Item 5" in found[0].name


def test_a_meeting_of_which_nothing_is_held_is_told_with_those_that_are(asked: Assistant) -> None:
    with pytest.raises(NotHeld, match=r"16 May 2023; .*15 March 2022"):
        meeting_papers(asked.cards(), date(2022, 3, 16), "Fernshire Moor", "Health and Wellbeing Board")
    with pytest.raises(NotHeld, match="Papers are held of no meeting"):
        meeting_papers((), date(2022, 3, 16))


def test_several_papers_of_one_meeting_keep_their_asks_apart(asked: Assistant) -> None:
    made = brief(asked, "CFC 2 July", "Minutes 0207")
    headings = [each.heading for each in made.chapters[0].parts]
    assert headings[0] == "What you are asked to decide: Progress Against the 2021 Recommendations"
    assert normalise(made.title) == "papers for the meeting of 2 july 2024"
