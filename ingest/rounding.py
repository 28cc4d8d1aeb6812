"""Whether printed figures agree, as far as their digits can tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def adds_up(total: int, total_exact_to: int, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether parts make a total as far as their printed digits can tell. In pence; a part is (worth, exact to).

    Each figure may be off by half its last digit.
    """
    slack = total_exact_to + sum(exact_to for _, exact_to in parts)
    return abs(total - sum(pence for pence, _ in parts)) * 2 <= (slack if slack > 100 * (len(parts) + 1) else 0)
