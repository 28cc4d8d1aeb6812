"""The faithful paraphrases: that the set is sound, that it is put to the gate rightly, and how much of it survives."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from rich.console import Console

from assistant.answer import Evidence, Query, Statement, Wanted
from evals.faithful import Faithful, Gate, Paraphrase, Put, judged, puts, read_paraphrases, report, stated
from ingest.errors import NotHeld
from ingest.report import Access, Header, Paragraph, Ref, Scope, normalise
from ingest.settings import Settings

FEWEST = 150
SURVIVE = 0.95
NEAR_COPY = 0.7  # share of its words that stand in the paragraphs it cites, in the same order
MOST_NEAR_COPIES = 1 / 3

SET = read_paraphrases()
_WORD = re.compile(r"[a-z0-9£%]+")
_FIGURE = re.compile(r"\d[\d,.]*")
_MONTH = re.compile(rf"\b(?:{'|'.join(month_name[1:])})\b")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@pytest.fixture(scope="module")
def put(sample: Settings) -> Sequence[Put]:
    return puts(SET, sample)


def words(text: str) -> list[str]:
    return _WORD.findall(normalise(text))


def in_order(said: list[str], source: list[str]) -> float:
    """The share of `said` that stands in `source` in the same order: longest common subsequence, 0 to 1."""
    row = [0] * (len(source) + 1)
    for word in said:
        above, row = row, [0]
        for at, other in enumerate(source):
            row.append(above[at] + 1 if word == other else max(above[at + 1], row[-1]))
    return row[-1] / len(said)


@cache
def spelt() -> dict[str, float]:
    """The numbers from 1 to 99 by their words."""
    numbers = {word: float(number) for number, word in enumerate(_NUMBERS, 1)}
    for tens, word in enumerate(_TENS, 2):
        numbers[word] = tens * 10.0
        numbers |= {f"{word}-{unit}": tens * 10.0 + number for number, unit in enumerate(_NUMBERS[:9], 1)}
    return numbers


def figures(text: str) -> list[float]:
    """The figures printed in a text, in digits, as numbers."""
    return [float(printed.strip(",.").replace(",", "")) for printed in _plain(text)]


def _plain(text: str) -> Iterator[str]:
    for printed in _FIGURE.findall(text):
        trimmed = printed.strip(",.")
        yield from [trimmed] if trimmed.count(".") < 2 else trimmed.split(".")


def source(put: Put) -> str:
    """All that may bear a statement: the paragraphs, what heads their cells, and what their papers' headers say."""
    parts = [
        f"{e.paragraph.text} {e.paragraph.section} {' '.join(c.heading for c in e.paragraph.cells)} {e.header.title} "
        f"{e.header.council} {e.header.body} {e.header.as_at:%Y %d %B}"
        for e in put.evidence
    ]
    return " ".join(parts)


def borne(text: str) -> set[float]:
    """Every number that a text bears: in digits or words, and in thousands or millions too."""
    found = figures(text) + [
        spelt()[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower()) if word in spelt()
    ]
    found += [spelt()[word] + 0.5 for word in re.findall(r"([a-z]+) and a half", text) if word in spelt()]
    return {round(number * times, 6) for number in found for times in (1, 1_000, 0.001)}


def test_it_is_large_enough_and_no_text_comes_twice() -> None:
    assert len(SET) >= FEWEST
    assert len({normalise(each.text) for each in SET}) == len(SET)


def test_every_paper_is_drawn_on(put: Sequence[Put], sample: Settings) -> None:
    cited = {ref.report for each in SET for ref in each.citations}
    headers = {e.header.council for each in put for e in each.evidence}
    assert len(cited) == 15
    assert headers == {"Fernshire Moor", "Kelsmouth"}


def test_each_speaks_of_one_council(put: Sequence[Put]) -> None:
    assert [e.paraphrase.id for e in put if len({one.header.council for one in e.evidence}) > 1] == []


def test_every_kind_of_paragraph_is_drawn_on(put: Sequence[Put]) -> None:
    cited = [e.paragraph for each in put for e in each.evidence]
    assert sum(bool(paragraph.cells) for paragraph in cited) >= 15
    assert sum(paragraph.para.startswith("header:") for paragraph in cited) >= 25
    assert sum("(" in paragraph.para and not paragraph.cells for paragraph in cited) >= 15
    assert sum(paragraph.access is Access.EXEMPT for paragraph in cited) >= 10
    assert sum(len(each.evidence) > 1 for each in put) >= 12


