"""A donor's page: what it gave, its share, what the fund did with it, how to cite it, and all that on paper."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fund.donor.gift import Gift, gift_of
from fund.donor.sheet import donor_sheet, key_metrics
from fund.donor.sheet_model import DonorSheet, EventLine, Opening, ProgrammeLine, ShareLine
from fund.donor.sheet_opening import with_photos
from fund.donor.support import Supported, public_photos
from fund.pack.donor_pdf import donor_pdf
from fund.schema import folded
from fund.unwritable import slug
from fund.wording import count, words
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.figures import minimum_mark
from pages.parts.donor.all_years import all_years
from pages.parts.donor.year import YEAR_KEY, settle_year, year_of_donor
from pages.parts.session import address, funds, listing
from pages.parts.session.photo_rights import photos_for, taken_home_now
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, current_view
from pages.parts.show.downloads import download
from pages.parts.show.figure_source import ask_source, asking, named_source, source_key
from pages.parts.show.html_table import SHOWN_ROWS, framed_table
from pages.parts.show.key_figures import KeyFigure, key_figures
from pages.parts.show.links import DONOR_KEY, donor_link, programme_link
from pages.parts.show.markup import bar, bullets, draw, fill, join, paragraph, plain_label, terms
from pages.parts.show.page_head import section, title
from pages.parts.show.period_head import period_head
from pages.parts.show.photo_gallery import photo_gallery

_PICKED = "picked_donor"
SHOWN_EVENTS = 40


def chosen_gift(view: View) -> Gift | None:
    """The gift of the donor that the address names, however it is spelled there; None for no donor of this fund."""
    # Until its widget is drawn the session holds what was asked before, and after a choice so does the address.
    asked = str(st.session_state.pop(_PICKED, None) or st.query_params.get(DONOR_KEY, ""))
    gift = gift_of(view.fund, asked, period=view.period) if asked else None
    st.session_state[DONOR_KEY] = asked
    st.session_state[address.picker_key(DONOR_KEY)] = None if gift is None else gift.donor
    return gift


def choose(view: View) -> None:
    """The choice of a donor."""
    st.selectbox(
        words("donor.choose", view.language),
        _names(view),
        placeholder=words("donor.choose_hint", view.language),
        key=address.picker_key(DONOR_KEY),
        on_change=_picked,
        width=480,
    )


def every_donor(view: View, year: str) -> None:
    """All donors, each a link to its page; what the address asked for in vain is said first."""
    title(view, view.say("menu.ma-collectivite"), subtitle=words("donor.subtitle", view.language))
    if asked := str(st.session_state[DONOR_KEY]):
        st.warning(words("donor.unknown", view.language, donor=plain_label(asked[:80])))
    choose(view)
    names = _names(view)
    if not names:
        paragraph(words("donor.none", view.language))
        return
    section(words("donor.all", view.language))
    draw(bullets((donor_link(name, view) for name in names[:SHOWN_ROWS]), "donors"))
    _more(len(names) - SHOWN_ROWS, view)
    if staff_here() is not None:
        all_years(view, year)


def one_donor(gift: Gift, view: View, year: str) -> None:
    """One donor's sheet, figure by figure, with the way to print it."""
    decided = funds.store().decisions.of(view.fund.code)
    photos = public_photos(gift.programmes, photos_for(view, view.metrics.photos, signed_in=False))
    sheet = donor_sheet(gift, view.dataset, view.language, decisions=decided, version=view.version.number)
    sheet = with_photos(sheet, photos, gift)
    title(view, sheet.donor, subtitle=sheet.about)
    period_head(view, own=gift.over_time, photos=photos)
    with st.container(horizontal=True, vertical_alignment="bottom", key="donor-bar"):
        choose(view)
        name = f"{slug(f'{view.fund.code}-{sheet.donor}')}.pdf"
        download(words("donor.download", view.language), partial(_pdf, sheet, view), file_name=name, key="donor-pdf")
    _opening(sheet.opening)
    shown = [KeyFigure(metric, part=said.part) for metric, said in zip(key_metrics(gift), sheet.figures, strict=True)]
    key_figures(shown, view, key="donor")
    for said in (sheet.words.undisclosed, sheet.words.later):
        if said:
            paragraph(said)
    if sheet.shares:
        section(sheet.words.shares)
    for number, share in enumerate(sheet.shares):
        _share(share, view, key=f"donor-share-{number}")
    if sheet.rows:
        section(sheet.words.contributions)
        heads = dict.fromkeys(sheet.columns, "words")
        draw(framed_table(heads, sheet.rows[:SHOWN_ROWS], caption=sheet.words.contributions))
    _more(len(sheet.rows) - SHOWN_ROWS, view)
    _programmes(gift, sheet, view)
    photo_gallery(sheet.photos, view)
    _events(sheet.words.milestones, sheet.milestones, view)
    _events(sheet.words.decisions, sheet.decisions, view)
    year_of_donor(gift, view, year)
    section(sheet.opening.vote_title)
    st.code(sheet.opening.vote, language=None, wrap_lines=True)
    section(sheet.words.citation, note=words("donor.copy", view.language))
    st.code(sheet.citation, language=None, wrap_lines=True)
    section(sheet.words.sources)
    draw(join([fill('<p class="soft">{line}</p>', line=each) for each in sheet.sources]))


