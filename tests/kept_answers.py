"""Answers of the real assistant as the history keeps them, and a service that takes anybody's word for who they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from urllib.parse import unquote

import fastapi
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import Response

from assistant.answer import Answer, Citation, Question, Searched, State, Statement
from assistant.app import serve
from assistant.app.answers import add_answers
from assistant.app.handouts import add_handouts
from assistant.app.history import add_history
from assistant.app.papers import add_papers
from assistant.app.service import Service
from assistant.ask import Assistant
from assistant.history import Kept
from assistant.people import Person
from ingest.report import Access, Ref, Scope

NOON = datetime(2026, 7, 8, 11, 0, 5, tzinfo=UTC)  # noon in Fernmoor
DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
ROSE = "How much did Fernmoor's adoption numbers rise by?"
HOME = "How much will Fernmoor pay the Quillfeather Trust?"
HOSTILE = (
    "<script>alert(1)</script> ![x](https://evil.example/p.png) [y](javascript:alert(1)) <img src=x> "
    "http://evil.example www.evil.example evil.example <https://evil.example> a@evil.example `code` **b** _i_ "
    "&lt;b&gt; # h | t | ~~s~~ $x$ {=HYPERLINK} \u202egnp.exe \x07 \\[z](//evil.example)"
)
_numbers = count(1)


def kept(
    assistant: Assistant,
    asked: str,
    owner: str = "visitor:one",
    access: Access = Access.OPEN,
    conversation: str = "talk",
    number: int = 1,
    at: datetime = NOON,
    scope: Scope = Scope(),  # noqa: B008 - a frozen value
) -> Kept:
    """A question asked of the real assistant, as the chat would keep it."""
    answer = assistant.ask(Question(asked, access, scope))
    return Kept(f"answer-{next(_numbers)}", conversation, number, owner, access, asked, at, scope, answer)


def hostile() -> Kept:
    """A question, statements, quotes and a paper's name that all try to be more than words."""
    cited = Citation(Ref(f"1. {HOSTILE}.docx", "1.1"), f"- {HOSTILE}", f"1) {HOSTILE}, para 1.1")
    said = (
        Statement(
            f"# {HOSTILE}\n1. {HOSTILE}\n- - -\n+ one\n> two\n    three\n===\n~~~\n```", (cited,), calculated=True
        ),
    )
    searched = Searched(1, (HOSTILE,), (HOSTILE,), None, None)
    answer = Answer(State.NOT_IN_REPORTS, said, searched, nearest=(replace(cited, quote=f"= {HOSTILE}"),))
    return Kept("x", "y", 1, "visitor:one", Access.OPEN, HOSTILE, NOON, Scope(council=HOSTILE), answer)


def cookie(
    owner: str = "visitor:one", access: Access = Access.OPEN, name: str = "", may_sign_in: bool = False
) -> dict[str, str]:
    """The cookie with which a request to `service_app` says who sends it."""
    return {"who": json.dumps([owner, int(access), name, may_sign_in]).encode().hex()}


def service_app(service: Service) -> fastapi.FastAPI:
    """The rooms of answers, history and papers, without the guard: who is asking stands in a cookie."""
    app = fastapi.FastAPI()
    app.mount("/page", StaticFiles(directory=serve.__file__.replace("serve.py", "static")), name="page")

    @app.middleware("http")
    async def who(request: fastapi.Request, call_next: RequestResponseEndpoint) -> Response:
        sent = bytes.fromhex(unquote(request.cookies.get("who", ""))).decode()
        owner, access, name, may_sign_in = json.loads(sent) if sent else ("", 0, "", False)
        request.state.person = Person(owner, Access(access), name, may_sign_in=may_sign_in)
        return await call_next(request)

    for add in (add_papers, add_answers, add_handouts, add_history):
        add(app, service)
    return app
