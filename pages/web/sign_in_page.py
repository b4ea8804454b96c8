"""The sign-in page: plain HTML that works without scripts, in both languages, from the template beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fund.access import Session, Settings
from fund.access.settings import TEAM
from fund.wording import Language, languages, words
from pages.web.provider import ACCOUNT, LOG_OUT
from pages.web.request import SIGN_IN, SIGN_OUT

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a form came back: the sentence's key under `access.notices`, and the seconds to wait where it says so."""

    code: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """All that the page shows. `back_to` is a page of ours; `link_name` is whom the one-time link signs in.

    `account` is the address that an identity provider vouches for now, `account_is_staff` whether it is on the list.
    """

    language: Language
    root: str
    back_to: str | None
    form_token: str
    settings: Settings
    session: Session | None
    notice: Notice | None
    link_token: str
    link_name: str | None
    account: str | None
    account_is_staff: bool

    def html(self) -> str:
        """The whole document."""
        asked = {"suite": self.back_to, "jeton": self.link_token}
        query = {name: text for name, text in asked.items() if text}
        return _TEMPLATES.get_template("sign_in_page.html").render(
            page=self,
            say=self._say,
            notice=self._notice(),
            product=words("pages.product", self.language),
            language_name=partial(words, "pages.menu.language"),
            others={each: urlencode({"langue": each, **query}) for each in languages() if each != self.language},
            sign_in=SIGN_IN,
            sign_out=SIGN_OUT,
            begin=f"{ACCOUNT}?{urlencode({'langue': self.language, **query})}",
            log_out=LOG_OUT,
            team=TEAM,
        )

    def _notice(self) -> str:
        if self.notice is None:
            return ""
        minutes = -(-self.notice.seconds // 60)
        if self.notice.code == "wait" and self.notice.seconds > 90:
            return self._say("notices.wait_minutes", n=minutes)
        return self._say(f"notices.{self.notice.code}", **({"n": self.notice.seconds} if self.notice.seconds else {}))

    def _say(self, key: str, **fields: object) -> str:
        return words(f"access.{key}", self.language, **fields)
