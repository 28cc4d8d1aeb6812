"""The page: what stands where, and which event changes what. Gradio comes in here and in `serve` only.

Hand-made Blocks, because ready-made chat windows fail accessibility checks. The page runs under a content security
policy without `unsafe-eval`, which rules out `gr.HTML` and `js=` on events: HTML goes through `gr.Markdown` with its
sanitiser on (see `render_html`), and the page's own script is a file (`static/page.js`). Every event is private: other
programs have other doors. Who asks is found from the request of each event, never from anything the page sends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant import render_html
from assistant.app.chat import Chat, Talk, View
from assistant.app.drawing import WAYS
from assistant.app.service import Service
from assistant.app.shelf import ANY_DATE, Choice, Shelf, shelf
from assistant.people import Person
from ingest.report import Card, written_day

TITLE = "plan-assistant"
CONCURRENT = 16  # questions answered, or pages opened, at once; with Gradio's one the fiftieth visitor waits for 49
WAITING = 64  # in the queue; the next is told that the service is busy
_BUTTONS = 4
_BEGUN_KNOWN = 10_000  # windows; one that is opening now is among the last
_LIMITS = (
    "What the papers do not say, it says is not there. It never guesses.",
    "Each answer belongs to a date: that of the latest paper relied on.",
    "Councils are kept apart. It gives no advice and no opinion.",
)
_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
THEME = gr.themes.Base(font=_SYSTEM_FONTS, font_mono=("ui-monospace", "monospace"), text_size=gr.themes.sizes.text_lg)

_Updates = dict[Any, Any]  # component → its new value or properties, as Gradio takes them


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and change."""

    held: gr.Markdown
    scope: tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown, gr.Dropdown]
    searching: gr.Markdown
    past: gr.Markdown  # turns before the last: drawn again only when a new question is asked
    now: gr.Markdown  # the last turn, as it arrives
    next_label: gr.Markdown
    suggestions: tuple[gr.Button, ...]
    whole: gr.Markdown  # what can be done with the whole conversation
    problem: gr.Markdown
    question: gr.Textbox
    instead: gr.Textbox  # the number of the turn that the question takes the place of; unseen, set by the page's script
    ask: gr.Button
    stop: gr.Button
    afresh: gr.Button
    shelf: gr.Markdown
    talk: gr.State


def build_page(service: Service, chat: Chat) -> gr.Blocks:
    """The page with its events; nothing is read from the library until a visitor opens it."""
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        parts = _lay_out()
        _connect(blocks, parts, service, chat)
    blocks.queue(max_size=WAITING, default_concurrency_limit=CONCURRENT)
    return blocks


def _lay_out() -> _Parts:
    held = _markdown("held")
    with gr.Row(elem_id="scope"):
        scope = (
            _dropdown("Any council", "Council"),
            _dropdown("Any committee", "Committee"),
            gr.Dropdown(
                [ANY_DATE], value=ANY_DATE, label="As at", min_width=120, interactive=True, allow_custom_value=True
            ),
            _dropdown("Any paper", "Paper"),
        )
        searching = _markdown("searching")
    with gr.Row(elem_id="panes"):
        with gr.Column(elem_id="conversation"):
            past, now, next_label = _markdown("past"), _markdown("now"), _markdown("next-label")
            with gr.Row(elem_id="suggestions"):
                suggestions = tuple(gr.Button("", visible=False, size="md") for _ in range(_BUTTONS))
                afresh = gr.Button("Start afresh", elem_id="afresh", visible=False, size="md")
            whole = _markdown("whole")
            with gr.Row(elem_id="dock"):
                problem = _markdown("problem")
                question = gr.Textbox(
                    label="Your question", lines=1, max_lines=5, elem_id="question", scale=4, autofocus=False
                )
                instead = gr.Textbox("", elem_id="instead", label="In place of question", visible="hidden")
                ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
                stop = gr.Button("Stop", elem_id="stop", scale=0, visible=False)
        with gr.Column(elem_id="beside"):
            beside = _markdown("shelf")
    gr.Markdown(render_html.foot(), elem_id="foot", latex_delimiters=[], sanitize_html=True)
    return _Parts(
        held,
        scope,
        searching,
        past,
        now,
        next_label,
        suggestions,
        whole,
        problem,
        question,
        instead,
        ask,
        stop,
        afresh,
        beside,
        gr.State(Talk()),
    )


def _markdown(name: str) -> gr.Markdown:
    return gr.Markdown("", elem_id=name, latex_delimiters=[], sanitize_html=True)


def _dropdown(anything: str, label: str) -> gr.Dropdown:
    return gr.Dropdown([(anything, "")], value="", label=label, min_width=120, interactive=True)


