"""The one door of this process, made from the environment and Streamlit's secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from fund.access import Door, read_settings


@cache
def current_door() -> Door:
    """The door that routes, gates and pages share. Raises SettingsError: the application must not start then."""
    return Door(read_settings(os.environ, _secrets()))


def _secrets() -> Mapping[str, object]:
    # Without a file st.secrets raises; with a broken one it must raise too, or its password would ask nobody.
    if not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return {}
    return st.secrets.to_dict()