def test_most_are_not_near_copies(put: Sequence[Put]) -> None:
    near = [
        each.paraphrase.id
        for each in put
        if in_order(words(each.statement.text), words(" ".join(e.paragraph.text for e in each.evidence))) >= NEAR_COPY
    ]
    assert len(near) <= MOST_NEAR_COPIES * len(put), near


def test_every_figure_is_in_the_paragraphs_or_in_their_headers(put: Sequence[Put]) -> None:
    strange = {
        each.paraphrase.id: missing
        for each in put
        if (missing := {round(figure, 6) for figure in figures(each.statement.text)} - borne(source(each)))
    }
    assert strange == {}


def test_every_month_is_in_the_paragraphs_or_in_their_headers(put: Sequence[Put]) -> None:
    strange = {
        each.paraphrase.id: missing
        for each in put
        if (missing := set(_MONTH.findall(each.statement.text)) - set(_MONTH.findall(source(each))))
    }
    assert strange == {}


def test_the_look_for_figures_sees_one_that_is_not_there() -> None:
    assert borne("It cost £829k, and sixty-four came on 3 May.") >= {829.0, 829_000.0, 64.0, 3.0}
    assert not {830.0, 65.0} & borne("It cost £829k, and sixty-four came on 3 May.")
    assert figures("At 4.10 pm, £1,250,000 of it.") == [4.1, 1_250_000.0]


def test_words_in_order_are_counted_in_order() -> None:
    assert in_order(["a", "b", "c"], ["a", "x", "b", "c"]) == 1.0
    assert in_order(["c", "b", "a"], ["a", "b", "c"]) == pytest.approx(1 / 3)


def test_it_is_put_as_a_models_with_what_it_cites(put: Sequence[Put]) -> None:
    for each in put:
        assert each.statement.by_model
        assert each.query.text == each.paraphrase.question
        assert tuple(e.ref for e in each.evidence) == each.paraphrase.citations
        assert [c.quote for c in each.statement.citations] == [e.paragraph.text for e in each.evidence]
        assert [e.key for e in each.evidence] == list(range(1, len(each.evidence) + 1))


PARAPHRASE = Paraphrase(id="p1", question="How long?", text="It lasts six weeks.", citations=(Ref("a.txt", "1.1"),))


def test_an_address_that_is_not_held_is_refused(sample: Settings) -> None:
    with pytest.raises(NotHeld):
        puts([PARAPHRASE], sample)


def judge(gate: Gate) -> Faithful:
    paragraph = Paragraph("1.1", "Term", "1.1 It lasts 6 weeks.", 0)
    statement, evidence = stated(PARAPHRASE, lambda _: (paragraph, Header(council="Aldwick")))
    query = Query("How long?", "How long?", Scope(), Wanted.HOW_MANY, ("How long?",))
    other = PARAPHRASE.model_copy(update={"id": "p2", "text": "It lasts a year."})
    longer = Statement("It lasts a year.", statement.citations, by_model=True)
    return judged([Put(PARAPHRASE, query, statement, evidence), Put(other, query, longer, evidence)], gate)


def drops_years(query: Query, statement: Statement, evidence: Sequence[Evidence]) -> str:
    return "a year is in no cited paragraph" if "year" in statement.text else ""


def test_what_the_gate_drops_is_counted_with_its_reason() -> None:
    outcome = judge(drops_years)
    assert [each.id for each in outcome.survived] == ["p1"]
    assert [(each.paraphrase.id, each.reason) for each in outcome.fallen] == [("p2", "a year is in no cited paragraph")]
    assert outcome.share == 0.5
    assert Faithful((), ()).share == 0.0


def test_what_fell_is_printed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    report(judge(drops_years), Console(width=200))
    said = capsys.readouterr().out
    assert "1 of 2 paraphrases survive the gate: 50.0%" in said
    assert "p2  a year is in no cited paragraph" in said


def test_nearly_every_true_statement_survives_the_gate(put: Sequence[Put]) -> None:
    outcome = judged(put)
    fallen = [f"{each.paraphrase.id}: {each.reason}" for each in outcome.fallen]
    assert outcome.share >= SURVIVE, "\n".join(fallen)
