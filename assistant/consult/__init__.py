"""Questions that a ledger answers whole: "which", "how many", "list all". Pure.

The best few passages answer "what does the plan say of X"; they cannot answer "which recommendations are outstanding",
where a row left out is a wrong answer. A question that asks for rows of a ledger is given all of them, each with its
paragraph, council by council. A question that only sounds like one falls through to the search: the forms are narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from assistant.answer import Query
from assistant.consult import decisions, others, recommendations, standing
from assistant.consult.said import Consulted
from assistant.ledger.holdings import Filled

FORMS = (*recommendations.FORMS, *standing.FORMS, *decisions.FORMS, *others.FORMS)


def consult(query: Query, part: str, filled: Callable[[str], Filled]) -> tuple[Consulted, ...]:
    """What the ledgers say to a part of a question, council by council; nothing where it is no question for them.

    Args:
        query: the question as understood.
        part: the part of it.
        filled: a ledger by its name, within the question's scope.
    """
    asked = part if query.standalone == query.text else query.text  # a form of an earlier question is not asked again
    for form in FORMS:
        if form.pattern.search(asked):
            by_council = groupby(filled(form.ledger).rows, key=lambda row: row.council)
            said = tuple(form.answer(query, asked, tuple(rows)) for _, rows in by_council)
            if found := tuple(consulted for consulted in said if consulted):
                return found
    return ()
