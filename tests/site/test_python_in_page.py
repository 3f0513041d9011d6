"""Functions written, run and judged in the built pages: right and wrong as in the notebook, and nothing gets out.

All questions in Chromium from disk; `make far` asks them in Firefox and from a server too.
"""

import time

import pytest
from firefox import firefox
from page_python import ITEMS, RUN, Tab, answer, asking, called, looked_up, solution
from rare import far
from serving import over_http, served

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.registry import SETS, question_of
from missing_middle.checks.variants import case_of

pytestmark = pytest.mark.browser
CONSOLE_OF_OURS = ("quiz", "later", "python", "engine", "blob:")
OUT = [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "indexedDB",
    "caches",
    "BroadcastChannel",
    "importScripts",
    "Worker",
    "SharedWorker",
    "navigator",
    "WebTransport",
    "WebSocketStream",
    "Notification",
    "FileReader",
    "FileReaderSync",
    "URL",
    "Blob",
    "Request",
    "Response",
    "Cache",
    "CacheStorage",
    "IDBFactory",
    "MessageChannel",
    "setTimeout",
    "setInterval",
    "requestAnimationFrame",
    "queueMicrotask",
    "eval",
    "Function",
    "location",
    "postMessage",
    "close",
    "addEventListener",
    "dispatchEvent",
    "self",
    "createImageBitmap",
    "console",
    "performance",
    "storage",
    "cookieStore",
    "trustedTypes",
    "scheduler",
    "reportError",
    "WorkerGlobalScope",
    "DedicatedWorkerGlobalScope",
    "EventTarget",
    "OffscreenCanvas",
    "FontFace",
    "fonts",
    "webkitRequestFileSystem",
    "RTCPeerConnection",
    "RTCRtpScriptTransformer",
    "serviceWorker",
    "isSecureContext",
    "origin",
]
# A worker of the page's engine that tells, once it is ready, what it can still name.
PROBE = """async (names) => {
  const bytes = Uint8Array.from(atob(missingMiddle.engine.text), (c) => c.charCodeAt(0));
  const unpacked = (b) => new Response(new Blob([b]).stream().pipeThrough(new DecompressionStream("gzip")));
  const wasm = Uint8Array.from(atob(missingMiddle.engine.wasm), (c) => c.charCodeAt(0));
  const probe = `
    const reachedBefore = ${JSON.stringify(names)}.filter((name) => globalThis[name] !== undefined);
    self.postMessage = ((own) => (told) => {
      const left = told.ready && ${JSON.stringify(names)}.filter((name) => globalThis[name] !== undefined);
      const made = [() => 0, async () => 0, function* () {}, async function* () {}];
      own(told.ready ? {reachedBefore, left, makers: made.filter((f) => {
        try { return f.constructor("return 1")() !== undefined && f.constructor !== Object; } catch { return false; }
      }).length} : told);
    })(self.postMessage.bind(self));`;
  const text = await (await unpacked(bytes)).text(), code = await (await unpacked(wasm)).arrayBuffer();
  const worker = new Worker(URL.createObjectURL(new Blob([probe + text])));
  worker.postMessage(await WebAssembly.compile(code));
  return await new Promise((resolve) => worker.onmessage = ({data}) => data.left && resolve(data));
}"""


