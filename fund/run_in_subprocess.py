"""Work on a large or foreign file in a process of its own: no page waits for it, its memory goes when it ends."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVarTuple

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

SUBPROCESS_FROM = 2**20
"""Bytes of files from which openpyxl, which takes a hundred times as many, works on them in a process of its own."""
_ROOT = Path(__file__).parents[1]
_ONE_AT_A_TIME = threading.Lock()
_READY: dict[str, subprocess.Popen[bytes]] = {}
"""By the module of the work, the process that waits for the next such work: half of what the first one took was to
start and to import. It ends with this one, whose pipe it reads."""
_NO_MEMORY = 75
"""The exit status of a process that has met its limit in Python; one that met it elsewhere is aborted."""
Arguments = TypeVarTuple("Arguments")


class TooMuchMemoryError(Exception):
    """The work takes more memory than it may."""


class TooMuchTimeError(Exception):
    """The work takes more of a processor's time than it may."""


def run_in_subprocess(
    work: Callable[[*Arguments], bytes],
    *arguments: *Arguments,
    most_memory: int | None = None,
    most_resident: int | None = None,
    most_seconds: int | None = None,
    often: bool = False,
) -> bytes:
    """What `work` gives, made in another process; a second call waits for the first.

    The function is one of a module, the arguments are values. `most_memory` is in bytes that it may ask for, those of
    Python and its libraries included, `most_resident` in bytes that it may hold (looked at fifty times a second, on
    Linux), `most_seconds` in seconds of a processor; where the system knows no such limits (Windows), there are none.
    After work that comes `often` another process is made ready for the next one. Raises TooMuchMemoryError and
    TooMuchTimeError beyond the limits, CalledProcessError when the work fails.
    """
    order = pickle.dumps((work, arguments, most_memory, most_seconds))
    module = work.__module__ or __name__  # Python's own functions name none
    with _ONE_AT_A_TIME:
        process = _READY.pop(module, None)
        if process is None or process.poll() is not None:
            process = _started(module)
        if most_resident is not None:
            threading.Thread(target=_end_beyond, args=(process, most_resident), daemon=True).start()
        made, _ = process.communicate(order)
        if often:
            _READY[module] = _started(module)
    status = process.returncode
    if most_seconds is not None and resource is not None and status == -signal.SIGXCPU:
        raise TooMuchTimeError
    if most_memory is not None and (status < 0 or status == _NO_MEMORY):
        raise TooMuchMemoryError
    if status:
        raise subprocess.CalledProcessError(status, process.args)
    return made


def _started(module: str) -> subprocess.Popen[bytes]:
    """A process that imports a module and waits for its order."""
    # Each thread of the library for matrices, of which none is used here, reserves memory.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", __name__, module], cwd=_ROOT, env=environment, stdin=pipe, stdout=pipe
    )


def _end_beyond(process: subprocess.Popen[bytes], most: int) -> None:
    """End a process that holds more than so many bytes; where the system does not tell (not Linux), nothing."""
    held = Path(f"/proc/{process.pid}/statm")
    with suppress(OSError):
        while process.poll() is None:
            if int(held.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") > most:
                process.kill()
            time.sleep(0.02)


@atexit.register
def _let_go() -> None:
    """Without an order, the processes that wait for one end."""
    for process in _READY.values():
        process.communicate()
    _READY.clear()


def _limit(memory: int | None, seconds: int | None) -> None:
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    if seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)  # to start and to import
        most = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))


def _main() -> None:
    # Millions of cells live until the end: looking for those that could be let go takes half of the time.
    gc.disable()
    try:
        importlib.import_module(sys.argv[1])
        order = sys.stdin.buffer.read()
        if not order:
            os._exit(0)
        work, arguments, most_memory, most_seconds = pickle.loads(order)  # noqa: S301
        del order
        _limit(most_memory, most_seconds)
        sys.stdout.buffer.write(work(*arguments))
        sys.stdout.flush()
    except MemoryError:
        os._exit(_NO_MEMORY)
    os._exit(0)  # without letting go of them one by one


if __name__ == "__main__":
    _main()
