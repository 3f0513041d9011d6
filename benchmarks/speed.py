"""How heavy each page is and how soon it can be read and used, on a slow telephone.

Chromium has a quarter of this machine's speed, a line of 1.6 Mbit/s and 150 ms to the server, which gzips and lets
files be kept, as static hosts do. *Cold*: nothing is kept. *Warm*: the reader comes from another chapter with formulas.
*Largest paint*: when the largest picture or paragraph of the first screen stands there. *Interactive*: when every
explorable in sight has drawn, the page's own scripts have run, and no task of 50 ms or more follows. *Shift*: how
far things jumped by themselves (the sum of Chromium's layout shifts; 0.1 counts as good). The numbers of explorables
further down come later and are weighed by the benchmark of the explorables. Each page is opened by five strangers, in
five rounds over all pages, so that a bad minute of the machine is not all that a page gets: of times the shortest
counts, since whatever else the machine does only adds to it, of shifts the longest. After every tenth visit a yardstick
is opened too, a page that is always the same: how its times differ is what the machine adds to those of the others.

Two sample pages are also built by Jupyter Book as installed. Without a network its scripts from other hosts are
missing, so its figures flatter it: its formulas and explorables never appear.
"""

import gzip
import tempfile
import threading
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

from benchmarks import _yardstick
from benchmarks.site import DEFAULT, ROOT, sample, sample_of_the_house
from tests.conftest import CHROMIUM, QUIET, find_or_leave

SITE = ROOT / "_build" / "html"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
STRANGERS = 5
PHONE = {"width": 412, "height": 823}
BEFORE = "book/2-5-clusters.html"  # with formulas and an explorable; not in the table itself
BOUNDS = {"cold (KB)": 300, "warm (KB)": 60, "largest paint (ms)": 1500, "interactive (ms)": 2000, "shift": 0.1}
OTHER = "Jupyter Book as installed"
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # nobody else is asked, and fails at once
TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt"}
WATCH = """
  window.seen = {paint: 0, shift: 0, busy: 0, alive: 0};
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
  on("largest-contentful-paint", (e) => { seen.paint = e.startTime; });
  on("layout-shift", (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
  on("longtask", (e) => { seen.busy = e.startTime + e.duration; });
  const away = new Set();       // stills that are not in sight, as the browser tells: asking it costs a layout
  const sight = new IntersectionObserver((list) => list.forEach(({target, isIntersecting, time}) => {
    if (target.isConnected) away[isIntersecting ? "delete" : "add"](target);
    else if (!away.has(target)) seen.alive = time;
  }));
  const stills = () => [...document.querySelectorAll(".xp-still")];
  addEventListener("DOMContentLoaded", () => stills().forEach((still) => sight.observe(still)));
  window.waits = () => stills().some((still) => !away.has(still));"""
READ = """() => ({...seen, alive: waits() ? Infinity : seen.alive,
  loaded: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd})"""


@lru_cache(maxsize=4096)
def squeezed(path):
    return gzip.compress(Path(path).read_bytes(), 9)


class Static(SimpleHTTPRequestHandler):
    """Serves a folder as hosts of static pages do: gzipped, and to be kept, here for longer than a run takes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        pack = path.suffix in TEXT
        body = squeezed(str(path)) if pack else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=7200")
        if pack:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def served(folder):
    """The address under which ``folder`` is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def visit(context, address):
    """Open a page on the slow telephone and return its figures, the weight in kilobytes."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_timeout(1000)
    seen = page.evaluate(READ)
    page.close()
    return {
        "KB": sum(sizes) / 1000,
        "largest paint (ms)": seen["paint"],
        "shift": seen["shift"],
        "interactive (ms)": max(seen["loaded"], seen["alive"], seen["busy"]),
    }


def visit_cold(browser, address):
    """A visit by a stranger, whose browser has kept nothing."""
    stranger = browser.new_context(viewport=PHONE)
    seen = visit(stranger, address)
    stranger.close()
    return seen


def figures(browser, site, names, first, between=lambda: None):
    """Name after name of some pages, and its figures: cold, and its weight where ``first`` was read before.

    ``between`` is called after every tenth visit by a stranger.
    """
    cold = {name: [] for name in names}
    for turn, name in enumerate(names * STRANGERS):
        cold[name].append(visit_cold(browser, f"{site}/{name}"))
        if turn % 10 == 0:
            between()
    reader = browser.new_context(viewport=PHONE)
    visit(reader, f"{site}/{first}")
    for name, seen in cold.items():
        yield (
            name,
            {
                "cold (KB)": seen[0]["KB"],
                "warm (KB)": visit(reader, f"{site}/{name}")["KB"],
                **{what: min(one[what] for one in seen) for what in ("largest paint (ms)", "interactive (ms)")},
                "shift": max(one["shift"] for one in seen),
            },
        )
    reader.close()


def compared(browser, folder):
    """Rows about the sample pages, ours beside the default's."""
    sites = sample_of_the_house(folder / "ours"), sample(folder / "theirs", DEFAULT)
    for name, first in (("maths", "explorable"), ("explorable", "maths")):
        found = []
        for site in sites:
            with served(site) as address:
                ((_, one),) = figures(browser, address, [f"book/{name}.html"], f"book/{first}.html")
                found.append(one)
        for what, bound in BOUNDS.items():
            ours, theirs = (one[what] for one in found)
            yield f"sample {name}: {what}", ours, bound, f"{OTHER} ({theirs:.3g})", theirs / ours if ours else None


def rows():
    """Every page of the built book, then the comparison."""
    from playwright.sync_api import sync_playwright

    if not SITE.is_dir():
        raise RuntimeError("There is no built site in _build/html: run `make book` first.")
    rooms = [sorted((SITE / room).glob("*.html")) for room in ("book", "notebooks", "exercises")]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = find_or_leave("browser", *CHROMIUM)
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, ALONE])
        yard, marks = Path(folder) / "yardstick", []
        _yardstick.write(yard)
        with served(SITE) as address, served(yard) as measure:
            names = [str(file.relative_to(SITE)) for room in rooms for file in room if not str(file).endswith(BEFORE)]
            for name, found in figures(
                browser, address, names, BEFORE, lambda: marks.append(visit_cold(browser, f"{measure}/index.html"))
            ):
                for what, bound in BOUNDS.items():
                    yield f"{name.removesuffix('.html')}: {what}", found[what], bound, None, None
        for what in ("largest paint (ms)", "interactive (ms)"):
            times = [mark[what] for mark in marks]
            for which, quantile in (("fastest", 0), ("middle", 0.5), ("slowest", 1)):
                yield f"yardstick: {which} {what}", float(np.quantile(times, quantile)), None, None, None
        yield from compared(browser, Path(folder))
        browser.close()
