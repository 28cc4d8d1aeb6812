"""What may be typed in the terminal: each command with its options. Nothing heavy is imported: --help is at once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ingest.report import Access

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


def build_parser() -> argparse.ArgumentParser:
    """The words of every command. `command` is its name; a ledger's is its own."""
    parser = argparse.ArgumentParser(
        prog="plan-assistant",
        description="Answers questions about committee reports, with citations to report and paragraph.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    ingest = _command(commands, "ingest", "read papers into the library (txt, md, PDF, Word .docx, HTML)")
    ingest.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files, or folders with all that is in them"
    )
    ingest.add_argument("--quiet", action="store_true", help="no progress bar, only the closing tally")

    remove = _command(commands, "remove", "take papers out of the library")
    remove.add_argument("reports", nargs="+", metavar="REPORT", help="a paper's name, as `reports` lists it")

    reports = _command(commands, "reports", "list the papers held")
    _add_reading(reports)

    show = _command(commands, "show", "print a paper, or one paragraph of it, as read")
    show.add_argument("report", metavar="REPORT", help="a paper's name, or the start of it")
    show.add_argument("para", nargs="?", metavar="PARA", help="a paragraph: 5.4, 2.1(a), Rec 2")
    _add_reading(show)

    ask = _command(commands, "ask", "ask a question")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--council", help="search this council's papers only")
    ask.add_argument("--body", help="search this committee's papers only")
    ask.add_argument("--report", action="append", default=[], help="search this paper only (may be given again)")
    ask.add_argument("--as-at", metavar="DATE", help="search only papers up to this date, as things stood then")
    ask.add_argument(
        "--after", action="append", default=[], metavar="QUESTION", help="an earlier question this one follows"
    )
    ask.add_argument("--how", action="store_true", help="say as well how the question was read")
    ask.add_argument(
        "--why", action="store_true", help="say as well how the answer came about: what a model took, what did not hold"
    )
    ask.add_argument("--no-model", action="store_true", help="ask no language model: the papers' own words only")
    ask.add_argument("--questions", type=Path, metavar="FILE", help="ask every question of a JSON Lines file")
    ask.add_argument("--out", type=Path, metavar="FILE", help="write the answers to this file, one a line")
    _add_reading(ask)

    _add_written(commands)

    for name, says in LEDGERS.items():
        ledger = _command(commands, name, says)
        ledger.add_argument("--council", help="this council's papers only")
        ledger.add_argument("--as-at", metavar="DATE", help="only papers up to this date, as things stood then")
        ledger.add_argument("--csv", action="store_true", help="print CSV, for a spreadsheet")
        if name == "tracker":
            ledger.add_argument("--inspection", metavar="YEAR", help="one inspection: its year or date")
        if name == "governance":
            ledger.add_argument("--svg", type=Path, metavar="FILE", help="draw a picture into this file instead")
        _add_reading(ledger)

    says = "try the language model that is set, on a paper of an invented council"
    model = commands.add_parser("model", help=says, description=says[:1].upper() + says[1:] + ".")
    model.set_defaults(command="model")

    chat = _command(commands, "chat", "open the chat in a browser")
    chat.add_argument("--host", help="address to listen on (127.0.0.1)")
    chat.add_argument("--port", type=int, help="port to listen on (7860)")
    chat.add_argument("--open", action="store_true", help="open a browser window as well")
    chat.add_argument(
        "--public", action="store_true", help="yes, whoever can reach the address reads the open papers without sign-in"
    )

    _add_users(commands)
    _add_history(commands)

    mcp = _command(commands, "mcp", "answer a program that speaks the Model Context Protocol")
    _add_access(mcp)

    commands.add_parser("eval", help="ask the question sets and print the scorecard")
    return parser


