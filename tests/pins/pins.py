"""The pins, read from the files; and what does not fit between them, or between them and what is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
CHOSEN = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
NAMES_THE_CONSTRAINTS = "-c constraints.txt"
OF_THE_ENVIRONMENT = frozenset(("pip", "setuptools"))
"""What Python itself puts into a new environment."""


def lines(text: str) -> list[str]:
    """The lines of a requirements file that say something, without their comments."""
    return [said for line in text.splitlines() if (said := re.sub(r"(^|\s)#.*", "", line).strip())]


def requirements(text: str) -> list[Requirement]:
    """The packages that a file names; its options are left out. Raises InvalidRequirement."""
    return [Requirement(line) for line in lines(text) if not line.startswith("-")]


def disagreements(chosen: str, constraints: str) -> Iterator[str]:
    """What is wrong in the text of one requirements file and that of the constraints, in sentences."""
    if NAMES_THE_CONSTRAINTS not in lines(chosen):
        yield f"does not say {NAMES_THE_CONSTRAINTS}"
    try:
        pins, wanted = requirements(constraints), requirements(chosen)
    except InvalidRequirement as fault:
        yield f"cannot be read: {fault}"
        return
    for pin in pins:
        if _version(pin) is None or pin.extras:
            yield f"the constraint {pin} is not one version of one package"
    for package in wanted:
        version = _version(package)
        pinned = {_version(pin) for pin in pins if _name(pin) == _name(package)}
        if version is None:
            yield f"{package} is not pinned"
        elif pinned != {version}:
            yield f"{package} is {' or '.join(sorted(map(str, pinned))) or 'missing'} in the constraints"


def strangers(
    installed: Mapping[str, str], constraints: str, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Where what is installed (versions by name) is other than the constraints, in sentences.

    `environment` has the values of the markers, by default those of this Python on this machine.
    """
    here = {**default_environment(), **(environment or {})}
    pins = {
        _name(pin): _version(pin) for pin in requirements(constraints) if not pin.marker or pin.marker.evaluate(here)
    }
    found = {canonicalize_name(name): version for name, version in installed.items()}
    for name, version in sorted(found.items()):
        if name in OF_THE_ENVIRONMENT and name not in pins:
            continue
        if pins.get(name) != version:
            yield f"{name} {version} is installed, the constraints say {pins.get(name, 'nothing of it')}"
    for name in sorted(pins.keys() - found.keys()):
        yield f"{name} is in the constraints and not installed: nothing needs it here"


def installed_here() -> dict[str, str]:
    """What this Python has installed: versions by name."""
    return {found.metadata["Name"]: found.version for found in distributions()}


def _name(package: Requirement) -> str:
    return canonicalize_name(package.name)


def _version(package: Requirement) -> str | None:
    """The one version that is meant; None where others would do."""
    versions = list(package.specifier)
    is_one = len(versions) == 1 and versions[0].operator == "==" and "*" not in versions[0].version
    return versions[0].version if is_one else None
