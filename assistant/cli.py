"""The terminal: a function for each command; `plan-assistant --help` lists them.

Exit status 0 when all went well, 1 when some file or question failed, 2 when nothing could be done as asked (one plain
sentence says why). Heavy rooms are imported by the command that needs them, so that `--help` is at once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.cli_options import LEDGERS, build_parser
from assistant.when import last_day
from ingest.errors import PlanAssistantError, QuestionError, SettingsError
from ingest.report import Access, Scope
from ingest.settings import Settings

FAILED, REFUSED, INTERRUPTED = 1, 2, 130
_WRITE_IT = '. Write it as 2024-07-08 or "8 July 2024".'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; what goes wrong is one sentence on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["eval"]:
        return _eval(words[1:])
    options = build_parser().parse_args(words)
    try:
        return _COMMANDS[options.command](options, _settings(options))
    except PlanAssistantError as problem:
        print(f"plan-assistant: {problem}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("plan-assistant: stopped. What was finished is kept.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has closed it: `plan-assistant show … | head`
        sys.stderr.close()
        return 0


def _settings(options: argparse.Namespace) -> Settings:
    given = {name: getattr(options, name, None) for name in ("library", "history", "host", "port")}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as problem:
        fault = problem.errors()[0]
        name = "PLAN_ASSISTANT_" + "_".join(str(part) for part in fault["loc"]).upper()
        raise SettingsError(f"The setting {name} is {fault['input']!r}: {fault['msg'].lower()}.") from problem


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_papers import ingest_papers

    return ingest_papers(options.paths, settings, quiet=options.quiet)


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_papers import remove_papers

    return remove_papers(options.reports, settings)


def _reports(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_papers import list_papers

    return list_papers(settings, _access(options), as_json=options.json)


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_papers import show_paper

    return show_paper(options.report, options.para, settings, _access(options), as_json=options.json)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer import Question
    from assistant.ask import Assistant
    from assistant.batch import answer_all, answer_line, read_questions, texts_found
    from assistant.cli_model import traced
    from assistant.lookup import find_card
    from assistant.render import reading, text, why

    _check_asked(options)
    settings = settings.model_copy(update={"model": ""}) if options.no_model else settings
    assistant = Assistant(settings)
    if options.questions:
        questions = read_questions(options.questions)
        with _output(options.out) as out:
            failed = answer_all(
                assistant, questions, lambda line: print(json.dumps(line, ensure_ascii=False), file=out)
            )
        return FAILED if failed else 0
    access = _access(options)
    reports = tuple(find_card(name, assistant.cards(access)).name for name in options.report)
    scope = Scope(options.council or "", options.body or "", reports, _date(options.as_at))
    trace = traced(assistant, Question(options.question, access, scope, tuple(options.after)))
    if options.json:
        print(json.dumps(answer_line("", trace, texts_found(assistant, trace)), ensure_ascii=False, indent=2))
    else:
        print(text(trace.answer))
        if options.why:
            print(f"\n{why(trace)}")
        elif options.how:
            print(f"\n{reading(trace.query)}")
    return 0


def _check_asked(options: argparse.Namespace) -> None:
    if bool(options.questions) == (options.question is not None):
        raise QuestionError("Ask one question (\"plan-assistant ask 'Who is accountable?'\") or give --questions FILE.")
    if options.out and not options.questions:
        raise QuestionError("--out goes with --questions.")
    told = "--why" if options.why else "--how" if options.how else ""
    if told and (options.json or options.questions):
        other = "--questions" if options.questions else "--json"
        raise QuestionError(f"{told} is for people to read and does not go with {other}: leave out one of the two.")


def _output(path: Path | None) -> Any:
    """The file to write to, or standard output, as a context manager."""
    from contextlib import nullcontext

    if path is None:
        return nullcontext(sys.stdout)
    try:
        return path.open("w", encoding="utf-8")
    except OSError as problem:
        raise SettingsError(f"{path} cannot be written: {problem.strerror}.") from problem


def _ledger(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_ledgers import print_ledger, write_diagram
    from assistant.ledger.kinds import find_ledger

    ledger, access = find_ledger(options.command), _access(options)
    scope = Scope(options.council or "", as_at=_date(options.as_at))
    if getattr(options, "svg", None):
        return write_diagram(ledger, settings, access, scope, options.svg)
    if options.json and options.csv:
        raise QuestionError("Choose one of --json and --csv.")
    form = "json" if options.json else "csv" if options.csv else "text"
    return print_ledger(ledger, settings, access, scope, form, getattr(options, "inspection", None) or "")


def _draft(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_write import draft

    return draft(options, settings, _access(options), _date(options.as_at))


def _brief(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_write import brief

    return brief(options, settings, _access(options), _date(options.meeting))


def _onboard(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_write import onboard

    return onboard(options, settings, _access(options), _date(options.as_at))


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_write import compare

    days = (last_day(options.then, _WRITE_IT), last_day(options.now, _WRITE_IT)) if options.council else None
    return compare(options, settings, _access(options), days)


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    print("Starting…", file=sys.stderr, flush=True)  # what follows takes some seconds
    from assistant.app.serve import serve
    from assistant.ask import Assistant

    assistant = Assistant(settings)
    if assistant.language:  # one that cannot be had is told before anybody asks
        print(f"Answers are put into words by {assistant.language.writer.name}.", file=sys.stderr, flush=True)
    serve(assistant, settings, open_browser=options.open, public=options.public)
    return 0


def _model(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_model import try_models

    return try_models(settings)


def _users(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_users import add_user, give_token, list_users, remove_user, set_password

    if options.action == "list":
        return list_users(settings)
    if options.action == "add":
        return add_user(options.name, options.role, settings, from_stdin=options.password_stdin)
    if options.action == "password":
        return set_password(options.name, settings, from_stdin=options.password_stdin)
    return (remove_user if options.action == "remove" else give_token)(options.name, settings)


def _mcp(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.mcp_server import run

    if sys.stdin.isatty():
        print("Waiting for a program that speaks the Model Context Protocol (stop with Ctrl+C).", file=sys.stderr)
    run(settings, _access(options))
    return 0


def _history(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli_history import delete_older, print_ratings, write_history

    if options.csv and not options.ratings:
        raise QuestionError("--csv goes with --ratings.")
    if options.whole and not options.out:
        raise QuestionError("--whole goes with --out.")
    if options.ratings:
        return print_ratings(settings, _access(options), as_csv=options.csv)
    if options.out:
        return write_history(settings, _access(options), options.out, whole=options.whole)
    return delete_older(settings, options.delete_older_than)


def _eval(words: Sequence[str]) -> int:
    """The evals stand above this storey, so they are run as a program of their own; its words are passed on."""
    return subprocess.run([sys.executable, "-m", "evals", *words], check=False).returncode


def _access(options: argparse.Namespace) -> Access:
    return Access[options.access.upper()]


def _date(typed: str | None) -> date | None:
    return None if typed is None else last_day(typed, _WRITE_IT)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "ingest": _ingest,
    "remove": _remove,
    "reports": _reports,
    "show": _show,
    "ask": _ask,
    "draft": _draft,
    "brief": _brief,
    "onboard": _onboard,
    "compare": _compare,
    "model": _model,
    "chat": _chat,
    "mcp": _mcp,
    "users": _users,
    "history": _history,
    **dict.fromkeys(LEDGERS, _ledger),
}
