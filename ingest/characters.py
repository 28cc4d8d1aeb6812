"""Characters as councils' files hold them, made plain before anything reads them.

Symbol fonts put tick-boxes and bullets in the private-use area; forms use a dozen signs for "ticked". All are written
"[x]", "[ ]" and "•" here, once, so that no later room knows of fonts. Controls, bidirectional marks and zero-width
signs are dropped: they hide words from a reader and from a search.
"""

from __future__ import annotations

import re
import unicodedata

TICKED, EMPTY, BULLET = "[x]", "[ ]", "•"

# Wingdings and Wingdings 2 code points as PDF and Word files carry them, and the signs of Unicode's own.
_TICKED = "\uf0fe\uf0fd\uf0fc\uf078\uf052\uf053\uf050\uf054☑☒✓✔🗹🗷"
_EMPTY = "\uf0a8\uf06f\uf071\uf072\uf0a3☐□❏❑🞎🗆"
_BULLETS = "\uf0b7\uf0a7\uf06e\uf0d8\uf076\uf0ae\uf02d\uf09f\uf0e0●◼■▪◾⬛∙‣⁃➢❖◦○➤►▶"
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MAPPED = str.maketrans(
    dict.fromkeys(_TICKED, f" {TICKED} ") | dict.fromkeys(_EMPTY, f" {EMPTY} ") | dict.fromkeys(_BULLETS, f"{BULLET} ")
)


def plain(text: str) -> str:
    """Text with tick-boxes and bullets in letters, one kind of space, no hidden signs; tabs and line ends stay.

    A private-use sign that opens a line and is not known stands for a bullet; elsewhere it is a space.
    """
    text = unicodedata.normalize("NFC", text).translate(_MAPPED)
    text = _DROPPED.sub("", _CONTROLS.sub("", text))
    text = re.sub("(?m)^[ \t]*[\ue000-\uf8ff][ \t]*", f"{BULLET} ", text)
    return _SPACES.sub(" ", _PRIVATE.sub(" ", text))


def one_line(text: str) -> str:
    """Text with every run of white space folded to one space."""
    return " ".join(text.split())
