"""The ways of asking for each kind of answer."""

from __future__ import annotations

import pytest

from assistant.answer import Wanted
from assistant.understand.kinds import kind_of, says_kind


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (
            Wanted.WHEN,
            "How far back does the board go?|Since when has it met?|How long ago was it closed?|what's the date of the"
            " meeting|By when must it be sent?|"
            "Can you tell me when it met?|Which years were missed?|What week did they visit?|until when?",
        ),
        (
            Wanted.WHO,
            "Who chairs it?|Whose plan is it?|Which officer signed it?|What is the name of the chair?|By whom was it"
            " written?|Which board has the last word?|What's the chair's name?",
        ),
        (
            Wanted.HOW_MANY,
            "What percentage were seen?|How big is the team?|What's the bill for repairs?|What did the scheme cost?|"
            "By how much did it rise?|On average how long do they wait?|What proportion of visits were late?",
        ),
        (
            Wanted.WHY,
            "How come it was late?|What's behind the rise?|On what grounds was it refused?|What were the reasons?|"
            "What prompted the review?|For what reason did they object?",
        ),
        (
            Wanted.COMPARE,
            "How do the two differ?|Ham 2020 v Leigh 2021: which spent more?|How has the caseload changed?|What's the"
            " difference between them?|How far have numbers come down since May?|Set them side by side",
        ),
        (Wanted.CONTACT, "Who do I ring about the plan?|What's his email?|Where should questions go: her number?"),
        (Wanted.LIST, "Which actions are late?|What are the themes?|List the risks|Name the partners"),
        (Wanted.YES_NO, "Isn't it due?|Any news on adoption?|Did they say who pays?|Has the deadline passed?"),
        (
            Wanted.WHAT,
            "What did the inspectors want?|Describe the service|"
            "What was decided about the home and why?|What does the director's letter say?",
        ),
    ],
)
def test_kinds(wanted: Wanted, texts: str) -> None:
    assert {text: kind_of(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), wanted)


def test_a_question_without_a_way_of_asking_is_told() -> None:
    assert not says_kind("and South Leigh?")
    assert not says_kind("what about the other home?")
    assert says_kind("and how is it paid for?")
