"""Every handout that a library gives: each line borne by what it cites, each note alive, each file a good one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import office
import pytest

from assistant.ask import Assistant
from assistant.papers.handout import Chapter, Handout, Line, Part
from assistant.papers.ordered import briefing_on
from assistant.render_docx_handout import document
from evals.handouts import Order, examined, footnotes, orders
from evals.unsupported import holdings
from ingest.pipeline import ingest
from ingest.report import Access, Kind
from ingest.settings import Settings

ASKED = (
    "Which recommendations of the inspection are still open, and who is accountable for the plan?",
    "What does the improvement plan cost, and where does the money come from?",
    "What was the committee asked to decide, and what was decided?",
    "Which papers have we not seen?",
    "Who won the prize for gardening?",
)
MADE = date(2026, 4, 1)


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    made = Assistant(sample)
    yield made
    made.close()


def unsound(assistant: Assistant, access: Access) -> list[str]:
    """What is wrong with every handout this reader gets; a line each."""
    held = holdings(assistant)
    found = [examined(order, held) for order in orders(assistant, access, ASKED)]
    assert len({each.sort for each in found}) == 4
    return [
        f"{each.sort}, {each.of}: {each.left_out} left out, {each.dead_notes} dead notes, {each.findings}"
        for each in found
        if not each.sound
    ]


@pytest.mark.parametrize("access", [Access.OPEN, Access.EXEMPT])
def test_of_the_sample_papers_every_line_is_borne(assistant: Assistant, access: Access) -> None:
    assert unsound(assistant, access) == []


@pytest.mark.parametrize("inspections", [False, True])
def test_of_the_reference_papers_every_line_is_borne(reference: Path, tmp_path: Path, inspections: bool) -> None:
    papers = sorted((reference / "corpus").glob("*.txt"))
    papers += sorted((reference / "corpus" / "ofsted").glob("*.pdf")) if inspections else []
    own = Settings(library=tmp_path / "library", history=tmp_path / "history")
    assert len(ingest(papers, own, lambda _: None).failed) <= 1  # one of them is a web page under another name
    made = Assistant(own)
    assert unsound(made, Access.OPEN) == []
    made.close()


def altered(handout: Handout, text: str) -> Handout:
    """A handout with one more line, which says something else of the first paragraph it cites."""
    (chapter,) = handout.chapters
    line = Line(text, handout.citations[:1])
    return replace(handout, chapters=(Chapter((*chapter.parts, Part("More", (line,)))),))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It costs £987,654.", "money"),
        ("It is due on 3 March 2031.", "date"),
        ("It is led by Zebulon Quark.", "name"),
        ("“words that nobody wrote”", "quote"),
    ],
)
def test_the_check_sees_what_is_not_borne(assistant: Assistant, text: str, kind: str) -> None:
    card = next(card for card in assistant.cards() if card.header.kind is Kind.REPORT)
    wrong = altered(briefing_on(assistant, Access.OPEN, (card,), MADE), text)
    found = examined(Order(card.name, "", lambda: wrong), holdings(assistant))
    assert kind in {each[0] for each in found.findings}
    assert not found.sound


def test_a_reference_without_its_note_is_seen(assistant: Assistant) -> None:
    card = assistant.cards()[0]
    made = docx.Document(BytesIO(document(briefing_on(assistant, Access.OPEN, (card,), MADE), {})))
    reference = next(
        made.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}footnoteReference")
    )
    reference.getparent().remove(reference)
    file = BytesIO()
    made.save(file)
    assert footnotes(file.getvalue())[1] == 1


def test_briefings_take_two_pages_in_word(assistant: Assistant, tmp_path: Path) -> None:
    longest = sorted(assistant.cards(Access.EXEMPT), key=lambda card: -card.paragraphs)[:4]
    titles = {card.name: card.header.title for card in assistant.cards(Access.EXEMPT)}
    for number, card in enumerate(longest):
        folder = tmp_path / str(number)
        folder.mkdir()
        made = briefing_on(assistant, Access.EXEMPT, (card,), MADE)
        assert len(office.pages(document(made, titles), folder)) <= 2, card.name
