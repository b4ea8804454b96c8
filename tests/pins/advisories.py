"""Known weaknesses of what is pinned, asked of the sources that pip-audit knows; one out of reach is told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from tests.pins.pins import CONSTRAINTS
from tests.pins.resolving import AUDIT

SOURCES = ("pypi", "osv")
ASK = ("uv", "tool", "run", "--quiet", "--with-requirements", str(AUDIT), "pip-audit")
PATIENCE = 120
"""Seconds that a source may take for all packages."""


def weaknesses() -> Iterator[str]:
    """Each weakness that the first source in reach knows, in a sentence; prints how many packages it knew."""
    for source in SOURCES:
        answer = _asked(source)
        found = list(weaknesses_in(answer))
        known = sum("skip_reason" not in package for package in answer)
        if known:
            print(f"advisories: {source} knows {known} of {len(answer)} packages, {len(found)} weaknesses")
            yield from found
            return
        print(f"advisories: NOT checked with {source}, which is out of reach or knows none of these packages")


def weaknesses_in(packages: list[Mapping[str, Any]]) -> Iterator[str]:
    """The weaknesses in an answer of pip-audit."""
    for package in packages:
        for known in package.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {known['id']}, mended in {mended}"


def _asked(source: str) -> list[Mapping[str, Any]]:
    """What pip-audit says of every pinned package; nothing where it cannot be had or cannot ask."""
    command = [*ASK, "-s", source, "-r", str(CONSTRAINTS), "--no-deps", "--disable-pip", "-f", "json"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
        # It ends with 1 both for weaknesses and for a source out of reach; only an answer is JSON.
        return list(json.loads(done.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError):
        return []
