"""See the package."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tests.pins.advisories import weaknesses
from tests.pins.pins import CHOSEN, CONSTRAINTS, disagreements, installed_here, strangers
from tests.pins.resolving import resolve, without_wheels


def faults(what: str, *options: str) -> Iterable[str]:
    """Do it; what is wrong, in sentences."""
    constraints = "" if what == "resolve" else CONSTRAINTS.read_text("utf-8")
    if what == "check":
        for file in CHOSEN:
            yield from (f"{file.name}: {fault}" for fault in disagreements(file.read_text("utf-8"), constraints))
        yield from strangers(installed_here(), constraints)
    elif what == "audit":
        yield from weaknesses()
    else:
        resolve(*options)
        yield from without_wheels()


def main(arguments: list[str]) -> int:
    """Print what is wrong, and how to mend it; 1 where something is."""
    what = arguments[0] if arguments and not arguments[0].startswith("-") else "resolve"
    found = 0
    for fault in faults(what, *(argument for argument in arguments if argument != what)):
        found += 1
        print(fault, file=sys.stderr, flush=True)
    if found and what == "check":
        print("`python -m tests.pins` writes constraints.txt anew.", file=sys.stderr)
    return min(found, 1)


sys.exit(main(sys.argv[1:]))