def _pdf(sheet: DonorSheet, view: View) -> bytes:
    taken_home_now(view, "donor", [photo.digest for photo in sheet.photos])
    return donor_pdf(sheet, funds.store().pictures.content)


def _opening(opening: Opening) -> None:
    """What the fund did comes before what was given."""
    section(opening.title, note=opening.intro)
    items = [
        fill(
            '<li><p class="done-figure">{label}<br><strong>{value}</strong></p>'
            f'<p lang="{WORKBOOK_LANGUAGE}"><b>{{title}}</b><br>{{text}}</p></li>',
            label=each.label,
            value=each.value,
            title=each.title,
            text=each.text,
        )
        for each in opening.done
    ]
    draw('<ul class="donor-done">{items}</ul>', items=join(items))


def _share(share: ShareLine, view: View, *, key: str) -> None:
    least = minimum_mark(share.metric, view.language)
    draw(
        '<div class="figure" style="--ems:1"><p class="figure-label">{label} <span class="soft">{least}</span></p>'
        '<p class="figure-value {known}">{value}</p><p class="text">{sentence}</p>{bar}'
        '<p class="figure-note">{note}</p></div>',
        label=share.label,
        least=least,
        known="unknown" if share.part is None else "known",
        value=asking(share.metric, view, key=source_key(key), name=share.label, said="" if least else share.value),
        sentence=share.sentence,
        # So little that nothing would be seen of it still is a part.
        bar="" if share.part is None else bar(max(share.part, 0.004), "given"),
        note=share.note,
    )
    ask_source(share.metric, key=key)


def _programmes(gift: Gift, sheet: DonorSheet, view: View) -> None:
    if not gift.programmes:
        return
    section(sheet.words.programmes)
    paths = listing.programme_paths(view.fund.code)
    for number, (supported, said) in enumerate(zip(gift.programmes, sheet.programmes, strict=True)):
        _programme(
            supported, said, path=paths.get(supported.programme.code, ""), key=f"donor-notional-{number}", view=view
        )


def _programme(supported: Supported, said: ProgrammeLine, *, path: str, key: str, view: View) -> None:
    draw(
        '<h3 class="chart-title">{name}</h3>{facts}{shares}',
        name=said.name,
        facts=terms(((each.label, each.value) for each in said.facts), "identity"),
        shares=join([fill('<p class="text">{text}</p>', text=text) for text in said.shares]),
    )
    if supported.notional is not None and supported.notional.is_known:
        named_source(supported.notional.metric, view, key=key)
    if path:
        programme_link(path, said.name, view)


def _events(heading: str, lines: Sequence[EventLine], view: View) -> None:
    if not lines:
        return
    section(heading)
    items = [
        fill(
            f'<li class="done"><p><strong>{{mark}}</strong> <span lang="{WORKBOOK_LANGUAGE}">{{text}}</span></p>'
            '<p class="soft">{about}</p></li>',
            mark=each.mark,
            text=each.text,
            about=each.about,
        )
        for each in lines[:SHOWN_EVENTS]
    ]
    draw('<ul class="decisions">{items}</ul>', items=join(items))
    _more(len(lines) - SHOWN_EVENTS, view)


def _more(rest: int, view: View) -> None:
    if rest > 0:
        said = words("donor.more", view.language, n=rest, count=count(rest, view.language))
        draw('<p class="more">{text}</p>', text=said)


def _names(view: View) -> list[str]:
    """The donors' names as a reader looks for them, rows without a name left out."""
    given = view.metrics.contributions
    names = (*given.by_donor["donor"], *given.later_donors["donor"], *given.intended["donor"])
    return sorted({str(name): None for name in names if name}, key=folded)


def _picked() -> None:
    st.session_state[_PICKED] = st.session_state[address.picker_key(DONOR_KEY)]


view = current_view()
gift = chosen_gift(view)
year = settle_year()
# The choices in the address, where a donor stands by its name.
address.carry(DONOR_KEY, YEAR_KEY, place="address-donor")
if gift is None:
    every_donor(view, year)
else:
    one_donor(gift, view, year)
