"""Words that the end of a line has broken: what goes on, and how its parts are joined. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.characters import one_line


def is_unfinished(text: str) -> bool:
    """Whether a line ends within a sentence. A web or e-mail address ends one."""
    last = text.split(" ")[-1]
    if re.search(r"https?://|www\.|@\w", last):
        return False
    return not re.search(r"[.!?:;…][\"'’”)\]]*$|\[[x ]\]$", text)


def joined(texts: Iterable[str], words: frozenset[str]) -> str:
    """Wrapped lines in one, with words broken at the line's end mended.

    The hyphen goes where the document has the word without it and not with it; else it was printed, and stays.
    """
    whole = ""
    for text in texts:
        broken = re.search(r"(\w+)[-‐]$", whole)
        ahead = re.match(r"\w+", text)
        if broken and ahead and whole:
            solid, hyphened = f"{broken[1]}{ahead[0]}".lower(), f"{broken[1]}-{ahead[0]}".lower()
            drop = solid in words and hyphened not in words
            whole = (whole[:-1] if drop else whole) + text
        else:
            whole = f"{whole} {text}" if whole else text
    return one_line(whole)
