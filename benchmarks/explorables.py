"""How quickly an explorable answers, and what it weighs.

Run ``python -m benchmarks.explorables``. Each row is (what, ours, bound, alternative, theirs), as in the other files
here; there is no alternative: ipywidgets in a built page move and change nothing.
"""

import gzip
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import minify
import numpy as np

from missing_middle import explorables
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.web.bundle import VIEWS, script
from tests.conftest import CHROMIUM, QUIET, find_or_leave
from tests.explorables.lab import jupyterlab, open_widget
from tests.explorables.pages import write_page

KEYS = 100

# From the time stamp of the key to the moment when the handlers are done and the browser has laid out the new chart.
IN_PAGE = """(range) => {
  window.times = [];
  let pressed = 0;
  range.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  document.addEventListener("input", () => queueMicrotask(() => {
    range.closest(".xp").querySelectorAll("svg").forEach((svg) => svg.getBoundingClientRect());
    window.times.push(performance.now() - pressed); }));
}"""
# The same, to the moment when Python's exact state has replaced the table's.
IN_LAB = """(range) => {
  window.times = [];
  let pressed = 0;
  const root = range.closest(".xp"), status = root.querySelector("[data-status]");
  range.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!pressed || !status.textContent.startsWith("Exact")) return;
    root.querySelectorAll("svg").forEach((svg) => svg.getBoundingClientRect());
    window.times.push(performance.now() - pressed); pressed = 0;
  }).observe(status, { childList: true, characterData: true, subtree: true });
}"""


def press(page, listen, pause):
    """Press arrow keys on the first control of a page, to and fro, and return the milliseconds each took."""
    slider = page.locator("[data-range], [data-choice]").first
    slider.evaluate(listen)
    slider.focus()
    for number in range(KEYS):
        page.keyboard.press("ArrowUp" if number % 2 else "ArrowDown")
        page.wait_for_timeout(pause)
    times = page.evaluate("window.times")
    if len(times) < 0.9 * KEYS:
        raise RuntimeError(f"only {len(times)} of {KEYS} key presses were answered")
    return times


def weights(widgets):
    def weight(view):
        text = script("page.js", "explorable.js", "views/lines.js", "views/bars.js", view, "host.js", "quiz.js")
        return len(gzip.compress(minify.string("application/javascript", text).encode(), 9))

    yield "scripts of a page with the largest view, gzip (KB)", max(map(weight, VIEWS)) / 1000, 15, None, None
    for name, widget in widgets.items():
        yield f"{name}: frames, gzip (KB)", len(widget.frames) / 1000, 100, None, None


def imports(name="workshop"):
    """Processor seconds in which a fresh Python has one explorable at hand."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", f"from missing_middle.explorables import {name}"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows():
    """All measurements, over every explorable of the package."""
    from playwright.sync_api import sync_playwright

    widgets = {name: getattr(explorables, name)() for name in explorables.__all__}
    widgets = {name: widget for name, widget in widgets.items() if isinstance(widget, Explorable)}
    yield from weights(widgets)
    yield "importing one explorable, processor time (s)", min(imports() for _ in range(3)), None, None, None
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder, path = Path(place), find_or_leave("browser", *CHROMIUM)
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        all_times = []
        for name, widget in widgets.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(write_page(folder / f"{name}.html", widget))
            page.get_by_role("button", name="Skip").click()
            times = press(page, IN_PAGE, 20)
            page.close()
            all_times += times
            yield f"{name}: key to redrawn chart in a page, p95 (ms)", np.percentile(times, 95), 13, None, None
        yield "all explorables: key to redrawn chart, p95 (ms)", np.percentile(all_times, 95), 8, None, None
        yield "all explorables: key to redrawn chart, longest (ms)", max(all_times), 32, None, None
        (folder / "lab").mkdir()
        with jupyterlab(folder / "lab") as address:
            times = press(open_widget(browser, address), IN_LAB, 250)
            yield "key to Python's exact answer in JupyterLab, p95 (ms)", np.percentile(times, 95), 100, None, None
        browser.close()


if __name__ == "__main__":
    for what, ours, bound, _, _ in rows():
        print(f"{what:60} {ours:9.1f}" + (f"  (bound {bound:g})" if bound else ""), flush=True)
