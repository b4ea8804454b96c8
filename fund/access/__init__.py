"""Who may do what: accounts, sessions, one-time links, growing delays. Knows nothing of the web server.

Sessions and delays are kept in the store, for all processes on it and over restarts; one-time links live in the
memory of one process: several replicas need sticky sessions, which Streamlit needs anyway.
"""

from fund.access.authenticator import Authenticator
from fund.access.rate_limit import Attempts
from fund.access.sessions import OpenSessions, Role, Session
from fund.access.settings import Settings, SettingsError, read_settings

__all__ = ["Attempts", "Authenticator", "OpenSessions", "Role", "Session", "Settings", "SettingsError", "read_settings"]
