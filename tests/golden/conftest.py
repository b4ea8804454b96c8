from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.golden.stage import Stage, stage


@pytest.fixture(scope="package")
def golden_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(tmp_path_factory.mktemp("golden")) as found:
        yield found
