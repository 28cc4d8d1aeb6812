"""Yes and no, only where the papers' own words say so."""

from __future__ import annotations

import pytest

from assistant.verdict import verdict

CLOSED = "3.2 The day centre in Mill Lane was closed on 4 May 2021."


@pytest.mark.parametrize(
    ("question", "quote", "heading", "said"),
    [
        ("Was the day centre in Mill Lane closed?", CLOSED, "", "Yes"),
        ("Has the Mill Lane day centre closed?", "The Mill Lane day centre has not been closed.", "", "No"),
        ("Are there any legal implications?", "None", "Legal implications", "No"),
        ("Are there any legal implications?", "There are no legal implications of this report.", "", "No"),
        ("Are there any staffing costs?", "None", "Legal implications", ""),  # another heading's "None"
        ("Was the day centre in Mill Lane closed in 2019?", CLOSED, "", ""),  # another year
        ("Was every day centre in Mill Lane closed?", CLOSED, "", ""),  # of every one nothing is said
        ("Was the day centre in Mill Lane closed?", "The day centre in Mill Lane would be closed.", "", ""),
        ("Was the day centre in Mill Lane closed?", "Most of the day centre in Mill Lane was closed.", "", ""),
        ("Wasn't the day centre in Mill Lane closed?", CLOSED, "", ""),  # what would "yes" mean?
        ("Was the bridge closed?", CLOSED, "", ""),
        ("Is the closure plan on track?", "The closure plan is monitored every month.", "", ""),
        ("Is the closure plan on track?", "The closure plan is on track.", "", "Yes"),
        ("Has the youth forum been set up?", "4. Set up a youth forum for the villages.", "", ""),  # an order
        ("Has the youth forum been set up?", "That a youth forum be set up.", "", ""),
        ("Has the youth forum been set up?", "Cabinet agreed to set up a youth forum.", "", ""),
        ("Has the youth forum been set up?", "A youth forum set up.", "Recommendations", ""),
        ("Has the youth forum been set up?", "The youth forum was set up in May 2021.", "", "Yes"),
        ("Were six drivers recruited?", "Recruit six drivers", "", ""),
        ("Were six drivers recruited?", "The service recruited six drivers.", "", "Yes"),
        ("Was support for carers cut?", "Support for carers was cut in May 2021.", "", "Yes"),  # a noun
        ("Did Cabinet agree to set up a youth forum?", "Cabinet agreed to set up a youth forum.", "", "Yes"),
        ("Was it?", CLOSED, "", ""),
    ],
)
def test_a_verdict_is_given_only_where_the_words_settle_it(question: str, quote: str, heading: str, said: str) -> None:
    assert verdict(question, quote, heading) == said