@pytest.fixture(scope="module")
def tab(browser):
    """A tab of Chromium without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    yield Tab(context.new_page())
    context.close()


@pytest.fixture
def small(tab, site):
    """The tab at the page that asks for the first function, with nothing kept."""
    name, page = min(asking().items(), key=lambda pair: pair[0])
    tab.open((site / page).as_uri())
    tab.read("localStorage.clear()")
    tab.open((site / page).as_uri())
    return name


def form(name, rest):
    return f"document.querySelector('[data-question=\"{name}\"] {rest}')"


def judged(tab, address):
    """Ask all functions of all pages, right and wrong, and compare with the notebook."""
    for page in dict.fromkeys(asking().values()):
        tab.open(f"{address}/{page}")
        for name in (one for one, where in asking().items() if where == page):
            question, item = question_of(name), ITEMS[name]
            for code in (solution(name), *(looked_up(name, a["value"]) for a in item["answers"])):
                told = verdict_on(question, case_of(question), called(name, code))
                if told.misconception or told.outcome == "correct":  # a hundred slips are judged without a browser
                    assert answer(tab, name, code) == told.message.replace("`", ""), (name, code)


def test_every_set_with_functions_asks_for_them_in_a_page(site):
    sets = {name.rsplit("-", 1)[0] for name in asking()}
    assert set(asking()) == {name for name in ITEMS if name.rsplit("-", 1)[0] in sets} and len(sets) >= 12
    assert sets >= {name.rsplit("-", 1)[0] for name in ITEMS} - {"primer", "sliders"}  # asked in notebooks only
    assert set(SETS) >= sets - {"primer"}


@pytest.mark.parametrize("name", ITEMS)
def test_solution_is_right_in_the_notebook(name):
    question = question_of(name)
    assert verdict_on(question, case_of(question), called(name, solution(name))).outcome == "correct"


def test_from_disk_and_without_a_network_every_function_is_judged_as_in_the_notebook(tab, site):
    judged(tab, site.as_uri())


@far
@pytest.mark.parametrize("program", ["chromium", "firefox"])
@pytest.mark.parametrize("way", ["disk", "server"])
def test_every_function_is_judged_in_each_browser_from_disk_and_from_a_server(request, site, program, way, tmp_path):
    with served(site) as address:
        address = address if way == "server" else site.as_uri()
        if program == "firefox":
            with firefox(request.getfixturevalue("firefox_program"), tmp_path) as other:
                judged(other, address)
        else:
            context = request.getfixturevalue("browser").new_context()
            judged(Tab(context.new_page()), address)
            context.close()


def test_firefox_runs_and_judges_too(firefox_program, site, tmp_path):
    name, page = min(asking().items(), key=lambda pair: pair[0])
    with firefox(firefox_program, tmp_path) as other:
        other.open((site / page).as_uri())
        assert answer(other, name, solution(name)).startswith("Correct")
        assert answer(other, name, "print(1 / 4)", RUN) == "Your code ran without an error."
        assert other.read(form(name, "[data-printed]") + ".textContent") == "0.25\n"


# Bad input -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code, button, words",
    [
        ("", "[type=submit]", "Not attempted yet"),
        ("def other(x):\n    return 1", "[type=submit]", "Wrong kind of answer: the code has no"),
        ("{name} = lambda: 1", "[type=submit]", "Wrong kind of answer: expected a function of"),
        ("def {name}(*given):\n    return 'much'", "[type=submit]", "returns text."),
        (
            "def {name}(*given):\n    return 1 / 0",
            "[type=submit]",
            "raises ZeroDivisionError: divide by zero in line 2",
        ),
        ("def {name}(*given):\n    pass", "[type=submit]", "the function returns None"),
        ("{name} = 3", "[type=submit]", "got a number. Write its name without brackets"),
        ("def {name}(*given):\n    return 0,5", "[type=submit]", "Line 2 has 0,5: Python writes a decimal point"),
        ("x = input()", RUN, "Line 1: RuntimeError. input() cannot ask here"),
        ("import numpy", RUN, "Line 1: ImportError: no module named 'numpy'"),
        ("import js\njs.fetch", RUN, "it sees neither the page nor the network"),
        ("def f(x):\n    return f(x)\nf(1)", RUN, "calls itself without an end"),
        ("x = [0]\nwhile True:\n    x = x + x", RUN, "Line 3: MemoryError. The memory is used up (16 MB)"),
        ("print((1)", RUN, "The bracket “(” of line 1 is not closed"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_nothing_is_lost(tab, small, code, button, words):
    typed = code.format(name=ITEMS[small]["answer"])
    assert words in answer(tab, small, typed, button)
    assert tab.read(form(small, "textarea") + ".value") == typed
    assert answer(tab, small, "print('alive')", RUN) == "Your code ran without an error."
    assert not [words for words in tab.said if any(own in words for own in CONSOLE_OF_OURS)]


def test_a_loop_is_ended_after_five_seconds_and_the_next_run_comes_within_one(tab, small):
    answer(tab, small, "print(1)", RUN)
    start = time.monotonic()
    said = answer(tab, small, "while True:\n    print('spam')", RUN)
    assert 4.5 < time.monotonic() - start < 8
    assert "Stopped after 5 seconds" in said and "Only the first 10,000 characters" in said
    assert tab.read(form(small, "[data-printed]") + ".textContent.length") == 10_000
    start = time.monotonic()
    answer(tab, small, "print(2)", RUN)
    assert time.monotonic() - start < 1
    assert tab.read(form(small, "[data-printed]") + ".textContent") == "2\n"


def test_where_the_engine_does_not_come_the_page_says_so_and_tries_again(browser, site):
    name, page = min(asking().items(), key=lambda pair: pair[0])
    context = browser.new_context()
    fresh = Tab(context.new_page())
    context.route("**/engine-*.js", lambda route: route.abort())
    fresh.open((site / page).as_uri())
    assert "could not load engine" in answer(fresh, name, "print(1)", RUN)
    assert fresh.read(form(name, "textarea") + ".value") == "print(1)"
    context.unroute("**/engine-*.js")
    assert answer(fresh, name, "print(1)", RUN) == "Your code ran without an error."
    context.close()


def test_where_storage_is_full_the_code_is_judged_and_the_page_says_that_it_is_not_kept(tab, small):
    tab.read("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; 0")
    said = answer(tab, small, solution(small))
    assert said.startswith("Correct") and "keeps nothing" in said


# What gets out -------------------------------------------------------------------------------------------------------


def test_worker_has_given_away_all_that_reaches_out_before_the_first_run(tab, small):
    answer(tab, small, "print(1)", RUN)
    told = tab.page.evaluate(PROBE, OUT)
    assert {"fetch", "WebSocket", "indexedDB", "Worker", "importScripts", "setTimeout"} <= set(told["reachedBefore"])
    assert told["left"] == [] and told["makers"] == 0


@pytest.mark.parametrize("module", ["js", "jsffi"])
def test_way_to_the_browser_ends_in_a_sentence(tab, small, module):
    for code in (f"import {module}", f"__import__('{module}')", f"import importlib\nfrom {module} import fetch"):
        assert "ImportError" in answer(tab, small, code, RUN)


def test_behind_the_door_there_is_a_wall(tab, small):
    code = f"import __main__\njs = __main__.own_import('js')\nprint([n for n in {OUT} if hasattr(js, n)])"
    assert answer(tab, small, code, RUN) == "Your code ran without an error."
    assert tab.read(form(small, "[data-printed]") + ".textContent") == "[]\n"
    ffi = "import __main__\nffi = __main__.own_import('jsffi')\nprint(hasattr(ffi.to_js([1]), 'constructor'))"
    answer(tab, small, ffi, RUN)
    assert tab.read(form(small, "[data-printed]") + ".textContent") == "False\n"


def test_what_is_printed_is_text(tab, small):
    answer(tab, small, "print('<img src=x onerror=alert(1)>')", RUN)
    assert tab.read(form(small, "[data-printed]") + ".children.length") == 0


# The editor ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(browser, site):
    """A tab at the page that asks for the first function, where what it keeps is kept, and the function's name."""
    name, page = min(asking().items())
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = Tab(context.new_page())
    tab.open(over_http(site / page))
    yield tab, name
    context.close()