def _add_written(commands: Any) -> None:
    draft = _command(commands, "draft", "write a reply to scrutiny: to one question or a list of them")
    draft.add_argument("question", nargs="*", metavar="QUESTION")
    draft.add_argument(
        "--questions", type=Path, metavar="FILE", help="a list of questions: text, Word, PDF, HTML or JSON Lines"
    )
    draft.add_argument("--council", help="search this council's papers only")
    draft.add_argument("--body", help="search this committee's papers only")
    draft.add_argument("--as-at", metavar="DATE", help="only papers up to this date, as things stood then")
    draft.add_argument("--no-model", action="store_true", help="ask no language model: the papers' own words only")
    _add_file(draft)

    brief = _command(commands, "brief", "write a briefing of two pages on a paper, or on a meeting")
    brief.add_argument("report", nargs="?", metavar="REPORT", help="a paper's name, or the start of it")
    brief.add_argument("--meeting", metavar="DATE", help="all papers of the meeting of this day instead")
    brief.add_argument("--council", help="of this council, where several met")
    brief.add_argument("--body", help="of this committee, where several met")
    _add_file(brief)

    onboard = _command(commands, "onboard", "write a pack for new staff on one council")
    onboard.add_argument("--council", help="the council; may be left out where only one has papers held")
    onboard.add_argument("--as-at", metavar="DATE", help="only papers up to this date, as things stood then")
    _add_file(onboard)

    compare = _command(commands, "compare", "write what two papers, or one council's as at two dates, say side by side")
    compare.add_argument("then", metavar="THEN", help="a paper's name; with --council, a date")
    compare.add_argument("now", metavar="NOW", help="the other paper's name, or the other date")
    compare.add_argument("--council", help="compare this council's papers as at two dates")
    _add_file(compare)


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help=".docx, .html or .md; without it Markdown is printed"
    )
    parser.add_argument("--replace", action="store_true", help="write over the file where it is there already")
    _add_access(parser)


def _add_users(commands: Any) -> None:
    users = commands.add_parser("users", help="who may sign in", description="Who may sign in.")
    actions = users.add_subparsers(title="actions", required=True, metavar="ACTION")
    for name, says in (
        ("add", "add a person; asks for a password"),
        ("remove", "take a person out, with their tokens"),
        ("list", "list the people and what they may see"),
        ("token", "print a token with which a program asks as this person"),
        ("password", "set a new password"),
    ):
        action = actions.add_parser(name, help=says, description=says[:1].upper() + says[1:] + ".")
        action.set_defaults(command="users", action=name)
        if name != "list":
            action.add_argument("name", metavar="NAME")
        if name == "add":
            action.add_argument("--role", required=True, help="member, officer, librarian, or one of your own")
        if name in ("add", "password"):
            action.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _add_history(commands: Any) -> None:
    says = "what was asked and answered, and what people said of it"
    history = commands.add_parser("history", help=says, description=says[:1].upper() + says[1:] + ".")
    history.set_defaults(command="history")
    history.add_argument("--history", type=Path, metavar="FOLDER", help="folder of the history (.history)")
    wanted = history.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--out", type=Path, metavar="FILE", help="write every answer to this file, as JSON Lines")
    wanted.add_argument("--ratings", action="store_true", help="print what people said of answers")
    wanted.add_argument("--delete-older-than", type=_days, metavar="DAYS", help="delete older answers for good; 0: all")
    history.add_argument("--csv", action="store_true", help="print ratings as CSV, for a spreadsheet")
    history.add_argument("--whole", action="store_true", help="write texts unmasked, who asked, and the ids of links")
    _add_access(history)


def _days(typed: str) -> int:
    days = int(typed)
    if not 0 <= days <= 36_500:
        raise argparse.ArgumentTypeError("a number of days from 0 to 36500 is wanted")
    return days


def _command(commands: Any, name: str, says: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=says, description=says[:1].upper() + says[1:] + "."
    )
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="folder of the library (.library)")
    parser.set_defaults(command=name)
    return parser


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    _add_access(parser)


def _add_access(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--access", choices=[level.word for level in Access], default="open", help="who is reading (open)"
    )
