"""Labels of close dates, spread over levels so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

CLEAR_LEVELS = 3
"""Levels on a side up to which no leader passes behind another label."""


def spread(starts: Sequence[float], rooms: Sequence[float]) -> list[int]:
    """The level of each label, above the line (1, 2, …) or below it (-1, -2, …), none covering another.

    `starts` are the labels' left edges in pixels, ascending; `rooms` their widths. A label farther out than
    every later one it reaches over is crossed by no leader; where that takes too many levels, it takes the
    nearest free one, and the leaders behind it are hidden by its background.
    """
    levels: list[int] = []
    for at in reversed(range(len(starts))):
        later = zip(range(at + 1, len(starts)), reversed(levels), strict=True)
        over = {level for other, level in later if starts[other] < starts[at] + rooms[at]}
        outward = [side * depth for depth in range(1, max(map(abs, over), default=0) + 2) for side in (1, -1)]
        clear = next(level for level in outward if all(level * each < 0 or abs(each) < abs(level) for each in over))
        free = next(level for level in outward if level not in over)
        levels.append(clear if abs(clear) <= CLEAR_LEVELS else free)
    return levels[::-1]
