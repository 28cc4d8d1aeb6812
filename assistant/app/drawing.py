"""The plain pages: Jinja templates with everything escaped, the same head and the same ways to the other pages.

They print, they can be linked to, and they need no script to be read.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.ledger.kinds import LEDGERS
from assistant.people import Person
from assistant.render_html import counted, problem

WAYS = (
    ("/", "Ask"),
    *((f"/ledger/{ledger.name}", ledger.title) for ledger in LEDGERS),
    ("/handouts", "Briefings and packs"),
    ("/papers", "Papers held"),
    ("/history", "History"),
)
"""Address and title of every page a visitor goes to, in their order."""


def draw(person: Person, template: str, title: str, status: int = 200, **shown: object) -> HTMLResponse:
    """A page for this person.

    Args:
        person: decides which ways are offered: to sign in or to sign out.
        template: its file's name.
        title: of the page and of the browser's window.
        status: HTTP.
        shown: what the template asks for; `here` is the address of the page in `WAYS`, `carried` a query that the
            ways to ledgers carry on.
    """
    standing: dict[str, object] = {"ways": WAYS, "here": "", "carried": "", "person": person, "title": title}
    return HTMLResponse(_PAGES.get_template(template).render(**{**standing, **shown}), status_code=status)


def draw_problem(person: Person, sentence: str, status: int, title: str = "Not there") -> HTMLResponse:
    """A page that says why there is nothing to show and what to do."""
    told = Markup(problem(sentence))  # escaped in `problem`
    return draw(person, "told.html.jinja", title, status, told=told)


def add_filter(name: str, apply: Callable[..., object]) -> None:
    """Have templates know a filter of the room that draws with it."""
    _PAGES.filters[name] = apply


_PAGES = Environment(loader=PackageLoader("assistant", "app/templates"), autoescape=True, undefined=StrictUndefined)
_PAGES.filters["counted"] = counted
