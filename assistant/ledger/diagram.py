"""The governance ledger as a diagram: SVG as text, no script, nothing fetched, no colour of its own.

Bodies are boxes, one above the other in the order of time, with what they did and when; lines at their right run from
one box to another, each with its word at the end it starts from: "replaced by", "reports to", "looks like". What is
proposed is dashed and says so, names that look alike are joined by dots. It is drawn in `currentColor`, so that it is
black on a printed page and light on a dark screen, and is told in words throughout: `<desc>` says it all again.
A body that comes back after it had ended has a second box; two councils are never in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from assistant.ledger.governance import GovernanceRow
from ingest.report import normalise, written_iso

WIDTH = 760  # of the whole, in units of its view box
_LEFT, _BOX, _INSIDE = 12, 480, 12  # where boxes begin, their width, the room between border and words
_SIZE, _LINE, _GAP = 13, 18, 26  # of letters, between lines of words, between boxes
_LETTER = 0.56 * _SIZE  # the mean width of a letter in a common sans serif, on the safe side
_LANES, _LANE = _LEFT + _BOX + 104, 8  # where the upright lines begin, and how far apart they are
_OF = {"accountable": "for", "responsible": "for", "receives reports": "on", "terms of reference": "before"}


@dataclass(slots=True)
class _Box:
    """A body, while it is laid out."""

    council: str
    name: str
    said: dict[str, list[str]] = field(default_factory=dict)  # what it does, and the dates of the papers that say so
    proposed: bool = True  # all that is said of it is proposed
    first: str = "9"  # the earliest date said of it
    top: float = 0
    height: float = 0
    ports: int = 0  # lines that begin or end here, so far

    @property
    def lines(self) -> list[str]:
        return [f"{said} (as at {', '.join(days)})" if days else said for said, days in self.said.items()]

    def port(self, lines: int = 1) -> float:
        """The height of the next line that begins or ends here, and room for so many lines of words."""
        self.ports += lines
        return self.top + 14 + (self.ports - lines) * _LINE


@dataclass(frozen=True, slots=True)
class _Link:
    """A line from one box to another."""

    source: int
    target: int
    word: str
    style: str  # "solid", "dashed" or "dotted"

    @property
    def lines(self) -> int:
        """Of words at the end it starts from: what is proposed says so in a second."""
        return 2 if self.style == "dashed" else 1


def diagram(rows: Sequence[GovernanceRow], title: str, *, terse: bool = False) -> str:
    """Draw the rows. The same rows give the same text.

    Args:
        terse: leaves out that a role is in force, and says only what is proposed or past: for a printed page.
    """
    boxes, links = _boxes(rows, terse=terse)
    height = _lay_out(boxes, links)
    parts = [*_headings(boxes), *(_drawn(box) for box in boxes)]
    parts += [_line(link, boxes, lane) for lane, link in enumerate(links)]
    if not boxes:
        parts.append(_text(_LEFT, 24, "The papers name no body with a role."))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height:g}" width="100%" '
        f'style="max-width:{WIDTH}px" font-family="sans-serif" font-size="{_SIZE}" fill="none" stroke="none">'
        f"<title>{_safe(title)}</title><desc>{_safe(_in_words(boxes, links))}</desc>{''.join(parts)}</svg>"
    )


def _boxes(rows: Sequence[GovernanceRow], *, terse: bool) -> tuple[list[_Box], list[_Link]]:
    """A box for each body, in the order of time, and what joins them."""
    found: dict[tuple[str, str, int], _Box] = {}
    lives: dict[tuple[str, str], int] = {}
    ended: dict[tuple[str, str], str] = {}

    def box_of(council: str, name: str, row: GovernanceRow) -> tuple[str, str, int]:
        body = (council, normalise(name).removeprefix("the "))
        if body in ended and row.as_at > ended[body]:
            lives[body] = lives.get(body, 0) + 1
            del ended[body]
        key = (*body, lives.get(body, 0))
        found.setdefault(key, _Box(council, name))
        return key

    joined: dict[tuple[tuple[str, str, int], tuple[str, str, int], str], str] = {}
    for row in sorted(rows, key=lambda row: (row.council, row.as_at)):
        key = box_of(row.council, row.body, row)
        _tell(found[key], row, terse=terse)
        if row.other and row.role in {"replaced by", "reports to"}:
            other = box_of(row.council, row.other, row)
            found[other].first = min(found[other].first, row.from_ or row.as_at)
            found[other].proposed &= row.standing == "proposed"
            joined[key, other, row.role] = "dashed" if row.standing == "proposed" else "solid"
        if row.role == "disbanded" and row.standing == "past":
            ended[key[:2]] = row.as_at
    order = sorted(found, key=lambda key: (key[0], found[key].first, key))
    place = {key: at for at, key in enumerate(order)}
    alike = _alike(rows, order)
    links = [_Link(place[a], place[b], word, style) for (a, b, word), style in joined.items() if a != b]
    links += [_Link(place[a], place[b], "looks like", "dotted") for a, b in alike]
    return [found[key] for key in order], sorted(links, key=lambda link: (link.source, link.target, link.word))


def _alike(
    rows: Sequence[GovernanceRow], order: list[tuple[str, str, int]]
) -> list[tuple[tuple[str, str, int], tuple[str, str, int]]]:
    """Boxes whose names look alike, each two once; and the lives of one name."""
    named = {
        (row.council, normalise(row.body).removeprefix("the "), normalise(other).removeprefix("the "))
        for row in rows
        for other in row.look_alikes
    }
    pairs = []
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            same = one[:2] == other[:2]
            if same or (one[0] == other[0] and {(*one[:2], other[1]), (*other[:2], one[1])} & named):
                pairs.append((one, other))
    return pairs


def _tell(box: _Box, row: GovernanceRow, *, terse: bool) -> None:
    """Write a row into its box."""
    box.first = min(box.first, row.from_ or row.as_at or "9")
    box.proposed &= row.standing == "proposed"
    role = row.role if terse and row.standing == "in force" else f"{row.standing}: {row.role}"
    said = f"{role} {_OF.get(row.role, '')} {row.other or _lowered(row.of_what)}"
    said = " ".join(said.split()) if row.other or row.of_what else role
    if row.from_:
        said += f", from {written_iso(row.from_)}" if row.to else f", {written_iso(row.from_)}"
    if row.to:
        said += f", to {written_iso(row.to)}"
    days = box.said.setdefault(said, [])
    if row.as_at and written_iso(row.as_at) not in days:
        days.append(written_iso(row.as_at))


def _lowered(words: str) -> str:
    """ "The plan" inside a sentence."""
    return re.sub(r"^(?:The|This|A|An|All|Its|Our)\b", lambda article: article[0].lower(), words)


def _lay_out(boxes: list[_Box], links: list[_Link]) -> float:
    """Give every box its place; the height of the whole."""
    top, council = 10.0, ""
    for at, box in enumerate(boxes):
        if box.council != council:
            top, council = top + 26, box.council
        lines = len(_wrapped(box.name, 1.12)) + sum(len(_wrapped(line)) for line in box.lines)
        ends = sum((link.source == at) * link.lines + (link.target == at) for link in links)
        box.top, box.height = top, max(lines, ends) * _LINE + 14
        top += box.height + _GAP
    return max(top - _GAP + 12, 40)


def _headings(boxes: list[_Box]) -> list[str]:
    firsts = {box.council: box for box in reversed(boxes)}
    return [_text(_LEFT, box.top - 10, council, bold=True) for council, box in sorted(firsts.items())]


def _drawn(box: _Box) -> str:
    dashes = ' stroke-dasharray="7 4"' if box.proposed else ""
    parts = [
        f'<rect x="{_LEFT}" y="{box.top:g}" width="{_BOX}" height="{box.height:g}" rx="4" '
        f'stroke="currentColor"{dashes}/>'
    ]
    y = box.top + 18
    for words, bold in [(box.name, True), *((line, False) for line in box.lines)]:
        for line in _wrapped(words, 1.12 if bold else 1):
            parts.append(_text(_LEFT + _INSIDE, y, line, bold=bold))
            y += _LINE
    return f"<g>{''.join(parts)}</g>"


def _line(link: _Link, boxes: list[_Box], lane: int) -> str:
    """From the right of one box along an upright lane to the right of the other, with an arrow where it has a way."""
    start, end = boxes[link.source].port(link.lines), boxes[link.target].port()
    right = _LEFT + _BOX
    across = _LANES + lane * _LANE % (WIDTH - 8 - _LANES)
    dashes = {"dashed": ' stroke-dasharray="7 4"', "dotted": ' stroke-dasharray="2 3"'}.get(link.style, "")
    word = link.word + (" (proposed)" if link.style == "dashed" else "")
    path = f'<path d="M{right} {start:g}H{across:g}V{end:g}H{right}" stroke="currentColor"{dashes}/>'
    head = f'<path d="M{right} {end:g}l9 -4v8z" fill="currentColor"/>' if link.style != "dotted" else ""
    words = [_text(right + 6, start - 3, word.removesuffix(" (proposed)"), size=11)]
    if word.endswith("(proposed)"):
        words.append(_text(right + 6, start + 10, "proposed", size=11))
    return f"<g>{path}{head}{''.join(words)}</g>"


def _text(x: float, y: float, words: str, *, bold: bool = False, size: int = _SIZE) -> str:
    weight = ' font-weight="bold"' if bold else ""
    letters = f' font-size="{size}"' if size != _SIZE else ""
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor"{weight}{letters}>{_safe(words)}</text>'


def _wrapped(words: str, wider: float = 1) -> list[str]:
    """Lines that fit into a box by the estimated width of a letter; a word longer than a line is cut."""
    most = int((_BOX - 2 * _INSIDE) / (_LETTER * wider))
    lines = [""]
    for word in words.split():
        for piece in (word[at : at + most] for at in range(0, len(word), most)):
            if lines[-1] and len(lines[-1]) + 1 + len(piece) > most:
                lines.append(piece)
            else:
                lines[-1] = f"{lines[-1]} {piece}".strip()
    return lines


def _in_words(boxes: list[_Box], links: list[_Link]) -> str:
    bodies = " ".join(f"{box.name}: {'; '.join(box.lines) or 'named by another'}." for box in boxes)
    ways = " ".join(f"{boxes[link.source].name} {link.word} {boxes[link.target].name}." for link in links)
    return f"{bodies} {ways}".strip()


def _safe(words: str) -> str:
    """Escaped, and without the characters that XML does not know."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words), {'"': "&quot;"})
