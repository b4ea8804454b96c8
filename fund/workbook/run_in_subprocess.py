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

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

SUBPROCESS_FROM = 2**20
"""Bytes of files from which openpyxl, which takes a hundred times as many, works on them in a process of its own."""
_ROOT = Path(__file__).parents[2]
_ONE_AT_A_TIME = threading.Lock()
_NO_MEMORY = 75
"""The exit status of a process that has met its limit in Python; one that met it elsewhere is aborted."""
Arguments = TypeVarTuple("Arguments")


class TooMuchMemoryError(Exception):
    """The work takes more memory than it may."""


def run_in_subprocess(
    work: Callable[[*Arguments], bytes], *arguments: *Arguments, most_memory: int | None = None
) -> bytes:
    """What `work` gives, made in another process; a second call waits for the first.

    The function is one of a module, the arguments are values. `most_memory` is in bytes, those of Python and its
    libraries included; where the system knows no such limit (Windows), there is none. Raises TooMuchMemoryError beyond
    it, CalledProcessError when the work fails.
    """
    order = pickle.dumps((work, arguments, most_memory))
    # Each thread of the library for matrices, of which none is used here, reserves memory.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with _ONE_AT_A_TIME:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__],
            cwd=_ROOT,
            env=environment,
            input=order,
            stdout=subprocess.PIPE,
            check=False,
        )
    if most_memory is not None and (done.returncode < 0 or done.returncode == _NO_MEMORY):
        raise TooMuchMemoryError
    done.check_returncode()
    return done.stdout


def _limit_memory(most: int | None) -> None:
    if most is not None and resource is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    # Millions of cells live until the end: looking for those that could be let go takes half of the time.
    gc.disable()
    try:
        work, arguments, most_memory = pickle.load(sys.stdin.buffer)  # noqa: S301
        _limit_memory(most_memory)
        sys.stdout.buffer.write(work(*arguments))
        sys.stdout.flush()
    except MemoryError:
        os._exit(_NO_MEMORY)
    os._exit(0)  # without letting go of them one by one


if __name__ == "__main__":
    _main()
