"""The page: what stands where, and which event changes what. Gradio comes in here and in `app` only.

Hand-made Blocks, because ready-made chat windows fail accessibility checks. The page runs under a content security
policy without `unsafe-eval`, which rules out `gr.HTML` and `js=` on events: HTML goes through `gr.Markdown` with its
sanitiser on (see `render_html`), and the page's own script is a file (`page/page.js`). Every event is private: other
programs have other doors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant import render_html
from assistant.app.chat import ANY_DATE, Chat, Shelf, Turn, View
from assistant.ledger.kinds import LEDGERS
from ingest.report import written_day

TITLE = "plan-assistant"
CONCURRENT = 16  # questions answered, or pages opened, at once; with Gradio's one the fiftieth visitor waits for 49
WAITING = 64  # in the queue; the next is told that the service is busy
_BUTTONS = 4
_LIMITS = (
    "What the papers do not say, it says is not there. It never guesses.",
    "Each answer belongs to a date: that of the latest paper relied on.",
    "Councils are kept apart. It gives no advice and no opinion.",
)
_PAGES = {f"ledger/{ledger.name}": ledger.title for ledger in LEDGERS}
_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
THEME = gr.themes.Base(font=_SYSTEM_FONTS, font_mono=("ui-monospace", "monospace"), text_size=gr.themes.sizes.text_lg)

_Updates = dict[Any, Any]  # component → its new value or properties, as Gradio takes them


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and change."""

    held: gr.Markdown
    scope: tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown]
    searching: gr.Markdown
    past: gr.Markdown  # turns before the last: drawn again only when a new question is asked
    now: gr.Markdown  # the last turn, as it arrives
    next_label: gr.Markdown
    suggestions: tuple[gr.Button, ...]
    problem: gr.Markdown
    question: gr.Textbox
    ask: gr.Button
    afresh: gr.Button
    shelf: gr.Markdown
    turns: gr.State


def build_page(chat: Chat) -> gr.Blocks:
    """The page with its events; nothing is read from the library until a visitor opens it."""
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        parts = _lay_out()
        _connect(blocks, parts, chat)
    blocks.queue(max_size=WAITING, default_concurrency_limit=CONCURRENT)
    return blocks


def _lay_out() -> _Parts:
    held = _markdown("held")
    with gr.Row(elem_id="scope"):
        scope = (
            gr.Dropdown([("Any council", "")], value="", label="Council", min_width=120, interactive=True),
            gr.Dropdown([("Any committee", "")], value="", label="Committee", min_width=120, interactive=True),
            gr.Dropdown(
                [ANY_DATE], value=ANY_DATE, label="As at", min_width=120, interactive=True, allow_custom_value=True
            ),
        )
        searching = _markdown("searching")
    with gr.Row(elem_id="panes"):
        with gr.Column(elem_id="conversation"):
            past, now, next_label = _markdown("past"), _markdown("now"), _markdown("next-label")
            with gr.Row(elem_id="suggestions"):
                suggestions = tuple(gr.Button("", visible=False, size="md") for _ in range(_BUTTONS))
                afresh = gr.Button("Start afresh", elem_id="afresh", visible=False, size="md")
            with gr.Row(elem_id="dock"):
                problem = _markdown("problem")
                question = gr.Textbox(
                    label="Your question", lines=1, max_lines=5, elem_id="question", scale=4, autofocus=False
                )
                ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
        with gr.Column(elem_id="beside"):
            shelf = _markdown("shelf")
    turns = gr.State(())
    return _Parts(
        held, scope, searching, past, now, next_label, suggestions, problem, question, ask, afresh, shelf, turns
    )


def _markdown(name: str) -> gr.Markdown:
    return gr.Markdown("", elem_id=name, latex_delimiters=[], sanitize_html=True)


def _connect(blocks: gr.Blocks, parts: _Parts, chat: Chat) -> None:
    """Which event changes what."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    scoped = [*parts.scope]
    shelf = [parts.held, *parts.scope, parts.searching, parts.shelf]
    conversation = [parts.past, parts.now, parts.next_label, *parts.suggestions, parts.problem, parts.question]
    conversation += [parts.afresh, parts.turns]

    def refresh(council: str, body: str, as_at: str) -> _Updates:
        return _shelf_updates(parts, chat.shelf(council, body, as_at), council, body, as_at)

    def begin() -> _Updates:
        return _view_updates(parts, View((), chat.examples()))

    def ask(text: str, council: str, body: str, as_at: str, turns: Sequence[Turn]) -> Iterator[_Updates]:
        for view in chat.ask(text, council, body, as_at, turns):
            yield _view_updates(parts, view) | ({parts.question: text} if view.problem else {})  # not lost, to mend it

    blocks.load(refresh, scoped, shelf, **quiet)
    opening = blocks.load(begin, None, conversation, **quiet)
    parts.afresh.click(begin, None, conversation, **quiet)
    for chosen in parts.scope:
        chosen.input(refresh, scoped, shelf, **quiet)
    asked: list[tuple[Any, list[Any]]] = [(parts.question, [parts.question.submit, parts.ask.click])]
    asked += [(button, [button.click]) for button in parts.suggestions]
    for words, triggers in asked:
        gr.on(
            triggers,
            ask,
            [words, *scoped, parts.turns],
            conversation,
            concurrency_limit=CONCURRENT,
            concurrency_id="ask",
            cancels=[opening],  # a question asked before the examples are there must not be wiped out by them
            **quiet,
        ).then(refresh, scoped, shelf, **quiet)


def _shelf_updates(parts: _Parts, shelf: Shelf, council: str, body: str, as_at: str) -> _Updates:
    """What is held and searched. A choice that is no longer held falls back to "any"."""
    council = council if council in shelf.councils else ""
    bodies = shelf.bodies(council)
    body = body if body in bodies else ""
    dates = [written_day(day) for day in shelf.dates(council, body)]
    of_council, of_body, on_date = parts.scope
    return {
        parts.held: render_html.held(TITLE, shelf.cards, _PAGES),
        of_council: gr.update(choices=_choices("Any council", shelf.councils), value=council),
        of_body: gr.update(choices=_choices("Any committee", bodies), value=body),
        on_date: gr.update(choices=[ANY_DATE, *dates], value=as_at),
        parts.searching: render_html.problem(shelf.problem) or render_html.searching(shelf.within, shelf.cards),
        parts.shelf: render_html.shelf(shelf.within),
    }


def _choices(anything: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(anything, ""), *((name, name) for name in names)]


def _view_updates(parts: _Parts, view: View) -> _Updates:
    """One moment of the conversation. The question leaves its box once it has been taken."""
    last = view.turns[-1].drawn if view.turns else ""
    updates: _Updates = {
        parts.past: "".join(turn.drawn for turn in view.turns[:-1]),
        parts.now: last or render_html.welcome(_LIMITS),
        parts.next_label: render_html.next_label(bool(view.turns)) if view.suggestions else "",
        parts.problem: render_html.problem(view.problem),
        parts.afresh: gr.update(visible=bool(view.turns)),
        parts.turns: view.turns,
    }
    for at, button in enumerate(parts.suggestions):
        shown = at < len(view.suggestions)
        updates[button] = gr.update(value=view.suggestions[at] if shown else "", visible=shown)
    if not view.problem:
        updates[parts.question] = ""
    return updates
