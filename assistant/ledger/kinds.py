"""The eight ledgers: what each is called, which facts it is made from, and how its rows are laid out for people."""

from __future__ import annotations

from assistant.ledger.conflicts import conflicts
from assistant.ledger.decisions import decisions
from assistant.ledger.gaps import gaps
from assistant.ledger.glossary import glossary
from assistant.ledger.governance import governance
from assistant.ledger.holdings import Column, Ledger
from assistant.ledger.money import money
from assistant.ledger.timeline import timeline
from assistant.ledger.tracker import tracker
from ingest.errors import NotHeld
from ingest.fact import (
    Abbreviation,
    Amount,
    Ask,
    Event,
    Inspection,
    Mention,
    Publication,
    Reading,
    Recommendation,
    Resolution,
    Role,
    StatusClaim,
)

DRAWN = "governance"  # the ledger that is also a picture

LEDGERS = (
    Ledger(
        "tracker",
        "Recommendations",
        "each recommendation of an inspection, and how it stood at each paper that speaks of it",
        "The papers searched hold no inspector's recommendation and speak of none.",
        (Inspection, Publication, Recommendation, StatusClaim),
        tracker,
        (
            Column("Inspection", "inspection", few=True),
            Column("No.", "number", "not numbered", "number"),
            Column("Status", "status", few=True),
            Column("As at", "as_at", "the paper has no date", "date"),
            Column("Recommendation", "wording", "not worded in the papers held"),
            Column("Wording here", "drift", "as in the inspection report, or not repeated"),
            Column("Promised next", "promised", "nothing said"),
        ),
        lead=4,
    ),
    Ledger(
        "decisions",
        "Decisions",
        "what committees were asked to do, and what became of it where that is recorded",
        "The papers searched ask a committee for nothing and record no decision.",
        (Ask, Resolution),
        decisions,
        (
            Column("Meeting", "meeting", "no date of a meeting", "date"),
            Column("Committee", "body", "no committee named", few=True),
            Column("Asked to", "verb", "no ask held", few=True),
            Column("In the paper's words", "text"),
            Column("Outcome", "outcome", few=True),
            Column("Recorded as", "outcome_text", "no record held"),
        ),
        lead=3,
    ),
    Ledger(
        "governance",
        "Governance",
        "who was accountable, who monitored, who scrutinised and who was to approve, as each paper says it",
        "The papers searched do not say who answers for what.",
        (Ask, Resolution, Role),
        governance,
        (
            Column("Body", "body"),
            Column("Role", "role", few=True),
            Column("Of what", "of_what", "not said"),
            Column("From", "from_", "not said", "date"),
            Column("To", "to", "not said", "date"),
            Column("As at", "as_at", "the paper has no date", "date"),
            Column("Standing", "standing", few=True),
            Column("Other body", "other", "none named"),
            Column("May be the same as", "look_alikes", "no name like it"),
        ),
        lead=3,
    ),
    Ledger(
        "timeline",
        "Timeline",
        "what happened, what was due and what was promised, by date",
        "The papers searched give no date to anything but their meetings.",
        (Event,),
        timeline,
        (
            Column("When", "when", "no day, month or year given", "date", until="until"),
            Column("Kind", "kind", few=True),
            Column("What", "text"),
            Column("As printed", "printed"),
            Column("Kept?", "kept", "nothing was promised", few=True),
            Column("Why no date", "unresolved", "dated"),
            Column("As at", "as_at", "the paper has no date", "date"),
        ),
        lead=3,
    ),
    Ledger(
        "gaps",
        "Missing papers",
        "papers that the papers held refer to, and that are not held themselves",
        "Every paper that the papers searched refer to is held.",
        (Mention,),
        gaps,
        (
            Column("Paper", "what"),
            Column("Kind", "kind", few=True),
            Column("Its date", "when", "no date given", "date"),
            Column("How it is mentioned", "manner", "referred to", few=True),
            Column("As at", "as_at", "the paper has no date", "date"),
        ),
    ),
    Ledger(
        "conflicts",
        "Conflicts",
        "what the papers say differently of one subject; which is right is not judged",
        "The papers searched do not contradict themselves or each other in what is compared: dates, figures, names, "
        "appendix labels and judgements.",
        (Amount, Publication, Reading),
        conflicts,
        (Column("Subject", "subject"), Column("Kind", "kind", few=True)),
    ),
    Ledger(
        "money",
        "Money",
        "sums of money with their period and purpose, and whether totals add up",
        "The papers searched name no sum of money.",
        (Amount,),
        money,
        (
            Column("Sum", "shown", kind="number", ordered_by="amount"),
            Column("For", "purpose", "no purpose given"),
            Column("Period", "period", "no period given", few=True),
            Column("Stated or calculated", "kind", few=True),
            Column("Adds up", "adds_up", "no parts to add", few=True),
            Column("How", "note", "stated in the paper"),
            Column("As at", "as_at", "the paper has no date", "date"),
        ),
        lead=3,
    ),
    Ledger(
        "glossary",
        "Glossary",
        "short forms, and what the papers say they stand for",
        "The papers searched use no short form.",
        (Abbreviation,),
        glossary,
        (Column("Short form", "short"), Column("Stands for", "long", "not defined in these papers")),
        lead=2,
    ),
)


def find_ledger(name: str) -> Ledger:
    """The ledger of this name. Raises NotHeld."""
    for ledger in LEDGERS:
        if ledger.name == name:
            return ledger
    raise NotHeld(f'There is no ledger called "{name}". There are {", ".join(ledger.name for ledger in LEDGERS)}.')
