"""Signing in and what it opens: routes and gates for the server, `staff()` for the pages."""

from pages.parts.access.downloads import staff_download
from pages.parts.access.gates import UploadGate, ViewerGate
from pages.parts.access.links import account_link, announce_link, sign_in_link
from pages.parts.access.rights import COOKIE, Staff, may_view, staff
from pages.parts.access.routes import access_routes

__all__ = [
    "COOKIE",
    "Staff",
    "UploadGate",
    "ViewerGate",
    "access_routes",
    "account_link",
    "announce_link",
    "may_view",
    "sign_in_link",
    "staff",
    "staff_download",
]
