"""`python -m fund.access hash`: asks for a password and prints the hash that the settings take."""

from __future__ import annotations

import getpass
import sys

from fund.access.authenticator import SHORTEST, hash_password

USAGE = "usage: python -m fund.access hash"


def main(arguments: list[str]) -> int:
    """Run the command; returns the exit code."""
    if arguments != ["hash"]:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    password = getpass.getpass("Password / Mot de passe : ")
    if len(password) < SHORTEST:
        sys.stderr.write(f"At least {SHORTEST} characters / Au moins {SHORTEST} caractères.\n")
        return 1
    if getpass.getpass("Again / Encore une fois : ") != password:
        sys.stderr.write("The two are not the same / Les deux ne sont pas identiques.\n")
        return 1
    sys.stdout.write(f"{hash_password(password)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
