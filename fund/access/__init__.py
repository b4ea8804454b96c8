"""Who may do what: accounts, sessions, one-time links, growing delays. Knows nothing of the web server.

Sessions, delays and one-time links live in the memory of one process: a restart signs everybody out, and
several replicas need sticky sessions, which Streamlit needs anyway. A cookie of another process is refused.
"""

from fund.access.authenticator import Authenticator
from fund.access.rate_limit import Attempts
from fund.access.sessions import OpenSessions, Role, Session
from fund.access.settings import Settings, SettingsError, read_settings

__all__ = ["Attempts", "Authenticator", "OpenSessions", "Role", "Session", "Settings", "SettingsError", "read_settings"]
