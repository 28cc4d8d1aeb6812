"""`plan-assistant model`: whether the language models that are set work, before anybody's question waits for one.

Each is asked once, of a passage of a council that does not exist: no word of the papers held leaves the machine, and no
library is opened. What it writes goes through the gate like any answer. An address is printed without the name and
password that may stand in it, and a key never.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from time import perf_counter
from urllib.parse import urlsplit

from assistant.answer import Evidence, Query, Question, Wanted
from assistant.ask import Assistant
from assistant.language.writer import Draft, Writer
from assistant.trace import Trace
from assistant.verify import fault
from assistant.wording import language_of
from ingest.errors import LanguageModelError, SettingsError
from ingest.report import Header, Paragraph, Ref, Scope
from ingest.settings import Settings

FAILED = 1
_ASKED = "When was the improvement board disbanded?"
_WORDS = "3.1 The improvement board was disbanded on 6 February 2023, and the scrutiny committee took over its work."
_PAPER = Header(council="Fernmoor", body="Health and Wellbeing Board", as_at=date(2023, 3, 14))
_QUERY = Query(_ASKED, _ASKED, Scope(), Wanted.WHEN, (_ASKED,), fresh=_ASKED)
_EVIDENCE = (Evidence(1, Ref("trial", "3.1"), Paragraph("3.1", "", _WORDS, 0), _PAPER, 1.0),)
_USUAL = {  # where each service is reached when nothing is set: its own variables, and its own address
    "ollama": (("OLLAMA_HOST",), "http://127.0.0.1:11434"),
    "openai": (("OPENAI_API_BASE", "OPENAI_BASE_URL"), "https://api.openai.com/v1"),
    "anthropic": (("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"), "https://api.anthropic.com"),
}
_LOOK_AT = {  # how a fault begins, and what to look at
    "cannot be reached": "See that its server runs, and that PLAN_ASSISTANT_MODEL_URL is its address.",
    "refused the key": "See that PLAN_ASSISTANT_MODEL_KEY is the key to this service, and that it may use this model.",
    "is not known": "See that the model's name is spelt as its service lists it, that it is there, and that "
    "PLAN_ASSISTANT_MODEL_URL is right.",
    "took": "A server that has just started may still be loading the model: try again, or allow more with "
    "PLAN_ASSISTANT_MODEL_SECONDS.",
    "is asked too much": "Wait a little, or see how much the service lets you ask.",
    "did not come to an end": "Allow more with PLAN_ASSISTANT_MODEL_TOKENS.",
    "wrote without end": "This model may be too small for the task: try another.",
    "sent what cannot be read": "See that PLAN_ASSISTANT_MODEL_URL is the address of this kind of service.",
}


def try_models(settings: Settings) -> int:
    """Ask each language model that is set once, and print what came of it. Returns the exit status.

    Raises:
        SettingsError: none is set, or one that is cannot be had.
    """
    whole = language_of(settings)
    if whole is None:
        raise SettingsError(
            "No language model is set, so answers are in the papers' own words. To have one, set PLAN_ASSISTANT_MODEL, "
            'such as ollama:llama3.2: the README says how, under "With a language model".'
        )
    names = [name.strip() for name in settings.model.split(",") if name.strip()]
    print(f"Language models set: {len(names)}. Each is asked once, of an invented council's paper, and of no other.")
    works = [_tried(name, settings) for name in names]
    return 0 if all(works) else FAILED


def _tried(name: str, settings: Settings) -> bool:
    """One model asked, and told of; whether some of what it wrote would be shown."""
    language = language_of(settings.model_copy(update={"model": name}))
    assert language  # it is named
    print(f"\n{name}, reached at {_address(name, settings)}")
    print(f"  asked: {_ASKED}\n  of the words: {_WORDS}", flush=True)
    begun = perf_counter()
    draft, broke = _written(language.writer)
    print(f"  seconds: {perf_counter() - begun:.1f}")
    if draft.tokens_in or draft.tokens_out:
        print(f"  tokens: {draft.tokens_in} given, {draft.tokens_out} written")
    elif not broke:
        print("  tokens: its service does not count them")
    held = [_told(statement.text, fault(_QUERY, statement, _EVIDENCE)) for statement in draft.statements]
    if broke:
        print(f"It fails: the language model {broke}. {_look_at(broke)}")
    elif not held:
        print("It fails: it answers, but no sentence could be read in what it wrote. Try another model.")
    elif not any(held):
        print("It fails: it answers, but nothing of what it wrote holds, so readers would be shown quotes alone.")
    else:
        print("It works.")
    return any(held) and not broke


def _written(writer: Writer) -> tuple[Draft, str]:
    """What it finished, and why it broke off; "" where it did not."""
    draft = Draft((), writer.name)
    try:
        for latest in writer.drafts(_QUERY, _EVIDENCE):
            draft = latest
    except LanguageModelError as error:
        return draft, str(error)
    return draft, ""


def _told(text: str, reason: str) -> bool:
    print(f"  wrote: “{text}”\n    {f'does not hold: {reason}' if reason else 'holds: readers would be shown it'}")
    return not reason


def _look_at(broke: str) -> str:
    known = (advice for begins, advice in _LOOK_AT.items() if broke.startswith(begins))
    return next(known, "Its server's own log may say more.")


def _address(name: str, settings: Settings) -> str:
    """Where a model is reached, without a name, a password or a query that may hold a key."""
    variables, usual = _USUAL[name.partition(":")[0]]
    set_by = next(filter(None, (settings.model_url, *map(os.environ.get, variables))), usual)
    parts = urlsplit(set_by if "://" in set_by else f"//{set_by}")
    begins = f"{parts.scheme}://" if parts.scheme else ""
    return f"{begins}{parts.netloc.rpartition('@')[2]}{parts.path}"


def traced(assistant: Assistant, question: Question) -> Trace:
    """A question answered. Whoever waits at a terminal is told at once that a language model is writing."""
    traces: Sequence[Trace] = ()
    for trace in assistant.traces(question):
        if not traces and sys.stderr.isatty() and trace.wording and not trace.wording.done:
            print(f"Putting it into words ({trace.wording.model})…", file=sys.stderr, flush=True)
        traces = (trace,)
    return traces[0]
