"""How a browser test shows the slides of a meeting, and what it looks for on each."""

from __future__ import annotations

from playwright.sync_api import Page

SIZES = ((1920, 1080), (1366, 768), (1280, 720))
LEAST = 24
"""Pixels of the stage's 1920 × 1080 that every text has at the least."""

_FAULTS = """(least) => {
  const stage = document.querySelector('.st-key-stage'), faults = [];
  const sheet = stage.getBoundingClientRect(), scale = sheet.width / 1920;
  const outside = (box, what) => {
    const within = box.left >= sheet.left - 1 && box.right <= sheet.right + 1;
    if (!within || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1) faults.push(`outside: ${what}`);
  };
  if (Math.abs(sheet.height / scale - 1080) > 1) faults.push(`the sheet is ${sheet.height / scale} high`);
  if (Math.abs(scale - Math.min(innerWidth / 1920, innerHeight / 1080)) > 0.001) faults.push(`scaled by ${scale}`);
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) faults.push('the page scrolls');
  for (const part of ['stSidebar', 'stHeader', 'stToolbar', 'stStatusWidget']) {
    const found = document.querySelector(`[data-testid=${part}]`);
    if (found && found.getClientRects().length) faults.push(`${part} shows`);
  }
  const foot = stage.querySelector('.slide-foot').getBoundingClientRect().top;
  const texts = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, text = texts.currentNode.textContent.trim().slice(0, 40);
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (!text || !box.width || parent.closest('caption, style')) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden' || style.opacity === '0') continue;
    const grown = parent.offsetWidth ? parent.getBoundingClientRect().width / parent.offsetWidth / scale : 1;
    // A box's width is known to the pixel only.
    if (parseFloat(style.fontSize) * grown < least - 0.5) faults.push(`small: ${text}`);
    outside(box, text);
    if (!parent.closest('.slide-foot') && box.bottom > foot + 1) faults.push(`below the foot: ${text}`);
  }
  for (const part of stage.querySelectorAll('h1, p, li, td, th'))
    if (part.scrollWidth > part.clientWidth + 1) faults.push(`cut: ${part.innerText.slice(0, 40)}`);
  for (const chart of stage.querySelectorAll('[data-testid=stPlotlyChart]')) {
    // React may keep the chart of the slide before, hidden.
    if (!chart.getClientRects().length) continue;
    // One that is drawn anew, for another size of the window, is awaited.
    if (!chart.querySelector('.main-svg')) return null;
    const drawn = chart.querySelector('.main-svg').getBoundingClientRect();
    outside(drawn, 'chart');
    if (drawn.bottom > foot + 1) faults.push('chart below the foot');
    if (drawn.width / scale < 1700) faults.push(`the chart is ${drawn.width / scale} wide`);
    const marks = [...chart.querySelectorAll('.trace path')].map((mark) => mark.getBoundingClientRect());
    if (!marks.some((box) => box.width > 4 || box.height > 4)) faults.push('empty chart');
  }
  return faults;
}"""


def faults_of(page: Page) -> list[str]:
    """What is wrong with the slide on screen: cut off, too small, over something else, or empty."""
    found: list[str] = page.wait_for_function(_FAULTS, arg=LEAST).json_value()
    return found


def show(page: Page, url: str) -> Page:
    """Open a slide and wait for it."""
    page.goto(url)
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    return shown(page)


def shown(page: Page, place: int | None = None) -> Page:
    """Wait until the slide (of that place) is whole, its chart drawn and its keys at hand."""
    page.wait_for_function(
        """(place) => {
             const at = document.querySelector('.slide-place');
             return at && (place === null || at.innerText.startsWith(`${place} /`))
               && document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
               && document.querySelector('.st-key-slide-last button')
               && ![...document.querySelectorAll('.st-key-stage [data-stale=true]')].length
               && [...document.querySelectorAll('.st-key-stage [data-testid=stPlotlyChart]')]
                    .filter((chart) => chart.getClientRects().length)
                    .every((chart) => chart.querySelector('.main-svg .trace')?.getBoundingClientRect().width);
           }""",
        arg=place,
    )
    return page


def charts(page: Page) -> int:
    """How many charts of its own the slide has: React may keep that of the slide before for a moment."""
    found: int = page.evaluate(
        """() => {
             const { code } = document.querySelector('.slide').dataset;
             return [...document.querySelectorAll(`.st-key-slide-plot-${code}`)].filter((e) => e.offsetWidth).length;
           }"""
    )
    return found


def place(page: Page) -> tuple[int, int]:
    """Which slide this is, of how many."""
    at, of = page.locator(".slide-place").inner_text().split("/")
    return int(at), int(of)


def code(page: Page) -> str:
    """The slide that the address names."""
    found: str = page.evaluate("new URLSearchParams(location.search).get('diapo') ?? ''")
    return found


def blackened(page: Page) -> bool:
    """Whether the screen is black."""
    found: bool = page.evaluate("getComputedStyle(document.documentElement, '::after').position === 'fixed'")
    return found
