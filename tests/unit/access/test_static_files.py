"""Static files: packed as the browser takes them, kept for good where their address tells their content."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.web.html_shell import pack_for_pages, page_frame
from pages.web.static_files import OURS, PACKERS, SIGNS, StaticFile, StaticFiles, edition, static_files, versioned
from tests.unit.access.asgi import Answer, Visitor

ROOT = Path(__file__).parents[3]
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
INDEX = next(name for name in static_files() if name.startswith("/static/js/index."))
FOR_EVER = "public, max-age=31536000, immutable"


class _Visitor(Visitor):
    """One that reads the bytes of an answer as they are sent."""

    async def _exchange(self, scope, incoming):  # type: ignore[no-untyped-def]
        self.sent = await super()._exchange(scope, incoming)
        return [self.sent[0]]

    @property
    def content(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])


def asked(address: str, encodings: str = "", *, method: str = "GET", **headers: str) -> tuple[Answer, bytes]:
    visitor = _Visitor(Starlette(middleware=[Middleware(StaticFiles)]), site="http://localhost")
    answer = visitor.send(method, address, headers={"accept-encoding": encodings, **headers})
    return answer, visitor.content


def test_a_script_is_packed_as_the_browser_takes_it_and_kept_for_good() -> None:
    plain = static_files()[INDEX].path.read_bytes()
    answer, content = asked(INDEX, "gzip, deflate")
    assert gzip.decompress(content) == plain
    assert (answer.header("content-encoding"), answer.header("vary")) == ("gzip", "Accept-Encoding")
    assert answer.header("cache-control") == FOR_EVER
    assert answer.header("content-type").startswith("text/javascript")
    assert int(answer.header("content-length")) == len(content) < len(plain) / 3
    assert asked(INDEX)[1] == plain


@pytest.mark.parametrize(
    ("encodings", "way"),
    [
        ("gzip, deflate, br, zstd", next(iter(PACKERS))),
        ("br;q=1.0, gzip;q=0.5", next(iter(PACKERS))),
        ("GZIP", "gzip"),
        ("gzip;q=0, br;q=0.0", ""),
        ("identity", ""),
        ("brx, xgzip", ""),
        ("", ""),
    ],
)
def test_the_request_chooses_how_a_file_is_packed(encodings: str, way: str) -> None:
    assert asked(INDEX, encodings)[0].header("content-encoding") == way


def test_each_file_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[bytes] = []
    monkeypatch.setitem(PACKERS, "gzip", lambda content: packed.append(content) or b"packed")
    file = StaticFile(SCRIPTS / Path(INDEX).name)
    assert [file.packed("gzip"), file.packed("gzip")] == [b"packed"] * 2
    assert len(packed) == 1


def test_fonts_and_pictures_are_sent_as_they_are() -> None:
    answer, content = asked(f"{OURS}inter-latin.woff2", "gzip, br")
    assert answer.header("content-encoding") == ""
    assert (answer.header("content-type"), content[:4]) == ("font/woff2", b"wOF2")
    assert "max-age=604800" in answer.header("cache-control")


def test_a_file_of_ours_is_kept_for_good_only_under_the_address_of_its_content() -> None:
    address = versioned("look.css").removeprefix(".")
    assert asked(address)[0].header("cache-control") == FOR_EVER
    for other in (f"{OURS}look.css", f"{OURS}look.css?v=0123456789abcdef"):
        answer, _ = asked(other)
        assert answer.header("cache-control") == "no-cache"
        again, content = asked(other, **{"if-none-match": answer.header("etag")})
        assert (again.status, content) == (304, b"")
        assert asked(other, **{"if-none-match": '"other"'})[0].status == 200


@pytest.mark.parametrize(
    "address",
    [
        "/static/js/nowhere.js",
        "/static/",
        "/app/static/../main.py",
        "/static/../index.html",
        "/app/static/%2e%2e/main.py",
    ],
)
def test_what_is_no_static_file_is_not_there(address: str) -> None:
    assert asked(address)[0].status == 404


def test_other_addresses_and_other_methods_pass() -> None:
    assert asked("/contributions")[1] == b"Not Found"
    assert asked(INDEX, method="POST")[1] == b"Not Found"
    assert asked(INDEX, method="HEAD")[0].status == 200


def test_the_front_ends_own_text_font_is_ours() -> None:
    font = next(name for name in static_files() if "SourceSansVF-Upright" in name)
    answer, _ = asked(font)
    assert (answer.status, answer.header("location")) == (307, "../../app/static/inter-latin.woff2")
    answer, _ = asked(font.replace("/static/", f"/static/{edition()}/"))
    assert (answer.status, answer.header("location")) == (307, "../../../app/static/inter-latin.woff2")


def test_the_font_of_signs_has_every_sign_that_scripts_and_pages_use() -> None:
    # Another Streamlit brings another font: it is to be cut anew, as the text beside ours says.
    signs = next(file for name, file in static_files().items() if name.endswith(f"/{SIGNS}"))
    assert signs.path.stat().st_size < 20_000
    about = (ROOT / "pages" / "static" / "material-symbols-about.txt").read_text("utf-8")
    known = set(about.rpartition("woff2\n\n")[2].split())
    used = {
        name for file in SCRIPTS.glob("*.js") for name in re.findall(r":material/([a-z0-9_]+)", file.read_text("utf-8"))
    }
    used |= {
        name
        for file in (ROOT / "pages").rglob("*.py")
        for name in re.findall(r":material/(\w+):", file.read_text("utf-8"))
    }
    assert len(used) > 50
    assert used <= known | {"star_filled"}  # which Streamlit's own font has not either


def test_the_page_asks_for_its_own_files_by_their_content_and_for_charts_last() -> None:
    page = page_frame("fr")
    for name in ("look.css", "meeting.css", "page.js"):
        assert versioned(name) in page
    (charts,) = re.findall(r"<link[^>]*/PlotlyChart\.[^>]*>", page)
    assert 'fetchpriority="low"' in charts
    assert page.count("fetchpriority") == 1


def test_what_we_change_of_the_front_end_has_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = re.findall(r'(?:href|src)="\.(/static/[^"]+)"', page_frame("fr"))
    assert len(addresses) > 90
    assert all(address.startswith(f"/static/{edition()}/") for address in addresses)
    for address in addresses:
        answer, _ = asked(address, "gzip, br")
        assert (answer.status, answer.header("cache-control")) == (200, FOR_EVER)
    before = edition()
    edition.cache_clear()
    monkeypatch.setattr("streamlit.__version__", "99.0.0")
    assert edition() != before
    edition.cache_clear()


def test_a_page_of_an_older_edition_still_finds_its_scripts() -> None:
    older = INDEX.replace("/static/", "/static/0123456789abcdef/")
    assert asked(older)[1] == asked(INDEX)[1]
    for other in ("0123456789abcde", "0123456789abcdef/0123456789abcdef", "0123456789ABCDEF"):
        assert asked(INDEX.replace("/static/", f"/static/{other}/"))[0].status == 404


def test_the_script_for_charts_is_sent_cut_however_it_is_packed() -> None:
    charts = next(name for name in static_files() if "/PlotlyChart." in name)
    plain = asked(charts)[1]
    assert len(plain) < static_files()[charts].path.stat().st_size / 4
    assert gzip.decompress(asked(charts, "gzip")[1]) == plain
    assert asked(charts)[0].header("etag") != asked(charts, "gzip")[0].header("etag")


def test_what_every_page_asks_for_is_packed_in_advance(monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[str] = []
    monkeypatch.setattr(StaticFile, "packed", lambda file, way: packed.append(f"{file.path.name} {way}"))
    pack_for_pages()
    best = next(iter(PACKERS))
    assert {f"look.css {best}", f"{Path(INDEX).name} {best}"} <= set(packed)
    assert not any(".woff2" in name or ".png" in name for name in packed)


def test_what_the_front_end_asks_first_is_on_its_way_with_the_page() -> None:
    # Before it opens its websocket; with another Streamlit, look what it asks for.
    script = static_files()[INDEX].path.read_text("utf-8")
    for name in ("health", "host-config"):
        assert f"`_stcore/{name}`" in script
        assert f'<link rel="preload" href="./_stcore/{name}" as="fetch" crossorigin>' in page_frame("fr")