def test_code_is_written_and_left_with_the_keyboard_kept_and_started_again(kept):
    tab, small = kept
    field = tab.page.locator(f"[data-question='{small}'] textarea")
    field.focus()
    tab.page.wait_for_timeout(300)
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("def f(x):")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.type("return x")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.type("# so")
    assert field.input_value() == "def f(x):\n    return x\n    # so"
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("Tab")
    assert tab.read("document.activeElement.textContent") == "Run"
    tab.page.keyboard.press("Enter")
    tab.wait(form(small, ".quiz-reply") + ".textContent.includes('printed nothing')")
    tab.page.reload()
    tab.wait(form(small, "textarea") + ".value === 'def f(x):\\n    return x\\n    # so'")
    tab.page.locator(f"[data-question='{small}']").get_by_role("button", name="Start again").click()
    tab.wait(form(small, "textarea") + ".value.includes('NotImplementedError')")
    assert "NotImplementedError" in field.input_value()


def test_code_that_another_tab_wrote_comes_into_a_field_that_nobody_touched(kept):
    tab, small = kept
    other = tab.page.context.new_page()
    other.goto(tab.page.url)
    other.locator(f"[data-question='{small}'] textarea").fill("print(8)")
    tab.wait(form(small, "textarea") + ".value === 'print(8)'")
    other.locator(f"[data-question='{small}'] textarea").fill("print(9)")
    tab.page.wait_for_timeout(300)
    assert tab.read(form(small, "textarea") + ".value") == "print(8)"  # what stands there is not written over
    other.close()


def test_code_is_copied_as_it_stands(tab, small):
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.locator(f"[data-question='{small}'] textarea").fill("print(7)")
    tab.page.locator(f"[data-question='{small}']").get_by_role("button", name="Copy to the notebook").click()
    tab.wait(form(small, ".quiz-reply") + ".textContent.startsWith('Copied')")
    assert tab.page.evaluate("navigator.clipboard.readText()") == "print(7)"


def test_page_with_code_and_a_verdict_is_open_to_all(tab, small, axe):
    answer(tab, small, "print('x')\nprint(y)", RUN)
    tab.page.add_script_tag(content=axe)
    found = tab.read("(async () => (await axe.run('.quiz', {preload: false})).violations.map(v => v.id))()")
    # a heading that is a formula has its text in MathML, which axe does not count
    assert [rule for rule in found if rule not in ("landmark-unique", "empty-table-header")] == []
