"""LibreOffice for the tests that open what donors will open."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
HOW_TO_GET_IT = (
    "LibreOffice was not found; on Debian: apt-get install --no-install-recommends "
    "libreoffice-impress libreoffice-calc libreoffice-writer"
)
Converted = Callable[[bytes, str, str], bytes]
"""A file's bytes, its extension and the wanted one to the bytes of the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without LibreOffice these tests are skipped with the way to get it; in CI they fail instead."""
    if SOFFICE or os.environ.get("CI") == "true":
        return
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """LibreOffice with a profile of its own."""
    if SOFFICE is None:
        pytest.fail(HOW_TO_GET_IT)
    profile = tmp_path_factory.mktemp("profile")

    def convert(content: bytes, from_: str, to: str) -> bytes:
        folder = tmp_path_factory.mktemp("office")
        source = folder / f"pack.{from_}"
        source.write_bytes(content)
        command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
        return (folder / f"pack.{to.partition(':')[0]}").read_bytes()

    return convert
