"""How the actions of a plan stand, in a reply on how it or one of them does: all its rows, not one or two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Answer
from assistant.papers.handout import Row, Table
from assistant.papers.plans import Action, actions
from assistant.papers.reply.bearing import Bearing
from assistant.papers.reply.limits import limited
from assistant.papers.sources import Sources
from assistant.words import content_words, stem
from ingest.report import Ref, written_day

_MOST = 15  # rows
_ALIKE = 2  # words of an action in the words cited, for both to be of one thing


def plan(sources: Sources, answer: Answer, asked: Bearing) -> tuple[Table, ...]:
    """The table of the plan that an answer cites a row of; of actions named by number, what each paper tables."""
    if not asked.of_standing:
        return ()
    known = [each for card in sources.cards for each in actions(sources.report(card.name))]
    if asked.numbers:
        words = _stems(citation.quote for citation in answer.citations)
        shown = [each for each in known if _is_named(each, asked) and len(_stems([each.what]) & words) >= _ALIKE]
    else:
        papers = {each.report for each in known if Ref(each.report, each.para) in asked.cited}
        shown = [each for each in known if each.report in papers]
    rows = tuple(_row(sources, each) for each in shown)
    table = Table(("As at", "Action", "How it stands", "Date given"), rows, widths=(3, 8, 3, 4))
    return (limited(table, _MOST, "plan"),) if rows else ()


def _is_named(action: Action, asked: Bearing) -> bool:
    found = re.fullmatch(r"(?:r|rec\.?|recommendation)?\s*(\d{1,3})\.?", action.label, re.I)
    return found is not None and int(found[1]) in asked.numbers


def _row(sources: Sources, action: Action) -> Row:
    name = f"{action.label}: “{action.what}”" if action.label else f"“{action.what}”"
    due = f"{action.due_heading} “{action.due}”" if action.due else ""
    day = written_day(sources.header(action.report).as_at)
    cells = (day, name, f"“{action.status}”", due)
    return Row(cells, (sources.cite(action.report, action.para, action.quote),))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for text in texts for word in content_words(text) if not re.search(r"\d", word))
