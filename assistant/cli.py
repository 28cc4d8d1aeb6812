"""The terminal: `plan-assistant ingest · remove · reports · show · ask · chat · eval`, and a command for each ledger.

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

from assistant.when import whole
from ingest.errors import PlanAssistantError, QuestionError, SettingsError
from ingest.report import Access, Scope
from ingest.settings import Settings

FAILED, REFUSED, INTERRUPTED = 1, 2, 130
LEDGERS = {  # kept short here, so that --help need not load them
    "tracker": "inspectors' recommendations, and how each stood at each paper",
    "decisions": "what committees were asked to do, and what became of it",
    "governance": "who was accountable, who monitored, who scrutinised",
    "timeline": "what happened, what was due, what was promised",
    "gaps": "papers referred to and not held",
    "conflicts": "what the papers say differently of one subject",
    "money": "sums of money, and whether totals add up",
    "glossary": "short forms, and what they stand for",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; what goes wrong is one sentence on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["eval"]:
        return _eval(words[1:])
    options = _parser().parse_args(words)
    command: Callable[[argparse.Namespace, Settings], int] = options.command
    try:
        return command(options, _settings(options))
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
    given = {name: getattr(options, name, None) for name in ("library", "host", "port")}
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
    from assistant.lookup import find_card
    from assistant.render import reading, text

    _check_asked(options)
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
    trace = assistant.trace(Question(options.question, access, scope, tuple(options.after)))
    if options.json:
        print(json.dumps(answer_line("", trace, texts_found(assistant, trace)), ensure_ascii=False, indent=2))
    else:
        print(text(trace.answer))
        if options.how:
            print(f"\n{reading(trace.query)}")
    return 0


def _check_asked(options: argparse.Namespace) -> None:
    if bool(options.questions) == (options.question is not None):
        raise QuestionError("Ask one question (\"plan-assistant ask 'Who is accountable?'\") or give --questions FILE.")
    if options.out and not options.questions:
        raise QuestionError("--out goes with --questions.")


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

    ledger, access = find_ledger(options.ledger), _access(options)
    scope = Scope(options.council or "", as_at=_date(options.as_at))
    if getattr(options, "svg", None):
        return write_diagram(ledger, settings, access, scope, options.svg)
    if options.json and options.csv:
        raise QuestionError("Choose one of --json and --csv.")
    form = "json" if options.json else "csv" if options.csv else "text"
    return print_ledger(ledger, settings, access, scope, form, getattr(options, "inspection", None) or "")


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.app.serve import serve
    from assistant.ask import Assistant

    serve(Assistant(settings), settings, open_browser=options.open)
    return 0


def _eval(words: Sequence[str]) -> int:
    """The evals stand above this storey, so they are run as a program of their own; its words are passed on."""
    return subprocess.run([sys.executable, "-m", "evals", *words], check=False).returncode


def _access(options: argparse.Namespace) -> Access:
    return Access[options.access.upper()]


def _date(typed: str | None) -> date | None:
    """The last day of what was typed: "2024-07-08", "8 July 2024", "July 2024" or "2024"."""
    if typed is None:
        return None
    when = whole(typed)
    day = when.last_day if when else None
    if day is None:
        raise QuestionError(f'"{typed}" is not a date. Write it as 2024-07-08 or "8 July 2024".')
    return day


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plan-assistant",
        description="Answers questions about committee reports, with citations to report and paragraph.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    ingest = _command(commands, "ingest", _ingest, "read papers into the library (txt, md, PDF, Word .docx, HTML)")
    ingest.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files, or folders with all that is in them"
    )
    ingest.add_argument("--quiet", action="store_true", help="no progress bar, only the closing tally")

    remove = _command(commands, "remove", _remove, "take papers out of the library")
    remove.add_argument("reports", nargs="+", metavar="REPORT", help="a paper's name, as `reports` lists it")

    reports = _command(commands, "reports", _reports, "list the papers held")
    _add_reading(reports)

    show = _command(commands, "show", _show, "print a paper, or one paragraph of it, as read")
    show.add_argument("report", metavar="REPORT", help="a paper's name, or the start of it")
    show.add_argument("para", nargs="?", metavar="PARA", help="a paragraph: 5.4, 2.1(a), Rec 2")
    _add_reading(show)

    ask = _command(commands, "ask", _ask, "ask a question")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--council", help="search this council's papers only")
    ask.add_argument("--body", help="search this committee's papers only")
    ask.add_argument("--report", action="append", default=[], help="search this paper only (may be given again)")
    ask.add_argument("--as-at", metavar="DATE", help="search only papers up to this date, as things stood then")
    ask.add_argument(
        "--after", action="append", default=[], metavar="QUESTION", help="an earlier question this one follows"
    )
    ask.add_argument("--how", action="store_true", help="say as well how the question was read")
    ask.add_argument("--questions", type=Path, metavar="FILE", help="ask every question of a JSON Lines file")
    ask.add_argument("--out", type=Path, metavar="FILE", help="write the answers to this file, one a line")
    _add_reading(ask)

    for name, says in LEDGERS.items():
        ledger = _command(commands, name, _ledger, says)
        ledger.set_defaults(ledger=name)
        ledger.add_argument("--council", help="this council's papers only")
        ledger.add_argument("--as-at", metavar="DATE", help="only papers up to this date, as things stood then")
        ledger.add_argument("--csv", action="store_true", help="print CSV, for a spreadsheet")
        if name == "tracker":
            ledger.add_argument("--inspection", metavar="YEAR", help="one inspection: its year or date")
        if name == "governance":
            ledger.add_argument("--svg", type=Path, metavar="FILE", help="draw a picture into this file instead")
        _add_reading(ledger)

    chat = _command(commands, "chat", _chat, "open the chat in a browser")
    chat.add_argument("--host", help="address to listen on (127.0.0.1)")
    chat.add_argument("--port", type=int, help="port to listen on (7860)")
    chat.add_argument("--open", action="store_true", help="open a browser window as well")

    commands.add_parser("eval", help="ask the question sets and print the scorecard")
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace, Settings], int], says: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=says, description=says[:1].upper() + says[1:] + "."
    )
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="folder of the library (.library)")
    parser.set_defaults(command=run)
    return parser


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--access", choices=[level.word for level in Access], default="open", help="who is reading (open)"
    )
