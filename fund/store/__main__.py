"""Back up or restore the store that `FUND_DATABASE_URL` or `FUND_STATE_DIR` names.

`python -m fund.store backup FILE`, `python -m fund.store restore FILE [--replace]`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from fund.store.backup import Restored, back_up, restore
from fund.store.errors import (
    BrokenBackup,
    NewerStore,
    NoStore,
    NothingLeft,
    StoreNotEmpty,
    StoreUnavailable,
    UnsupportedDatabase,
)
from fund.store.open_store import default_url, why_unusable


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; 0 when it is done, 1 with a sentence on stderr when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m fund.store", description="Back up or restore the store.")
    actions = parser.add_subparsers(dest="action", required=True)
    backing = actions.add_parser("backup", help="write the whole store into a new file; the application may run")
    backing.add_argument("file", type=Path)
    restoring = actions.add_parser("restore", help="put a back-up into the store; stop the application first")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--replace", action="store_true", help="give up what the store holds now")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.action == "backup":
            versions = back_up(default_url(), chosen.file)
        else:
            restored = restore(default_url(), chosen.file, replace=chosen.replace)
            versions = restored.versions
            sys.stderr.writelines(f"{line}\n" for line in _told(restored))
    except StoreNotEmpty:
        return _refuse("the store is not empty; --replace gives up what it holds")
    except (BrokenBackup, NewerStore, NoStore, NothingLeft, UnsupportedDatabase, OSError) as error:
        return _refuse(str(error))
    except (StoreUnavailable, DatabaseError) as error:
        return _refuse(f"{why_unusable(error)}. {UNREADABLE}" if chosen.action == "restore" else str(error))
    sys.stdout.write(f"{chosen.action}: {versions} versions\n")
    return 0


UNREADABLE = (
    "Nothing was restored: which versions were withdrawn since the back-up is known from this store only. To give that "
    "up, move it out of the way and restore again."
)


def _told(restored: Restored) -> Iterator[str]:
    """What became of pictures in the back-up, and of the versions that were withdrawn after it was written."""
    if restored.cleaned:
        yield f"pictures were removed from {restored.cleaned} files on the way in; the back-up itself still holds them"
    for version in restored.withdrawn:
        yield f"withdrawn again, as it had been since: version {version.number} of {version.fund}"
    if not restored.knows:
        yield (
            "withdrawals made after this back-up was written cannot be known: the store that went on from it was not "
            "there. What should not be reachable again has to be withdrawn again on the page « Historique »."
        )


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
