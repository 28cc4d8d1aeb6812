"""The terminal's commands that write a paper to take into a room: `draft`, `brief`, `onboard`, `compare`.

The form is by the file's name: .docx, .html or .md; with no file it is Markdown on standard output. A file that is
there is not written over unless that is asked for: somebody may have worked on it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Question, Searched, State, Statement
from assistant.ask import Assistant
from assistant.batch import read_questions
from assistant.lookup import find_card, find_council
from assistant.papers.briefing import meeting_papers
from assistant.papers.handout import Handout
from assistant.papers.ordered import briefing_on, days_compared, pack_on, papers_compared, reply_to, today
from assistant.papers.reply import Asked
from assistant.papers.reply.listed import questions_in
from assistant.put_file import check_place, put_file
from assistant.render_docx_handout import document
from assistant.render_html_handout import page
from assistant.render_markdown_handout import text
from assistant.render_sheet import plain, titles_of
from ingest.errors import QuestionError
from ingest.read.guard import read_guarded
from ingest.report import Access, Card, Scope
from ingest.settings import Settings

FORMS = (".docx", ".html", ".md")


def draft(options: argparse.Namespace, settings: Settings, access: Access, as_at: date | None) -> int:
    """Write a reply to one question or more. Exit status 1 where one of them has no answer; its reply says why."""
    _check_place(options)
    questions = _questions(options, settings)
    assistant = Assistant(settings.model_copy(update={"model": ""}) if options.no_model else settings)
    council = find_council(options.council, assistant.cards(access)) if options.council else ""
    scope = Scope(council=council, body=options.body or "", as_at=as_at)
    asked = _all_asked(assistant, [Question(text, access, scope) for text in questions])
    _write(reply_to(assistant, access, asked, today(), (scope,)), assistant, access, options)
    return 1 if any(each.answer.state is State.ERROR for each in asked) else 0


def brief(options: argparse.Namespace, settings: Settings, access: Access, day: date | None) -> int:
    """Write a briefing on a paper, or on the papers of the meeting of a day."""
    _check_place(options)
    if (options.report is None) == (day is None):
        raise QuestionError("Name a paper (`plan-assistant reports` lists them), or give --meeting DATE.")
    assistant = Assistant(settings)
    cards = assistant.cards(access)
    if day is None:
        own: tuple[Card, ...] = (find_card(options.report, cards),)
    else:
        council = find_council(options.council, cards) if options.council else ""
        own = meeting_papers(cards, day, council, options.body or "")
    return _write(briefing_on(assistant, access, own, today()), assistant, access, options)


def onboard(options: argparse.Namespace, settings: Settings, access: Access, as_at: date | None) -> int:
    """Write a pack for new staff on one council."""
    _check_place(options)
    assistant = Assistant(settings)
    council = _one_council(options.council, assistant.cards(access))
    return _write(pack_on(assistant, access, council, as_at, today()), assistant, access, options)


def compare(options: argparse.Namespace, settings: Settings, access: Access, days: tuple[date, date] | None) -> int:
    """Write what two papers say on each subject; or what one council's papers said as at two days."""
    _check_place(options)
    assistant = Assistant(settings)
    cards = assistant.cards(access)
    if days:
        council = _one_council(options.council, cards)
        handout = days_compared(assistant, access, council, days, today())
    else:
        then, now = find_card(options.then, cards), find_card(options.now, cards)
        handout = papers_compared(assistant, access, then, now, today())
    return _write(handout, assistant, access, options)


def _one_council(typed: str | None, cards: Sequence[Card]) -> str:
    """The council named; where none is, the only one there is. Raises NotHeld, QuestionError."""
    held = Searched.of(cards).councils
    if typed:
        return find_council(typed, cards)
    if len(held) != 1:
        raise QuestionError(f"Say of which council with --council: {', '.join(held) or 'no paper is held'}.")
    return held[0]


def _questions(options: argparse.Namespace, settings: Settings) -> tuple[str, ...]:
    """The questions typed, then those of a file. Raises QuestionError where there are none."""
    typed = tuple(question for question in options.question if question.strip())
    if options.questions is None:
        if not typed:
            raise QuestionError("Give a question (\"plan-assistant draft 'Who pays?'\") or a list: --questions FILE.")
        return typed
    if options.questions.suffix == ".jsonl":
        return (*typed, *(line.question for line in read_questions(options.questions)))
    path = options.questions.resolve()
    listed = questions_in(read_guarded(path, root=path.parent, settings=settings))
    if not listed:
        raise QuestionError(f"{options.questions} holds no question: nothing in it ends with a question mark.")
    return (*typed, *listed)


def _all_asked(assistant: Assistant, questions: Sequence[Question]) -> tuple[Asked, ...]:
    """Each question with its answer. Where the command is stopped, what was answered is not lost: the rest say so.

    Raises QuestionError, KeyboardInterrupt where there is one question only, or none is answered yet.
    """
    if len(questions) == 1:
        return (Asked(questions[0].text, assistant.ask(questions[0])),)
    asked: list[Asked] = []
    try:
        for number, question in enumerate(questions, 1):
            print(f"Question {number} of {len(questions)}…", file=sys.stderr, flush=True)
            asked.append(_asked(assistant, question))
    except KeyboardInterrupt:
        if not asked:
            raise
        print(f"Stopped: {len(asked)} of {len(questions)} questions are answered.", file=sys.stderr)
    left = questions[len(asked) :]
    return (*asked, *(_unanswered(assistant, question, "Not asked: the command was stopped.") for question in left))


def _asked(assistant: Assistant, question: Question) -> Asked:
    """A question with its answer; with the reason where it cannot be asked, so that the others are answered."""
    try:
        return Asked(question.text, assistant.ask(question))
    except QuestionError as problem:
        return _unanswered(assistant, question, str(problem))


def _unanswered(assistant: Assistant, question: Question, reason: str) -> Asked:
    searched = Searched.of(assistant.cards(question.access, question.scope))
    return Asked(question.text, Answer(State.ERROR, (Statement(reason),), searched))


def _check_place(options: argparse.Namespace) -> None:
    if options.out is not None:
        check_place(options.out, FORMS, replace=options.replace)


def _write(handout: Handout, assistant: Assistant, access: Access, options: argparse.Namespace) -> int:
    """Print or write a handout. Returns 0. Raises SettingsError where the file cannot be written."""
    path: Path | None = options.out
    titles = titles_of(assistant.cards(access))
    if path is None:
        print(text(handout, titles), end="")
        return 0
    makers: dict[str, Callable[..., Any]] = {".docx": document, ".html": page, ".md": text}
    made = makers[path.suffix.lower()](handout, titles)
    put_file(path, made if isinstance(made, bytes) else made.encode(), replace=options.replace)
    print(f"{plain(handout.title)} → {path}", file=sys.stderr)  # a title may hold what moves a terminal
    return 0
