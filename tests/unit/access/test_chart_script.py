"""The script for charts: what is left out of it, what stays, and that one built otherwise is sent whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from pages.web.chart_script import KINDS, cut

NAMED = r'([\w$]+)=[\w$]+\(\{"([^"]+/[^"]+)"\('
CALL = r"([\w$]+)\(\)"


def module(name: str, path: str, body: str = "") -> str:
    return f'{name}=w({{"{path}"(e,t){{{body}}}}})'


BAR = module("B", "lib/bar.js", "t.exports=bar()")
PIE = module("P", "lib/pie.js", "t.exports=pie()")
OWN_VARIABLES = "X=1;function f(){return X}var Y={},"
MODULES = [
    "var " + module("both", "src/both.js", "both_need_it"),
    module("bar", "src/bar.js", "both();deep();axis()"),
    module("pie", "src/pie.js", "both();slices();axis()"),
    module("deep", "src/deep.js", "deep_text"),
    module("slices", "src/slices.js", "sliced;only_pie()"),
    module("only_pie", "src/only_pie.js", "unused_text"),
    # A module whose variables stand before it belongs to the one before them.
    f"{module('before', 'src/before.js')},{OWN_VARIABLES}{module('axis', 'src/axis.js', 'axis_text')}",
    BAR,
    PIE,
    module("cal", "lib/calendars.js", "t.exports=pie()"),
]
END = ';return w({"lib/index.js"(e,t){core().register([B(),P(),cal()]);t.exports=core()}})();shown()'
SCRIPT = f"import{{a}}from`./a.js`;{','.join(MODULES)}{END}"


@pytest.fixture(scope="module")
def installed() -> str:
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    (file,) = folder.glob("PlotlyChart.*.js")
    return file.read_text("utf-8")


def test_what_only_other_kinds_need_is_left_out() -> None:
    made = cut(SCRIPT)
    assert ".register([B()])" in made
    for stays in ("import{a}from`./a.js`;var both=", "both_need_it", "deep_text", "axis_text", OWN_VARIABLES, BAR):
        assert stays in made
    for goes in ("sliced", "unused_text", "lib/pie.js", "lib/calendars.js"):
        assert goes not in made
    assert made.endswith("t.exports=core()}})();shown()")


def test_what_stays_is_cut_no_further() -> None:
    made = cut(SCRIPT).replace("register([B()])", "register([B(),B()])")
    assert cut(made) == made


@pytest.mark.parametrize(
    "script",
    [
        "",
        "export{a as default}",
        SCRIPT.replace("register", "add"),  # no list
        SCRIPT.replace("lib/bar.js", "lib/bars.js"),  # none of our kinds on it
        SCRIPT.replace("lib/", "lib_"),  # modules without paths
    ],
)
def test_a_script_that_is_built_otherwise_is_whole(script: str) -> None:
    assert cut(script) == script


def test_the_installed_script_is_a_quarter_of_itself(installed: str) -> None:
    # Another Streamlit may build it otherwise: then this fails, and the whole script would be sent.
    made = cut(installed)
    assert len(installed) > 4_000_000
    assert 800_000 < len(made) < 1_200_000
    paths = {path for _, path in re.findall(NAMED, made)}
    assert {path.split("/")[2] for path in paths if path.startswith("src/traces/")} <= {*KINDS, "pie"}
    assert {"src/traces/bar/plot.js", "src/traces/scatter/plot.js", "src/components/fx/hover.js"} <= paths


def test_the_installed_script_calls_no_module_that_it_lost(installed: str) -> None:
    made = cut(installed)
    had, has = ({name for name, _ in re.findall(NAMED, script)} for script in (installed, made))
    assert len(had) > 1000 > len(has) > 300
    assert (had - has) & set(re.findall(CALL, made)) == set()


def test_the_installed_script_ends_and_begins_as_before(installed: str) -> None:
    made = cut(installed)
    imports = re.match(r"(?:import[^;]+;)+", installed)
    assert imports is not None
    assert made.startswith(imports[0])
    assert made.endswith(installed[-10_000:])
