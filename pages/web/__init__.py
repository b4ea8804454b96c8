"""Signing in and what it opens: routes and gates for the server, `staff()` for the pages."""

from pages.web.middleware import UploadGate, ViewerGate
from pages.web.sign_in_routes import access_routes
from pages.web.signed_in import COOKIE, Staff, account_link, announce_link, may_view, sign_in_link, staff
from pages.web.staff_files import current_downloads

__all__ = [
    "COOKIE",
    "Staff",
    "UploadGate",
    "ViewerGate",
    "access_routes",
    "account_link",
    "announce_link",
    "current_downloads",
    "may_view",
    "sign_in_link",
    "staff",
]
