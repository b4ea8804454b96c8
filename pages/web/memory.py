"""What nobody needs any more is given back once a minute, aside: after each run it would hold up every viewer."""

from __future__ import annotations

import ctypes
import gc
import sys
from time import sleep

SECONDS = 60


def give_back_for_ever() -> None:
    """Collect what refers to itself, and return free memory to the system; meant for a thread of its own.

    What the start has left (modules, catalogues) stays for ever and is not looked through again: that would hold up
    every viewer ten times as long.
    """
    gc.collect()
    gc.freeze()
    while True:
        sleep(SECONDS)
        gc.collect()
        _trim()


def _trim() -> None:
    """Free memory that glibc keeps for itself goes back to the system; elsewhere it does so by itself."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
