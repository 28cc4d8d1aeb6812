"""Each measure on small answers worked by hand, and all of them against the outside ruler where it is present."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import State
from evals.cases import Case, read_cases
from evals.metrics import DEPTHS, Measures, measure
from evals.outcome import Outcome, Shown
from evals.ruler import Ruler
from ingest.report import Ref

PAPER = "a.txt"
RULER = Ruler(
    {
        Ref(PAPER, "header:Date of Meeting"): "Date of Meeting: 9th March 2021",
        Ref(PAPER, "header:Report of"): "Report of: Ann Other, Director of Roads",
        Ref(PAPER, "2.1"): "2.1 The Board is asked to (a) note the report; (b) agree the plan.",
        Ref(PAPER, "2.1(a)"): "(a) note the report;",
        Ref(PAPER, "2.1(b)"): "(b) agree the plan.",
        Ref(PAPER, "5.4"): "5.4 The cost in 2021/22 is £1.359m, and the Roads Board was disbanded in May.",
        Ref("b.txt", "5.4"): "5.4 Nothing was decided at the other council on this day.",
    }
)
CASE = Case(
    id="c",
    question="What does it cost, and what is the Board asked to agree?",
    answerable=True,
    gold_groups=((Ref(PAPER, "5.4"),), (Ref(PAPER, "2.1(b)"),)),
    must=["1\\.359"],
    must_not=["£2m"],
)
ABSENT = Case(id="n", question="Who chairs it?", answerable=False, must=["does not say"], must_not=["ann other"])
COST = Shown(report=PAPER, para="5.4", quote="The cost in 2021/22 is £1.359m")
PLAN = Shown(report=PAPER, para="2.1(b)", quote="agree the plan")


def measured(case: Case = CASE, **fields: Any) -> Measures:
    whole = {"id": case.id, "answer": "It costs £1.359m. It is asked to agree the plan.", "citations": (COST, PLAN)}
    return measure(case, Outcome.model_validate(whole | fields), RULER, RULER)


def shown(para: str, words: str = "", report: str = PAPER) -> Shown:
    return Shown(report=report, para=para, quote=words)


def test_a_right_answer_has_no_fault() -> None:
    measures = measured(retrieved=(shown("2.1(a)"), shown("5.4"), shown("2.1")))
    assert measures.right and measures.facts and measures.clean
    assert (measures.citation_recall, measures.citation_precision) == (1.0, 1.0)
    assert (measures.quotes, measures.quotes_held, measures.quotes_in_place) == (2, 2, 2)
    assert measures.recall == (0.0, 1.0, 1.0, 1.0)
    assert measures.reciprocal_rank == 0.5


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"answer": "It is asked to agree the plan."}, "a fact is missing"),
        ({"answer": "It costs £1.359m, not £2m."}, "it says what is wrong"),
        ({"citations": (COST,)}, "not cited: a.txt::2.1(b)"),
        ({"citations": (COST, shown("2.1(a)", "note the report"))}, "not cited: a.txt::2.1(b)"),
        ({"citations": (COST, PLAN, shown("5.4", "The cost is nil"))}, "the quote is not in its paper"),
        ({"citations": (COST, PLAN, *[shown("5.4", "on this day", "b.txt")] * 3)}, "does not bear"),
        ({"answer": "£1.359m " * 351}, "351 words"),
        ({"abstained": True, "state": "not_held"}, "it declines: not_held"),
        ({"answer": "TypeError", "state": "error"}, "it crashed"),
    ],
)
def test_each_fault_is_enough_to_be_wrong(fields: dict[str, Any], fault: str) -> None:
    (found,) = measured(**fields).faults
    assert fault in found


def test_an_answer_with_nothing_counts_as_nought_not_as_nothing() -> None:
    measures = measured(answer="", citations=())
    assert (measures.citation_recall, measures.citation_precision, measures.reciprocal_rank) == (0.0, None, 0.0)
    assert measures.recall == (0.0,) * len(DEPTHS)


def test_a_crash_scores_nothing_and_declines_nothing() -> None:
    for case in (CASE, ABSENT):
        measures = measured(case, state="error", abstained=True, retrieved=(shown("5.4"),))
        assert not (measures.right or measures.facts or measures.clean or measures.declined)
        assert not any(measures.recall) and measures.quotes == 0


def test_declining_is_right_only_where_the_papers_are_silent() -> None:
    assert measured(ABSENT, answer="It is not in these reports.", citations=(), abstained=True).right
    assert measured(ABSENT, answer="The report does not say.", state="false_premise").right
    assert not measured(ABSENT, answer="The report does not say.", state="answered").right
    assert not measured(ABSENT, answer="Ann Other.", abstained=True).right
    assert measured(ABSENT).citation_recall is None


def test_a_cover_sheet_row_not_asked_for_counts_neither_way() -> None:
    date_row = shown("header:Date of Meeting", "9th March 2021")
    assert measured(citations=(COST, PLAN, date_row, date_row, date_row)).citation_precision == 1.0
    assert measured(citations=(date_row,)).citation_precision is None


@pytest.mark.parametrize(
    ("given", "gold", "stands"),
    [
        (shown("5.4"), "5.4", True),
        (shown("para 5.4"), "5.4", True),
        (shown("5.4", report="papers/a.txt"), "5.4", True),
        (shown("5.4", report="b.txt"), "5.4", False),
        (shown("2.1"), "2.1(b)", True),
        (shown("2.1(b)"), "2.1", True),
        (shown("2.1(a)", "agree the plan"), "2.1(b)", False),
        (shown("header:Date"), "header:Date of Meeting", True),
        (shown("header:"), "header:Date of Meeting", False),
        (shown("p. 3", "The Roads Board was disbanded in May"), "5.4", True),
        (shown("p. 3", "the plan."), "5.4", False),
        (
            shown("", "The Roads Board was disbanded in May. " + "Much more was said of it. " * 9),
            "5.4",
            False,
        ),
        (shown("9.9"), "5.4", False),
    ],
)
def test_addresses_decide_and_words_only_where_there_is_no_address(given: Shown, gold: str, stands: bool) -> None:
    assert RULER.same(given, Ref(PAPER, gold)) is stands


def test_a_quote_stands_in_one_paragraph_in_order() -> None:
    assert RULER.quoted(shown("5.4", "the cost … is £1.359M"))
    assert not RULER.quoted(shown("5.4", "disbanded in May … the cost"))
    assert not RULER.quoted(shown("5.4", "the cost in 2021/22 … note the report"))
    assert not RULER.quoted(shown("5.4", ""))
    elsewhere = shown("2.1", "the Roads Board was disbanded")
    assert RULER.quoted(elsewhere) and not RULER.in_place(elsewhere)


# --- against the outside ruler -----------------------------------------------------------------------------------


def outside(reference: Path) -> Any:
    spec = importlib.util.spec_from_file_location("outside_ruler", reference / "evals" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def some_answer(question: dict[str, Any], paragraphs: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """An answer made of good and bad parts by lot: every rule of the ruler is met by some of them."""

    def of_gold(key: str) -> dict[str, str]:
        report, para = key.split("::", 1)
        text = next(p["text"] for p in paragraphs[report] if p["para"] == para)
        cut = chance.choice([len(text), len(text) // 2, len(text) // 3])
        para = chance.choice([para, para, para.split("(")[0], f"para {para}", para[:12], "", "p. 2", "99.9"])
        return {"report": chance.choice([report, f"folder/{report}"]), "para": para, "quote": text[:cut]}

    def of_any() -> dict[str, str]:
        report = chance.choice(list(paragraphs))
        one, other = chance.choice(paragraphs[report]), chance.choice(paragraphs[report])
        quote = chance.choice(
            [one["text"], one["text"][:40] + " … " + one["text"][-20:], other["text"], "no such words"]
        )
        return {"report": report, "para": one["para"], "quote": quote}

    keys = [key for group in question["gold_groups"] for key in (group if chance.random() < 0.3 else group[:1])]
    cites = [of_gold(key) for key in keys if chance.random() < 0.9]
    cites += [of_any() for _ in range(chance.choice([0, 0, 1, 2, 4]))]
    found = [of_gold(key) for key in keys] + [of_any() for _ in range(9)]
    chance.shuffle(found)
    state = chance.choice(["answered", "answered", "answered", "partial", "not_held"])
    return {
        "id": question["id"],
        "answer": chance.choice([question["answer"]] * 4 + ["", question["answer"] + " word" * 350, "Yes, £2m."]),
        "state": state,
        "abstained": state == "not_held",
        "citations": cites,
        "retrieved": [{"report": f["report"], "para": f["para"], "text": f["quote"]} for f in found][:10],
        "seconds": 0.1,
    }


@pytest.mark.parametrize("seed", range(8))
def test_our_figures_are_the_outside_rulers(reference: Path, seed: int) -> None:
    folder, chance = reference / "evals", random.Random(seed)
    lines = (folder / "questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    paragraphs = json.loads((folder / "paragraphs.json").read_text(encoding="utf-8"))
    answers = {question["id"]: some_answer(question, paragraphs, chance) for question in questions}
    theirs = outside(reference).score(questions, paragraphs, answers)
    ruler = Ruler({Ref(name, p["para"]): p["text"] for name, ps in paragraphs.items() for p in ps})
    ours = [
        measure(case, Outcome.model_validate(answers[case.id]), ruler, ruler)
        for case in read_cases(folder / "questions_dev.jsonl")
    ]
    assert 0 < sum(measures.right for measures in ours) < len(ours)
    assert [(m.id, m.right) for m in ours] == [(row["id"], bool(row["right"])) for row in theirs]
    assert [our_row(m) for m in ours if m.answerable] == [their_row(row) for row in theirs if row["answerable"]]


def our_row(m: Measures) -> tuple[Any, ...]:
    held = m.quotes_held / m.quotes if m.quotes else None
    cited = (m.citation_recall, m.citation_precision, held)
    return m.id, m.facts, m.clean, m.declined, m.words, *cited, *m.recall, m.reciprocal_rank


def their_row(row: dict[str, Any]) -> tuple[Any, ...]:
    cited = (row["cite_recall"], row["cite_precision"], row["quotes_held"])
    said = (row["must"], row["clean"], row["abstained"], row["words"])
    return row["id"], *said, *cited, *(row[f"recall@{depth}"] for depth in DEPTHS), row["rr"]


def test_an_answer_that_is_missing_is_never_right(reference: Path) -> None:
    """Where the outside ruler counts a missing answer as one that declined, ours is a crash; both are wrong."""
    questions = [
        {"id": "q", "category": "x", "answerable": False, "gold": [], "gold_groups": [], "must": [], "must_not": []}
    ]
    (theirs,) = outside(reference).score(questions, {}, {})
    case = Case(id="q", question="?", answerable=False)
    ours = measure(case, Outcome(id="q", state=State.ERROR), Ruler({}), Ruler({}))
    assert not theirs["right"] and not ours.right and not ours.declined
