"""Write the golden texts anew: `python -m tests.golden [part of a path …]`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.stage import stage
from tests.golden.texts import every_kept, file_of, write
from tests.golden.things import things


def main(asked: list[str]) -> None:
    """Each text whose path holds one of the words asked, all where none is; what is made no more is deleted."""
    logging.disable(logging.WARNING)
    every = things()
    with TemporaryDirectory() as folder, stage(Path(folder)) as found:
        for thing in every:
            if (not asked or any(word in thing.path for word in asked)) and write(thing.path, thing.lines(found)):
                print(thing.path)
    for path in every_kept() - {thing.path for thing in every}:
        file_of(path).unlink()


main(sys.argv[1:])
