"""What nobody needs any more is given back aside: after each run it would hold up every viewer."""

from __future__ import annotations

import ctypes
import gc
import sys
from time import sleep

from pages.web.closed_tabs import let_go

SECONDS, TURNS = 10, 6
"""How often closed tabs are looked at, and at which of these turns everything is collected."""
_MOST_ARENAS, _LARGE_FROM = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD of glibc's `malloc.h`."""


def give_back_for_ever() -> None:
    """Collect what refers to itself, and return free memory to the system; meant for a thread of its own.

    What the start has left (modules, catalogues) stays for ever and is not looked through again: that would hold up
    every viewer ten times as long.
    """
    gc.collect()
    gc.freeze()
    turn = 0
    while True:
        sleep(SECONDS)
        turn += 1
        if let_go() or turn % TURNS == 0:
            gc.collect()
            _glibc("malloc_trim", 0)


def keep_together() -> None:
    """All threads take memory from two places, and large blocks from the system itself, to which they go back at once.

    Else glibc gives each of many threads a place of its own, and what one draft leaves in each is never given back.
    """
    _glibc("mallopt", _MOST_ARENAS, 2)
    _glibc("mallopt", _LARGE_FROM, 128 * 1024)


def _glibc(name: str, *values: int) -> None:
    """Call a function of glibc's; elsewhere there is none, and no need of it."""
    call = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if call is not None:
        call(*values)
