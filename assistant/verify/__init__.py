"""The gate. A statement reaches a reader only if what it says is in the paragraphs it cites.

One gate for every composer. Each citation must resolve to evidence that was given, and its quote must stand in that
paragraph; whatever else the statement puts in quotation marks must stand there too. What it says in words of its own is
then held to the cited paragraphs and what their papers' headers say, one check after the other:

    form       one or two plain sentences, for the reader, with nothing hidden in them
    names      people, bodies, places: whole, and spelt as the paper spells them
    figures    sums, shares, counts, numbers of recommendations, dates: of the same kind and size
    wholes     a part is not told for its whole, nor the count or sum of one thing for another's
    claims     how a thing stands, which way it goes, how firmly, why: by a word that says the same
    polarity   what is denied is denied there, what is said is said there; a plan stays a plan
    pairs      a figure stands beside the thing it belongs to
    roles      who does what to whom is not turned round, and a post stays with its name
    copies     what is word for word a sentence but for a word or two has no other sense for it
    content    most of its words are theirs, or plain words for theirs
    opening    a "yes" or "no" at its front follows from the rest of it

The checks do not know what a sentence means. In doubt a statement falls: the words it rests on are shown all the same.
A statement that only introduces quoted words is held to less (`quoting`): its own words are ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Evidence, Query, Statement
from assistant.trace import Dropped
from assistant.verify.borne import borne_by
from assistant.verify.claims import claim_fault
from assistant.verify.content import content_fault
from assistant.verify.copies import copy_fault
from assistant.verify.figures import figure_fault
from assistant.verify.form import form_fault, opening_fault, without_opening
from assistant.verify.names import name_fault
from assistant.verify.pairs import pair_fault
from assistant.verify.polarity import polarity_fault
from assistant.verify.quoting import citation_fault, introduces, joining_fault, quote_fault
from assistant.verify.roles import role_fault
from assistant.verify.wholes import whole_fault

_CHECKS = (
    name_fault,
    figure_fault,
    whole_fault,
    claim_fault,
    polarity_fault,
    pair_fault,
    role_fault,
    copy_fault,
    content_fault,
)


def verify(
    query: Query, statements: Sequence[Statement], evidence: Sequence[Evidence]
) -> tuple[tuple[Statement, ...], tuple[Dropped, ...]]:
    """Sort statements into those that hold and those that do not, with the first reason found."""
    faults = [(statement, fault(query, statement, evidence)) for statement in statements]
    kept = tuple(statement for statement, reason in faults if not reason)
    return kept, tuple(Dropped(statement, reason) for statement, reason in faults if reason)


def fault(query: Query, statement: Statement, evidence: Sequence[Evidence]) -> str:
    """Why a statement does not hold, in words; "" where it does."""
    by_ref = {piece.ref: piece for piece in evidence}
    if reason := citation_fault(statement, by_ref):
        return reason
    cited = tuple(dict.fromkeys(by_ref[citation.ref] for citation in statement.citations))
    if introduces(statement):
        return joining_fault(query, statement, cited)
    if reason := form_fault(query, statement.text) or quote_fault(statement.text, cited):
        return reason
    borne = borne_by(query, cited)
    said = without_opening(statement.text)
    reason = next(filter(None, (check(said, borne) for check in _CHECKS)), "")
    return reason or opening_fault(query, statement.text)
