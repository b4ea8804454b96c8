"""Work on a large file in a process of its own: no page waits for it, and its memory goes when it ends."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVarTuple

SUBPROCESS_FROM = 2**20
"""Bytes of files from which openpyxl, which takes a hundred times as many, works on them in a process of its own."""
_ROOT = Path(__file__).parents[3]
_ONE_AT_A_TIME = threading.Lock()
Arguments = TypeVarTuple("Arguments")


def run_in_subprocess(work: Callable[[*Arguments], bytes], *arguments: *Arguments) -> bytes:
    """What `work` gives, made in another process; a second call waits for the first.

    The function is one of a module, the arguments are values. Raises CalledProcessError when it fails.
    """
    order = pickle.dumps((work, arguments))
    with _ONE_AT_A_TIME:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__], cwd=_ROOT, input=order, stdout=subprocess.PIPE, check=True
        )
    return done.stdout


if __name__ == "__main__":
    # Millions of cells live until the end: looking for those that could be let go takes half of the time.
    gc.disable()
    work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(work(*arguments))
    sys.stdout.flush()
    os._exit(0)  # without letting go of them one by one
