"""The meeting: the fund's slides on the whole screen, one at a time."""

from pages.parts.meeting.meeting_page import meeting

meeting()
