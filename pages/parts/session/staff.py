"""Who is at the screen: asked where a page offers something to staff, and again where it is done."""

from __future__ import annotations

import streamlit as st

from pages.web.signed_in import Staff, current_authenticator, session_of, staff


class NotStaffError(PermissionError):
    """Someone who is not signed in as staff asked for what only staff may do."""


def staff_here() -> Staff | None:
    """Who of the staff this is, if anyone."""
    return staff(st.context.cookies)


def signed_in_here() -> bool:
    """Whether whoever is at the screen has signed in, as staff or as a viewer."""
    return staff_here() is not None or session_of(st.context.cookies, current_authenticator()) is not None


def require_staff() -> Staff:
    """Who of the staff this is; raises NotStaffError. For callbacks, writes and downloads."""
    found = staff_here()
    if found is None:
        raise NotStaffError
    return found
