"""The sign-in page: plain HTML that works without scripts, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from fund.access import Session, Settings
from fund.access.settings import TEAM
from fund.wording import Language, languages, words
from pages.web.request import SIGN_IN, SIGN_OUT

UPDATE_PAGE = "/mise-a-jour"
"""Where signing in with an identity provider begins."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a form came back: the sentence's key under `access.notices`, and the seconds to wait where it says so."""

    code: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """All that the page shows. `back_to` is a page of ours; `link_name` is whom the one-time link signs in."""

    language: Language
    root: str
    back_to: str | None
    form_token: str
    settings: Settings
    session: Session | None
    notice: Notice | None
    link_token: str
    link_name: str | None

    def html(self) -> str:
        """The whole document."""
        title, product = self._say("title"), words("pages.product", self.language)
        head = Markup('<p class="notice" role="alert">{}</p>').format(self._notice()) if self.notice else ""
        return Markup(
            '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="robots" content="noindex"><title>{tab}</title>'
            '<link rel="stylesheet" href="{root}/app/static/look.css">'
            '<link rel="stylesheet" href="{root}/app/static/access.css"></head>'
            '<body class="access"><main><p class="product"><img src="{root}/app/static/icon.png" alt="">{product}</p>'
            "<h1>{title}</h1>{head}{body}<nav>{links}</nav></main></body></html>"
        ).format(
            language=self.language,
            root=self.root,
            tab=self._say("tab_error" if self.notice else "tab", product=product),
            product=product,
            title=title,
            head=head,
            body=self._body(),
            links=self._links(),
        )

    def _body(self) -> Markup:
        if self.link_name:
            text = self._paragraph("link.text", name=self.link_name)
            link = self._hidden("jeton", self.link_token)
            return text + self._form(SIGN_IN, link, button="link.button")
        if self.session and self.session.role == "staff":
            return self._signed_in(self.session)
        parts = [self._signed_in(self.session)] if self.session else []
        if self.settings.viewer_hash and not self.session:
            parts.append(self._section("viewer_form", "viewer", self._password("viewer")))
        if self.settings.accounts:
            fields = self._name() + self._password("staff")
            parts.append(self._section("staff_form", "staff", fields))
        if self.settings.emails:
            address = f"{self.root}{UPDATE_PAGE}?{urlencode({'langue': self.language})}"
            link = Markup('<p><a href="{}">{}</a></p>').format(address, self._say("provider.link"))
            parts.append(self._paragraph("provider.text") + link)
        if not self.settings.staff_can_sign_in:
            parts.append(self._paragraph("no_account"))
        return Markup("").join(parts)

    def _signed_in(self, session: Session) -> Markup:
        return self._paragraph(f"signed_in.{session.role}", name=session.name) + self._form(
            SIGN_OUT, Markup(""), button="signed_in.button"
        )

    def _section(self, key: str, account: str, fields: Markup) -> Markup:
        heading = Markup("<h2>{}</h2>").format(self._say(f"{key}.title"))
        return heading + self._form(SIGN_IN, self._hidden("compte", account) + fields, button=f"{key}.button")

    def _form(self, action: str, fields: Markup, *, button: str) -> Markup:
        hidden = self._hidden("formulaire", self.form_token) + self._hidden("langue", self.language)
        if self.back_to:
            hidden += self._hidden("suite", self.back_to)
        return Markup('<form method="post" action="{}{}">{}{}<button type="submit">{}</button></form>').format(
            self.root, action, hidden, fields, self._say(button)
        )

    def _name(self) -> Markup:
        if not self.settings.asks_for_name:
            # A password manager wants a name to keep the password under.
            return Markup('<input type="text" name="nom" value="{}" autocomplete="username" hidden>').format(TEAM)
        return Markup(
            '<label for="nom">{}</label><input type="text" id="nom" name="nom" autocomplete="username" '
            'autocapitalize="none" spellcheck="false" required maxlength="200">'
        ).format(self._say("staff_form.name"))

    def _password(self, account: str) -> Markup:
        return Markup(
            '<label for="{id}">{label}</label><input type="password" id="{id}" name="mot_de_passe" '
            'autocomplete="current-password" required maxlength="1000">'
        ).format(id=f"mot-de-passe-{account}", label=self._say(f"{account}_form.password"))

    def _links(self) -> Markup:
        query = {"suite": self.back_to} if self.back_to else {}
        others = [
            Markup('<a href="{}{}?{}" lang="{}" hreflang="{}">{}</a>').format(
                self.root,
                SIGN_IN,
                urlencode({"langue": language, **query, **({"jeton": self.link_token} if self.link_token else {})}),
                language,
                language,
                words("pages.menu.language", language),
            )
            for language in languages()
            if language != self.language
        ]
        back = f"{self.root}{self.back_to or f'/?langue={self.language}'}"
        return Markup('<a href="{}">{}</a> ').format(back, self._say("back")) + Markup(" ").join(others)

    def _hidden(self, name: str, value: str) -> Markup:
        return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)

    def _paragraph(self, key: str, **fields: object) -> Markup:
        return Markup("<p>{}</p>").format(self._say(key, **fields))

    def _notice(self) -> str:
        if self.notice is None:
            return ""
        minutes = -(-self.notice.seconds // 60)
        if self.notice.code == "wait" and self.notice.seconds > 90:
            return self._say("notices.wait_minutes", n=minutes)
        return self._say(f"notices.{self.notice.code}", **({"n": self.notice.seconds} if self.notice.seconds else {}))

    def _say(self, key: str, **fields: object) -> str:
        return words(f"access.{key}", self.language, **fields)
