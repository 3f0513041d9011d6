"""How quickly the page's Python comes and answers, and what it weighs.

Run ``python -m benchmarks python_in_page``; the site must be built. Each row is (what, ours, bound, alternative,
theirs), as in the other files here; there is no alternative to compare with: a page of Jupyter Book runs no Python.
"""

import gzip
import shutil
import statistics
import sys
from pathlib import Path
from time import perf_counter

from tests.conftest import CHROMIUM, QUIET

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("book/_ext", "tests/site")]

from course_site import SITE  # noqa: E402
from house.render.engine import engine  # noqa: E402
from house.render.modules import touched  # noqa: E402
from page_python import CHECK, RUN, Tab, answer, asking, solution  # noqa: E402

TIMES = 20
RAN = "Your code ran without an error."


def seconds(call):
    """Return how long a call takes, and what it returns."""
    start = perf_counter()
    result = call()
    return perf_counter() - start, result


def first_runs(browser, name, slower=1, times=TIMES):
    """Return the milliseconds from the first Run of a page just opened to its output, each in a browser of its own."""
    found = []
    for _ in range(times):
        context = browser.new_context()
        tab = Tab(context.new_page())
        if slower > 1:
            context.new_cdp_session(tab.page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        tab.open((SITE / asking()[name]).as_uri())
        tab.page.wait_for_timeout(500)
        took, said = seconds(lambda tab=tab: answer(tab, name, "print(1)", RUN))
        assert said == RAN
        found.append(1000 * took)
        context.close()
    return found


def later_runs(tab, name):
    """Return the milliseconds from Check to the verdict, once the engine is there."""
    tab.open((SITE / asking()[name]).as_uri())
    answer(tab, name, solution(name), CHECK)
    found = []
    for _ in range(TIMES):
        took, said = seconds(lambda: answer(tab, name, solution(name), CHECK))
        assert said.startswith("Correct")
        found.append(1000 * took)
    return found


def high(times):
    """Return the time that nineteen of twenty do not exceed."""
    return sorted(times)[int(0.95 * len(times)) - 1]


def rows():
    """All measurements."""
    from playwright.sync_api import sync_playwright

    for what, text in (("engine, asked for by Run", engine()[1]), ("editor and judge, asked for by a touch", None)):
        text = text or next(iter(touched().values()))[1]
        yield f"{what}, gzip (KB)", len(gzip.compress(text.encode(), 9)) / 1000, 250, None, None
    name = min(asking())
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        times = first_runs(browser, name)
        yield "first Run of a page to its output, median (ms)", statistics.median(times), 1000, None, None
        yield "first Run of a page to its output, 19 of 20 (ms)", high(times), None, None, None
        slow = first_runs(browser, name, slower=6, times=7)
        yield "the same, processor six times slower, median (ms)", statistics.median(slow), 4000, None, None
        tab = Tab(browser.new_page())
        times = later_runs(tab, name)
        yield "Check to verdict, median (ms)", statistics.median(times), 300, None, None
        yield "Check to verdict, 19 of 20 (ms)", high(times), None, None, None
        took, _ = seconds(lambda: answer(tab, name, "while True: pass", RUN))
        yield "a loop without an end is ended after (s)", took, 6, None, None
        took, _ = seconds(lambda: answer(tab, name, "print(1)", RUN))
        yield "the next Run to its output (ms)", 1000 * took, 1000, None, None
        browser.close()