def _connect(blocks: gr.Blocks, parts: _Parts, service: Service, chat: Chat) -> None:
    """Which event changes what."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    scoped, held = [*parts.scope], [parts.held, *parts.scope, parts.searching, parts.shelf]
    conversation = [parts.past, parts.now, parts.next_label, *parts.suggestions, parts.whole, parts.problem]
    conversation += [parts.question, parts.instead, parts.stop, parts.afresh, parts.talk]

    begun: set[str | None] = set()  # windows in which a question has been asked

    def refresh(council: str, body: str, as_at: str, report: str, request: gr.Request) -> _Updates:
        return _shelf_updates(parts, service, _person(request), Choice(council, body, as_at, report))

    def open_page(request: gr.Request) -> _Updates:
        asked = dict(request.query_params)
        choice = Choice(
            asked.get("council", ""), asked.get("body", ""), asked.get("as_at", "") or ANY_DATE, asked.get("report", "")
        )
        view = chat.begin(_person(request), asked.get("conversation", ""))
        updates = _shelf_updates(parts, service, _person(request), choice)
        if request.session_hash in begun:  # a question was asked meanwhile: its answer must not be wiped out
            return updates
        updates |= _view_updates(parts, view)
        return updates | ({parts.question: asked["question"]} if asked.get("question") else {})

    def begin(request: gr.Request) -> _Updates:
        return _view_updates(parts, chat.begin(_person(request)))

    def ask(
        text: str, council: str, body: str, as_at: str, report: str, talk: Talk, instead: str, request: gr.Request
    ) -> Iterator[_Updates]:
        if len(begun) >= _BEGUN_KNOWN:
            begun.clear()
        begun.add(request.session_hash)
        choice, number = Choice(council, body, as_at, report), int(instead) if instead.isdecimal() else 0
        named = dict(request.query_params).get("conversation", "")
        if named and not talk.turns:  # the service was started again under an open page
            talk = chat.begin(_person(request), named).talk
        shown = None
        for view in chat.ask(_person(request), _address(request), text, choice, talk, number):
            if view == shown:  # a step to be let go at: drawn again, it could come after what a Stop draws
                yield {parts.stop: gr.skip()}
                continue
            shown = view
            kept = {parts.question: text, parts.instead: instead} if view.problem else {}  # not lost, to mend it
            yield _view_updates(parts, view) | kept

    def stopped(talk: Talk, request: gr.Request) -> _Updates:
        return _view_updates(parts, chat.stopped(_person(request), talk))

    opening = blocks.load(open_page, None, [*held, *conversation], **quiet)
    parts.afresh.click(begin, None, conversation, **quiet)
    for chosen in parts.scope:
        chosen.input(refresh, scoped, held, **quiet)
    new = gr.State("")  # a suggested question goes on from the last
    triggers: list[tuple[Any, Any, list[Any]]] = [
        (parts.question, parts.instead, [parts.question.submit, parts.ask.click]),
        *((button, new, [button.click]) for button in parts.suggestions),
    ]
    asking = [
        gr.on(
            events,
            ask,
            [words, *scoped, parts.talk, instead],
            conversation,
            concurrency_limit=CONCURRENT,
            concurrency_id="ask",
            cancels=[opening],  # a question asked before the examples are there must not be wiped out by them
            **quiet,
        )
        for words, instead, events in triggers
    ]
    for event in asking:
        event.then(refresh, scoped, held, **quiet)
    parts.stop.click(stopped, parts.talk, conversation, cancels=asking, **quiet)


def _person(request: gr.Request) -> Person:
    person: Person = request.state.person  # as the guard found it
    return person


def _address(request: gr.Request) -> str:
    address: str = request.state.address
    return address


def _shelf_updates(parts: _Parts, service: Service, person: Person, choice: Choice) -> _Updates:
    """What is held and searched. A choice that is no longer held falls back to "any"."""
    seen = shelf(service, person, choice)
    council = choice.council if choice.council in seen.councils else ""
    bodies = seen.bodies(council)
    body = choice.body if choice.body in bodies else ""
    papers = seen.papers(council, body)
    report = choice.report if choice.report in {card.name for card in papers} else ""
    if (council, body, report) != (choice.council, choice.body, choice.report):
        return _shelf_updates(parts, service, person, Choice(council, body, choice.as_at, report))
    of_council, of_body, on_date, of_paper = parts.scope
    return {
        parts.held: _heading(person, seen),
        of_council: gr.update(choices=_choices("Any council", seen.councils), value=council),
        of_body: gr.update(choices=_choices("Any committee", bodies), value=body),
        on_date: gr.update(
            choices=[ANY_DATE, *map(written_day, seen.dates(council, body))], value=choice.as_at or ANY_DATE
        ),
        of_paper: gr.update(
            choices=[("Any paper", ""), *((_titled(card), card.name) for card in papers)], value=report
        ),
        parts.searching: render_html.problem(seen.problem) or render_html.searching(seen.within, seen.cards),
        parts.shelf: render_html.shelf(seen.within),
    }


def _heading(person: Person, seen: Shelf) -> str:
    return render_html.held(TITLE, seen.cards, WAYS, person)


def _choices(anything: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(anything, ""), *((name, name) for name in names)]


def _titled(card: Card) -> str:
    """A paper in a list: "8 July 2024, Annual update". Two of one title and day are told apart by their names."""
    header = card.header
    return f"{written_day(header.as_at) or 'Undated'}, {header.title or card.name}"


def _view_updates(parts: _Parts, view: View) -> _Updates:
    """One moment of the conversation. The question leaves its box once it has been taken."""
    turns = view.talk.turns
    kept = bool(turns) and (not view.asking or bool(turns[-1].kept))
    updates: _Updates = {
        parts.past: "".join(turn.drawn for turn in turns[:-1]),
        parts.now: turns[-1].drawn if turns else render_html.welcome(_LIMITS),
        parts.next_label: render_html.next_label(bool(turns), view.clarifying) if view.suggestions else "",
        parts.whole: render_html.conversation_tools(view.talk.conversation, kept),
        parts.problem: render_html.problem(view.problem),
        parts.stop: gr.update(visible=view.asking),
        parts.afresh: gr.update(visible=bool(turns) and not view.asking),
        parts.talk: view.talk,
    }
    for at, button in enumerate(parts.suggestions):
        shown = at < len(view.suggestions)
        updates[button] = gr.update(value=view.suggestions[at] if shown else "", visible=shown)
    if view.taken:  # and never later: the next question may be in the box by then
        updates |= {parts.question: "", parts.instead: ""}
    return updates
