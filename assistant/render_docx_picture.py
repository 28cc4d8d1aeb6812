"""The door to resvg: a drawing (SVG) as a picture (PNG), for Word, which draws few SVGs as they are meant.

resvg sets no word where the machine has no font, and says nothing of it. A drawing without its words misleads, so then
there is no picture: the table of the same part says the same.
"""

from __future__ import annotations

from functools import cache

import resvg_py

_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">{}</svg>'
_WORD = '<text x="2" y="32" font-size="32" font-family="sans-serif">M</text>'
_FAMILIES = (None, "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans", "Noto Sans")  # None: as the machine is set
_INK = "svg { color: #000000 }"  # what `currentColor` is


def png(svg: str, width: int) -> bytes | None:
    """A drawing on white, its lines black.

    Args:
        svg: as of `Picture.svg`.
        width: in pixels.

    Returns:
        The picture; None where this machine cannot draw it with its words.
    """
    letters = _letters()
    if not letters:
        return None
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg, width=width, background="#ffffff", style_sheet=_INK, sans_serif_family=letters[0]
        )
    except ValueError:  # it says only that it could not be read
        return None


def shape(drawn: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels: they stand at its beginning, in its chunk IHDR."""
    return int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])


@cache
def _letters() -> tuple[str | None, ...]:
    """The families of letters that this machine can draw "sans-serif" in, the best first."""
    without = resvg_py.svg_to_bytes(svg_string=_PROBE.format(""))
    return tuple(family for family in _FAMILIES if _drawn(family) != without)


def _drawn(family: str | None) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=_PROBE.format(_WORD), sans_serif_family=family)
