"""Signing in with OpenID Connect, from the real server to a real provider and back, by HTTP and in a browser."""

from __future__ import annotations

import html
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from fund.wording import words
from pages.web.provider import USER_COOKIE
from pages.web.signed_in import COOKIE
from tests.browser.conftest import running_app
from tests.browser.screen import new_page, settled, text_of
from tests.unit.access.house import VIEWER_HASH

STAFF, STRANGER, UNVERIFIED = "anna@cuf.example", "eve@ailleurs.example", "luc@cuf.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An identity provider with three people; whoever comes chooses who to be."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        for email in (STAFF, STRANGER, UNVERIFIED):
            claims = json.dumps({"email": email, "email_verified": email != UNVERIFIED}).encode()
            headers = {"Content-Type": "application/json"}
            urllib.request.urlopen(urllib.request.Request(f"{address}/users/{email}", claims, headers, method="PUT"))
        yield address


@pytest.fixture(scope="module")
def account_url(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application with that provider, two people on the list, and a viewers' password."""
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        f"""
        FUND_STAFF_EMAILS = "{STAFF}, {UNVERIFIED}"
        FUND_VIEWER_PASSWORD_HASH = "{VIEWER_HASH}"
        [auth]
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        cookie_secret = "0123456789abcdef0123456789abcdef"
        client_id = "fonds"
        client_secret = "secret"
        server_metadata_url = "{provider}/.well-known/openid-configuration"
        """
    )
    with running_app(STREAMLIT_SECRETS_FILES=str(secrets)) as address:
        yield address


class Visitor:
    """A browser without scripts: it keeps cookies, follows where it is led, reads and sends forms."""

    def __init__(self) -> None:
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.address, self.status, self.text = "", 0, ""

    def go(self, address: str, fields: Mapping[str, str] | None = None) -> None:
        """Open an address, or send a form of the page there."""
        here = urlsplit(self.address)
        body = urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(urljoin(self.address, address), body)
        if body is not None:
            # Where a form's answer leads on, browsers no longer say where it began.
            request.add_unredirected_header("Origin", f"{here.scheme}://{here.netloc}")
        try:
            answer = self.browser.open(request, timeout=20)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.address, self.status, self.text = answer.url, int(answer.status), html.unescape(answer.read().decode())

    def follow(self, part: str) -> None:
        """Take the page's link whose address has that part."""
        self.go(next(link for link in re.findall(r'href="([^"]+)"', self.text) if part in link))

    def send(self, **more: str) -> None:
        """Send the page's first form of ours."""
        form = self.text.partition("<form")[2].partition("</form>")[0]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form))
        self.go(re.findall(r'action="([^"]+)"', form)[0], {**fields, **more})

    def has(self, cookie: str) -> bool:
        return any(each.name == cookie for each in self.cookies)

    def sign_in_as(self, email: str, url: str, *, wanted: str = "/mise-a-jour") -> None:
        """From the sign-in page to the provider, and back to the sign-in page."""
        self.go(f"{url}/connexion?{urlencode({'langue': 'en', 'suite': wanted})}")
        self.follow("/connexion/compte")
        assert "/oauth2/authorize" in self.address
        self.go(self.address, {"sub": email})
        assert self.address.startswith(f"{url}/connexion?")


def test_who_is_on_the_list_signs_in_and_out_here_and_at_the_provider(account_url: str) -> None:
    visitor = Visitor()
    visitor.go(f"{account_url}/contributions")
    assert urlsplit(visitor.address).path == "/connexion"
    visitor.sign_in_as(STAFF, account_url, wanted="/aide")
    assert words("access.provider.known", "en", name=STAFF) in visitor.text
    assert not visitor.has(COOKIE)
    visitor.send()
    assert (urlsplit(visitor.address).path, visitor.status) == ("/aide", 200)
    visitor.go("/connexion?langue=en")
    assert words("access.signed_in.staff", "en", name=STAFF) in visitor.text
    stolen = next(str(each.value) for each in visitor.cookies if each.name == COOKIE)
    visitor.send()
    assert not visitor.has(COOKIE)
    # The page leads on by itself, which takes a browser.
    visitor.go("/auth/logout")
    assert "/oauth2/end_session" in visitor.address
    assert not visitor.has(USER_COOKIE)
    confirm = re.findall(r'<form[^>]*action="([^"]+)"', visitor.text)[0]
    visitor.go(confirm, {"redirect_uri": f"{account_url}/oauth2callback"})
    assert visitor.address.startswith(f"{account_url}/connexion?")
    assert "/connexion/compte" in visitor.text
    replay = urllib.request.Request(f"{account_url}/_stcore/upload_file/a/b", b"x", method="PUT")
    replay.add_header("Cookie", f"{COOKIE}={stolen}")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(replay, timeout=10)


@pytest.mark.parametrize("email", [STRANGER, UNVERIFIED])
def test_a_stranger_and_an_unverified_address_are_refused_in_words(account_url: str, email: str) -> None:
    visitor = Visitor()
    visitor.sign_in_as(email, account_url)
    assert words("access.provider.not_listed", "en", name=email) in visitor.text
    assert words("access.link.button", "en") not in visitor.text
    visitor.send(compte="account")
    assert visitor.status == 403
    assert not visitor.has(COOKIE)
    visitor.go(f"{account_url}/contributions")
    assert urlsplit(visitor.address).path == "/connexion"


def test_who_turns_back_at_the_provider_is_asked_again(account_url: str) -> None:
    visitor = Visitor()
    visitor.go(f"{account_url}/connexion")
    visitor.follow("/connexion/compte")
    visitor.go(visitor.address, {"action": "deny"})
    assert visitor.address.startswith(f"{account_url}/connexion?")
    assert "/connexion/compte" in visitor.text
    assert not visitor.has(USER_COOKIE)


def test_an_answer_that_nobody_asked_for_opens_nothing(account_url: str) -> None:
    for query in ("code=x&state=y", "code=x", "error=x", ""):
        visitor = Visitor()
        visitor.go(f"{account_url}/oauth2callback?{query}")
        assert visitor.address.startswith(f"{account_url}/connexion?")
        assert not visitor.has(USER_COOKIE)


def test_in_a_browser_the_account_opens_the_update_page_and_signing_out_leaves_the_provider(
    account_url: str, chromium: Browser
) -> None:
    page = new_page(chromium)
    page.goto(f"{account_url}/mise-a-jour?langue=fr")
    page.get_by_role("link", name="Se connecter avec ce compte").click()
    page.wait_for_url("**/oauth2/authorize?**")
    page.locator("input[name=sub]").last.fill(STAFF)
    page.locator("button[type=submit]").first.click()
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url("**/mise-a-jour**")
    assert f"Connecté : {STAFF}" in " ".join(text_of(settled(page)).split())
    page.goto(f"{account_url}/connexion?langue=fr")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/oauth2/end_session?**")
    assert not {cookie["name"] for cookie in page.context.cookies()} & {COOKIE, USER_COOKIE}
    page.context.close()
