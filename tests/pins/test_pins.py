"""What is chosen, what is pinned and what is installed say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pins.advisories import weaknesses_in
from tests.pins.pins import CHOSEN, CONSTRAINTS, disagreements, lines, strangers
from tests.pins.resolving import AUDIT

PINS = """\
# Made by a command.
numpy==2.4.6 ; python_full_version < '3.12'  # via pandas
numpy==2.5.5 ; python_full_version >= '3.12'  # via pandas
pandas==3.1.1             # via -r requirements.txt
psycopg==3.3.9            # via -r requirements.txt
uvloop==0.23.0 ; sys_platform != 'win32'  # via -r requirements.txt
"""
CHOSEN_HERE = """\
-c constraints.txt
pandas==3.1.1  # tables
psycopg[binary]==3.3.9
uvloop==0.23.0; sys_platform != "win32"
"""
LINUX = {"sys_platform": "linux", "python_full_version": "3.11.7"}
INSTALLED = {"numpy": "2.4.6", "pandas": "3.1.1", "psycopg": "3.3.9", "uvloop": "0.23.0"}


@pytest.mark.parametrize("file", CHOSEN, ids=lambda file: file.name)
def test_what_is_shipped_agrees(file: Path) -> None:
    assert list(disagreements(file.read_text("utf-8"), CONSTRAINTS.read_text("utf-8"))) == []


@pytest.mark.parametrize("file", [*CHOSEN, CONSTRAINTS, AUDIT], ids=lambda file: file.name)
def test_no_file_names_where_packages_come_from(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "://" not in text
    assert not [line for line in lines(text) if line.startswith(("--", "-i", "-f"))]


def test_files_that_agree_are_told_nothing() -> None:
    assert list(disagreements(CHOSEN_HERE, PINS)) == []


@pytest.mark.parametrize(
    ("chosen", "constraints", "told"),
    [
        (CHOSEN_HERE.replace("-c constraints.txt", "# -c constraints.txt"), PINS, "does not say -c constraints.txt"),
        (CHOSEN_HERE.replace("pandas==3.1.1", "pandas==3.1.2"), PINS, "pandas==3.1.2 is 3.1.1 in the constraints"),
        (CHOSEN_HERE.replace("pandas==3.1.1", "pandas>=3.1.1"), PINS, "pandas>=3.1.1 is not pinned"),
        (CHOSEN_HERE.replace("pandas==3.1.1", "pandas==3.*"), PINS, "pandas==3.* is not pinned"),
        (CHOSEN_HERE.replace("pandas==3.1.1", "pandas"), PINS, "pandas is not pinned"),
        (f"{CHOSEN_HERE}babel==2.18.0\n", PINS, "babel==2.18.0 is missing in the constraints"),
        (
            CHOSEN_HERE,
            PINS.replace("pandas==3.1.1", "pandas>=3.1.1"),
            "the constraint pandas>=3.1.1 is not one version",
        ),
        (CHOSEN_HERE, PINS.replace("psycopg==", "psycopg[binary]=="), "the constraint psycopg[binary]==3.3.9 is not"),
        (CHOSEN_HERE, f"{PINS}pandas==3.1.2 ; sys_platform == 'win32'\n", "pandas==3.1.1 is 3.1.1 or 3.1.2 in the"),
        (CHOSEN_HERE, f"{PINS}pandas 3.1.2\n", "cannot be read"),
    ],
)
def test_each_disagreement_is_told(chosen: str, constraints: str, told: str) -> None:
    assert any(told in fault for fault in disagreements(chosen, constraints))


def test_what_is_installed_as_pinned_is_told_nothing() -> None:
    seeds = {"pip": "26.3", "setuptools": "84.0"}
    assert list(strangers({**INSTALLED, **seeds}, PINS, LINUX)) == []


def test_a_name_may_be_written_in_each_of_its_ways() -> None:
    assert list(strangers({"Et_XmlFile": "2.0.0"}, "et-xmlfile==2.0.0\n", LINUX)) == []


@pytest.mark.parametrize(
    ("installed", "told"),
    [
        ({**INSTALLED, "six": "1.17.0"}, ["six 1.17.0 is installed, the constraints say nothing of it"]),
        ({**INSTALLED, "pandas": "3.1.2"}, ["pandas 3.1.2 is installed, the constraints say 3.1.1"]),
        # The line for another Python does not count.
        ({**INSTALLED, "numpy": "2.5.5"}, ["numpy 2.5.5 is installed, the constraints say 2.4.6"]),
        (
            {name: version for name, version in INSTALLED.items() if name != "uvloop"},
            ["uvloop is in the constraints and not installed: nothing needs it here"],
        ),
    ],
)
def test_each_stranger_is_told(installed: dict[str, str], told: list[str]) -> None:
    assert list(strangers(installed, PINS, LINUX)) == told


def test_a_package_of_another_system_is_not_missed() -> None:
    here = {name: version for name, version in INSTALLED.items() if name != "uvloop"}
    assert list(strangers(here, PINS, {**LINUX, "sys_platform": "win32"})) == []


def test_a_weakness_is_told_with_the_version_that_mends_it() -> None:
    answer = [
        {"name": "babel", "version": "2.18.0", "vulns": []},
        {"name": "lxml", "skip_reason": "not found"},
        {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3", "3.2"]}]},
        {"name": "pillow", "version": "9.0", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]},
    ]
    assert list(weaknesses_in(answer)) == [
        "jinja2 3.1.2: CVE-2024-22195, mended in 3.1.3, 3.2",
        "pillow 9.0: PYSEC-1, mended in no version yet",
    ]
