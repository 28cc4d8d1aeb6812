"""Who wrote an answer is said in every form of it, and a language model's sentences are told from the papers' words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import docx
import pytest
from kept_answers import NOON
from pydantic import TypeAdapter

import assistant.app.answers  # noqa: F401 - teaches the pages where a note leads
from assistant.answer import Answer, Citation, Query, Question, Searched, State, Statement, Wanted
from assistant.app.doors.made import answer_fields
from assistant.app.doors.shapes import Answered
from assistant.app.drawing import draw
from assistant.batch import answer_line
from assistant.history import Kept
from assistant.people import Person
from assistant.render import quotes_under, text, why, wording
from assistant.render_docx import document
from assistant.render_markdown import text as markdown
from assistant.render_sheet import sheet
from assistant.render_turn import being_worded, turn
from assistant.trace import Dropped, Trace, Wording
from ingest.report import Access, Ref, Scope

ONE = Citation(Ref("a.txt", "5.4"), "the notice is lifted from 1 May", "Fernmoor, Cabinet, 8 July 2024, para 5.4")
TWO = Citation(Ref("a.txt", "6"), "nine posts are vacant", "Fernmoor, Cabinet, 8 July 2024, para 6")
MODEL = "ollama:llama3.2"
LIFTED = Statement("The notice ended on 1 May.", (ONE,), by_model=True)
VACANT = Statement("Nine posts have nobody in them.", (TWO,), by_model=True)
QUOTED = Statement("The paper says that “the notice is lifted from 1 May”.", (ONE,))
SEARCHED = Searched(1, ("Fernmoor",), ("Cabinet",), date(2024, 7, 8), date(2024, 7, 8))
PLAIN = Answer(State.ANSWERED, (QUOTED,), SEARCHED, date(2024, 7, 8))
WORDED = replace(PLAIN, statements=(LIFTED, VACANT, QUOTED), model=MODEL)
ASIDE = "The language model took longer than 30 seconds, so only the papers' own words are shown."
UNWORDED = replace(PLAIN, model=MODEL, aside=ASIDE)
SENTENCE = (
    "The first two sentences were written by a language model (ollama:llama3.2) and checked against the paragraphs "
    "they cite; the papers' own words follow."
)


def kept(answer: Answer) -> Kept:
    return Kept("x", "y", 1, "visitor:one", Access.OPEN, "Is it lifted?", NOON, Scope(), answer)


def as_word(answer: Answer) -> str:
    made = docx.Document(io.BytesIO(document((kept(answer),), (True,))))
    return "\n".join(paragraph.text for paragraph in made.paragraphs)


def as_markdown(answer: Answer) -> str:
    return markdown((kept(answer),), (True,)).replace("\\", "")


def as_turn(answer: Answer) -> str:
    return read(turn("Is it lifted?", answer, 1))


def as_page(answer: Answer) -> str:
    return read(drawn(answer))


def drawn(answer: Answer) -> str:
    """The answer on the page that a link opens."""
    turns = [{"sheet": sheet(kept(answer), True), "again": "/", "last": ""}]
    page = draw(Person("visitor:one"), "conversation.html.jinja", "", conversation="y", turns=turns)
    return bytes(page.body).decode().partition("<article")[2].partition("</article>")[0]


def read(page: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


FORMS: list[Callable[[Answer], str]] = [text, as_word, as_markdown, as_turn, as_page]


@pytest.mark.parametrize("form", FORMS)
def test_who_wrote_it_stands_between_the_models_sentences_and_the_papers_words(form: Callable[[Answer], str]) -> None:
    said = form(WORDED)
    places = [said.index(words) for words in (LIFTED.text, VACANT.text, SENTENCE, QUOTED.text)]
    assert places == sorted(places)
    assert said.count("language model") == 1


@pytest.mark.parametrize("form", FORMS)
def test_why_a_model_wrote_nothing_is_said_once_and_without_one_nothing_is(form: Callable[[Answer], str]) -> None:
    assert form(UNWORDED).count(ASIDE) == 1
    assert "language model" not in form(PLAIN)


@pytest.mark.parametrize("form", FORMS)
def test_a_quote_is_shown_once_and_never_left_out(form: Callable[[Answer], str]) -> None:
    said = form(WORDED)
    assert said.count(ONE.quote) == 1  # below, in the papers' own words
    assert said.count(TWO.quote) == 1  # nowhere else, so under the sentence that rests on it


@pytest.mark.parametrize("form", FORMS[:3])
def test_notes_keep_their_numbers(form: Callable[[Answer], str]) -> None:
    said = form(WORDED)
    for words, number in ((LIFTED.text, 1), (VACANT.text, 2), (QUOTED.text, 1)):
        assert f"{words} [{number}]" in said
    assert said.index(ONE.printed) < said.index(TWO.printed)


def test_one_sentence_is_called_one() -> None:
    one = wording(replace(WORDED, statements=(LIFTED, QUOTED)))
    assert one.startswith("The first sentence was written by a language model")
    assert "the paragraphs it cites" in one


@pytest.mark.parametrize(("count", "number"), [(2, "two"), (9, "nine"), (10, "10")])
def test_a_number_up_to_nine_is_a_word(count: int, number: str) -> None:
    many = tuple(replace(LIFTED, text=f"The notice ended on {day} May.") for day in range(1, count + 1))
    assert wording(replace(WORDED, statements=(*many, QUOTED))).startswith(f"The first {number} sentences were")


def test_what_sums_up_shows_no_quote_and_so_hides_none() -> None:
    short = replace(QUOTED, text="It is lifted.", sums_up=True)
    assert quotes_under(short, PLAIN) == ()
    assert quotes_under(LIFTED, replace(WORDED, statements=(LIFTED, short))) == (ONE.quote,)


def test_on_the_page_the_models_sentences_stand_in_a_box_each_with_its_notes() -> None:
    for page in (turn("Is it lifted?", WORDED, 1), drawn(WORDED)):
        box = page.partition('<div class="worded">')[2].partition(SENTENCE.partition(" (")[0])[0]
        assert LIFTED.text in box and VACANT.text in box and QUOTED.text not in box
        assert len(re.findall('class="note"', box)) == 2


def test_while_a_model_writes_the_quotes_stand_under_a_line_that_says_so() -> None:
    pending = replace(PLAIN, model=MODEL)
    for answer in (pending, WORDED):
        page = being_worded("Is it lifted?", answer, 1)
        assert '<article class="turn wording"' in page
        assert 'class="tools"' not in page
        said = read(page)
        assert said.index(f"Putting it into words ({MODEL})…") < said.index(QUOTED.text)
        assert ONE.printed in said


def trace_of(answer: Answer, **fields: object) -> Trace:
    query = Query("Is it lifted?", "Is it lifted?", Scope(), Wanted.YES_NO, ("Is it lifted?",))
    return replace(Trace(Question("Is it lifted?"), query, (), (), (), answer, 0.1), **fields)  # type: ignore[arg-type]


def test_other_programs_are_told_who_wrote_what() -> None:
    given = Answered(**answer_fields(trace_of(WORDED))).model_dump(mode="json")
    assert (given["model"], given["aside"]) == (MODEL, "")
    assert [each["by_model"] for each in given["statements"]] == [True, True, False]
    assert Answered(**answer_fields(trace_of(UNWORDED))).aside == ASIDE
    fell = (Dropped(replace(LIFTED, text="It ended on 2 May."), "the date 2 May is not there"),)
    line = answer_line("a", trace_of(UNWORDED, dropped=fell), {})
    assert (line["model"], line["aside"], line["dropped"]) == (MODEL, ASIDE, 1)


def test_what_fell_cannot_steer_the_terminal_that_it_is_shown_on() -> None:
    fell = (Dropped(replace(LIFTED, text="\x1b[2JIt ended\u202e on 2 May.\x07"), "it has a character"),)
    said = why(trace_of(WORDED, dropped=fell))
    assert not {"\x1b", "\x07", "\u202e"} & {*said}
    assert "It ended" in said


def test_why_an_answer_came_about_names_tokens_cost_and_what_fell() -> None:
    fell = (Dropped(replace(LIFTED, text="It ended on 2 May."), "the date 2 May is not there"),)
    told = Wording(MODEL, True, 2, 3.14, 812, 64, 0.0123, "")
    said = why(trace_of(WORDED, wording=told, dropped=fell)).splitlines()
    assert said == [
        "How the question was read:",
        "  kind of answer: yes or no",
        "  searched: every paper held",
        "Language model:",
        f"  asked: {MODEL}",
        "  sentences that hold: 2",
        "  tokens: 812 given, 64 written",
        "  cost: 0.0123",
        "  seconds: 3.1",
        "Left out because it does not hold:",
        "  “It ended on 2 May.”: the date 2 May is not there",
    ]
    quiet = why(trace_of(PLAIN))
    assert "  asked: none" in quiet and "Nothing was left out." in quiet
    put = Wording(MODEL, kept=1, seconds=0.5, tokens_in=90, tokens_out=9, cost=0.25)
    asked_twice = why(trace_of(PLAIN, rewording=put)).splitlines()
    at = asked_twice.index("Language model, for the question:")
    assert asked_twice[at + 1 : at + 6] == [
        f"  asked: {MODEL}",
        "  its wording taken: yes",
        "  tokens: 90 given, 9 written",
        "  cost: 0.2500",
        "  seconds: 0.5",
    ]
    assert "for the question" not in quiet
    assert "  fault: is busy" in why(trace_of(UNWORDED, wording=Wording(MODEL, fault="is busy")))


def test_an_answer_kept_before_there_were_models_is_read_and_says_nothing_of_one() -> None:
    answers = TypeAdapter(Answer)
    stored = answers.dump_python(PLAIN, mode="json")
    for name in ("model", "aside"):
        del stored[name]
    for statement in stored["statements"]:
        del statement["by_model"]
    assert answers.validate_python(stored) == PLAIN
    assert answers.validate_json(answers.dump_json(WORDED)) == WORDED
