r"""Questions and their answers as Markdown, to keep or to pass on. Pure.

Every word from a paper or from whoever asked is escaped: nothing in it becomes a heading, a picture, HTML or a link.
Renderers make links of bare addresses too, and a backslash does not stop them, so words that look like one stand
between backticks, where they stay words and can still be copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.history.kept import Kept
from assistant.render_sheet import AGAIN, Known, Said, Sheet, heading, plain, sheet

_ADDRESS = re.compile(r"[^\s`<>]*(?:://|@|www\.|mailto:|(?<=[^\W_])\.(?=[a-z]{2,}))[^\s`<>]*", re.I)
_AROUND = "()[]{}.,;:!?\"'“”‘’"  # what stands before or after an address and is not of it
_SIGN = re.compile(r"([\\*_{}\[\]<>#|~$^=])")
_OPENING = re.compile(r"^([-+]|\d{1,9}(?=[.)]))(.?)")
_BREAK = "  \n"


def text(kept: tuple[Kept, ...], stands: tuple[bool, ...], known: Known = Known()) -> str:  # noqa: B008 - frozen
    """A whole document: a heading, then each question with its answer.

    Args:
        kept: one question or more, in order.
        stands: for each, whether its answer still stands; where it does not, nothing of it is written.
        known: where an answer can be opened, and what the papers are called.
    """
    questions = ("\n\n".join(_question(sheet(*each, known))) for each in zip(kept, stands, strict=True))
    return "\n\n".join((f"# {heading(kept)}", *questions)) + "\n"


def escape(words: str) -> str:
    """`words` as one line of Markdown that shows them and does nothing else."""
    line = plain(words)
    pieces, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = found[0].strip(_AROUND)
        start = line.index(address, found.start())
        pieces += [_signs(line[at:start]), f"`{address}`"]
        at = start + len(address)
    return _OPENING.sub(_opening, "".join((*pieces, _signs(line[at:]))))


def _signs(words: str) -> str:
    return _SIGN.sub(r"\\\1", words).replace("&", "&amp;").replace("`", "&#96;")


def _opening(found: re.Match[str]) -> str:
    """What would begin a list or a rule at the start of a line, as itself."""
    return f"{found[1]}\\{found[2]}" if found[1].isdigit() else f"\\{found[1]}{found[2]}"


def _question(shown: Sheet) -> Iterator[str]:
    yield f"## {escape(shown.asked)}"
    if shown.changed:
        yield f"{shown.changed} {AGAIN}"
        yield _small(shown)
        return
    if shown.closed:
        yield f"**{shown.closed}**"
    yield f"**{shown.state}**" + (f", as at {shown.as_at}" if shown.as_at else "")
    for said in shown.worded:
        yield from _statement(said)
    if shown.said_by:
        yield escape(shown.said_by)
    for said in shown.said:
        yield from _statement(said)
    if shown.offered:
        yield "\n".join(("Ask one of these:", "", *(f"- {escape(question)}" for question in shown.offered)))
    if shown.notes:
        yield "### Notes"
        yield "\n".join(f"{number}. {escape(each.words)}" for number, each in enumerate(shown.notes, start=1))
    if shown.nearest:
        yield "### Nearest paragraphs"
        yield "\n".join(f"- {escape(each.words)}: “{escape(each.quote)}”" for each in shown.nearest)
    yield _small(shown)


def _statement(said: Said) -> Iterator[str]:
    marks = "".join(rf" \[{number}\]" for number in said.notes)
    calculated = " *calculated*" if said.calculated else ""
    yield _BREAK.join(escape(line) for line in said.lines) + calculated + marks
    for quote in said.quotes:
        yield f"> {escape(quote)}"


def _small(shown: Sheet) -> str:
    lines: Sequence[str] = (shown.aside, shown.searched, shown.scope, shown.when, shown.address)
    return "\n\n".join(escape(line) for line in lines if line)
