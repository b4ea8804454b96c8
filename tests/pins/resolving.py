"""Writing the constraints anew, with uv: one file for all Pythons and systems, from wheels alone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pins.pins import CHOSEN, CONSTRAINTS, NAMES_THE_CONSTRAINTS, ROOT, lines, requirements

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
"""pyproject.toml names the same to uv, as markers."""
COMPILE = ("uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--no-header", "--annotation-style", "line")
AUDIT = ROOT / ".ci" / "audit.txt"
"""What looks for known weaknesses, with all that it needs: in an environment of its own, apart from the product's."""
AUDITOR = "pip-audit==2.10.1"
HEADER = """\
# Every package that is installed, made by `python -m tests.pins` (`--upgrade`: the newest that fit).
# Resolved from wheels for Python 3.11 to 3.14 on Linux, macOS (both processors) and Windows.
"""


def resolve(*options: str) -> None:
    """Write constraints.txt; versions stay as they are unless what was chosen, or `--upgrade`, asks for others.

    Raises CalledProcessError, after uv has said why.
    """
    quiet = subprocess.DEVNULL
    with TemporaryDirectory() as folder:
        made = Path(folder, "constraints.txt")
        made.write_text(CONSTRAINTS.read_text("utf-8") if CONSTRAINTS.exists() else "", "utf-8")
        # The files as they are, but for the line that names what is to be made.
        for file in CHOSEN:
            chosen = [line for line in file.read_text("utf-8").splitlines() if line != NAMES_THE_CONSTRAINTS]
            Path(folder, file.name).write_text("\n".join(chosen), "utf-8")
        wanted = [str(Path(folder, file.name)) for file in CHOSEN]
        subprocess.run([*COMPILE, "--universal", *options, *wanted, "-o", made], cwd=ROOT, check=True, stdout=quiet)
        text = "\n".join(line for line in made.read_text("utf-8").splitlines() if not line.startswith("#"))
        CONSTRAINTS.write_text(HEADER + re.sub(r"-r \S*[/\\]", "-r ", text) + "\n", "utf-8")
    subprocess.run(
        [*COMPILE, "--universal", *options, "-", "-o", AUDIT], input=AUDITOR, text=True, check=True, stdout=quiet
    )


def without_wheels() -> Iterator[str]:
    """Where what is pinned cannot be installed from wheels, or is not all that is needed: system, Python, uv’s word."""
    known = {package.name for package in requirements(CONSTRAINTS.read_text("utf-8"))}
    for system, python in product(SYSTEMS, PYTHONS):
        where = ["--python-platform", system, "--python-version", python]
        done = subprocess.run([*COMPILE, *where, *CHOSEN], cwd=ROOT, check=False, capture_output=True, text=True)
        missing = {line.partition("==")[0] for line in lines(done.stdout)} - known
        if done.returncode or missing:
            yield f"{system}, Python {python}: {done.stderr or sorted(missing)}"
