"""Questions answered in a page: the same verdict as a check in a notebook, with a hint that leads to its place."""

import json
import math
import pickle

import pytest
from course_site import SITE, build, pages_of
from house.content.quiz import data_of
from house.render.widgets import kept
from inspection import inspect
from serving import over_http

from missing_middle.checks.export import public_items
from missing_middle.checks.judging import judge, wrong_kind
from missing_middle.checks.reading import NotAttempted, WrongKind
from missing_middle.checks.registry import SETS, question_of
from missing_middle.checks.variants import PUBLIC, case_of
from missing_middle.web.stage import Stage

ITEMS = {item["id"]: item for name in SETS for item in public_items(name)}
NUMBERS = [name for name, item in ITEMS.items() if item["kind"] == "value"]
CHOICES = [name for name, item in ITEMS.items() if item["kind"] == "choice"]


@pytest.fixture(scope="module")
def stage():
    """The script that judges."""
    return Stage("judge.js")


@pytest.fixture(scope="module")
def page_judge(stage):
    """What the page says about an answer to a question, as its script has it."""
    return lambda name, given: stage.call("judge.js", "judge", ITEMS[name], given)


def python_judge(name, answer):
    """What ``check`` says: outcome, misconception, message."""
    question = question_of(name)
    case = case_of(question, PUBLIC)
    try:
        said = judge(question, case, question.form.read(answer, case))
    except WrongKind as reason:
        said = wrong_kind(reason)
    except NotAttempted:
        return "not attempted", None
    return said.outcome, said.misconception, said.message


def agree(said, name, answer):
    """Whether the page's verdict is Python's, word for word (of an untouched answer: the kind only)."""
    return (said["outcome"], said["misconception"], said["says"])[: len(python_judge(name, answer))] == python_judge(
        name, answer
    )


def around(item):
    """Answers on, just inside and just outside every edge, and in between: right, wrong, and nearly so."""
    right = item["answers"][0]["value"]
    for answer in item["answers"]:
        value, slack = answer["value"], answer["slack"]
        yield from (value, *(value + side * slack * share for side in (-1, 1) for share in (0.99, 1.01, 2.5)))
    yield from (-right, right / 100, 100 * right, right * 1.011, right * 1.03)
    yield from (0.0, 1.0, -1.0, 0.5, 2.0, 17.0, 99.5, 4321.0)


@pytest.mark.parametrize("name", NUMBERS)
def test_page_says_of_a_number_what_python_says(page_judge, name):
    answers = list(around(ITEMS[name]))
    differing = [a for a in answers if not agree(page_judge(name, repr(a)), name, a)]
    assert differing == []
    outcomes = {page_judge(name, repr(a))["outcome"] for a in answers}
    assert {"correct", "misconception", "not yet"} <= outcomes


@pytest.mark.parametrize("name", NUMBERS)
def test_a_page_that_leaves_out_how_far_off_an_answer_may_lie_judges_alike(stage, page_judge, name):
    carried = data_of(ITEMS[name], lambda place: None)
    assert any("slack" not in answer for answer in carried["answers"])
    for given in map(repr, around(ITEMS[name])):
        assert stage.call("judge.js", "judge", carried, given)["outcome"] == page_judge(name, given)["outcome"]


@pytest.mark.parametrize("name", NUMBERS)
def test_each_wrong_model_receives_its_own_hint(page_judge, name):
    for answer in ITEMS[name]["answers"]:
        if (ITEMS[name]["low"] or -math.inf) <= answer["value"] <= (ITEMS[name]["high"] or math.inf):
            assert page_judge(name, repr(answer["value"]))["says"] == answer["says"]


@pytest.mark.parametrize("name", CHOICES)
def test_page_says_of_a_letter_what_python_says(page_judge, name):
    for option in ITEMS[name]["options"]:
        assert agree(page_judge(name, option["letter"]), name, option["letter"])
    assert page_judge(name, "")["outcome"] == python_judge(name, "")[0] == "not attempted"


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("junk", ["much", "0.3.1", "3 4", "1e", "nan", "Infinity", "0x10", "1/2", "<b>1</b>", "--1"])
def test_words_are_no_number_and_the_page_says_what_is_expected(page_judge, name, junk):
    said = page_judge(name, junk)
    assert said["outcome"] == "wrong kind"
    assert said["says"] == f"Wrong kind of answer: expected {question_of(name).form.expected}, got text."


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0"])
def test_an_empty_field_is_not_attempted(page_judge, blank):
    assert {page_judge(name, blank)["outcome"] for name in NUMBERS} == {"not attempted"}


@pytest.mark.parametrize(
    "typed, number",
    [
        ("0,276", "0.276"),
        (" 0.276 ", "0.276"),
        (".276", "0.276"),
        ("2.76e-1", "0.276"),
        ("27.6%", "0.276"),
        ("27,6 %", "0.276"),
        ("27.6 per cent", "0.276"),
        ("\u22120,276", "-0.276"),
    ],
)
def test_a_share_may_be_written_as_people_write_it(page_judge, typed, number):
    told = [page_judge("trade-q1", text) for text in (typed, number)]
    assert told[0]["says"] == told[1]["says"]
    assert told[0]["outcome"] == ("correct" if number == "0.276" else "wrong kind")


@pytest.mark.parametrize("form", ["{:.2f}", "{:.2f} %", "+{:.2f}", "{:.2f}percent"])
def test_a_number_asked_for_in_per_cent_may_carry_the_sign(page_judge, form):
    typed = form.format(ITEMS["trade-q2"]["answers"][0]["value"])
    assert {page_judge("trade-q2", text)["outcome"] for text in (typed, typed.replace(".", ","))} == {"correct"}


@pytest.mark.parametrize(
    "typed, read",
    [("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234", "1234"), ("1,234,567", "1234567"), ("1,5", "1.5")],
)
def test_page_says_how_it_read_an_unusual_number(page_judge, typed, read):
    assert page_judge("trade-q2", typed)["as"] == read
    assert page_judge("trade-q2", read)["as"] == ""


def test_hint_is_cut_into_words_code_symbols_and_links():
    places = [{"name": "the end", "href": "#z"}, {"name": "page `a`", "href": "a.html"}]
    assert Stage("judge.js").call(
        "judge.js", "pieces", "Mind `mu` and $λ_{min}$. See page `a` or the end.", places
    ) == [
        {"text": "Mind "},
        {"text": "mu", "tag": "code"},
        {"text": " and "},
        {"text": "λ_{min}", "tag": "i"},
        {"text": ". See "},
        {"text": "page `a`", "href": "a.html"},
        {"text": " or "},
        {"text": "the end", "href": "#z"},
        {"text": "."},
    ]


# The page ----------------------------------------------------------------------------------------------------------


def chapter(text):
    """A page with every heading of section 2.4 that a hint of the set trade leads to."""
    places = [
        place
        for item in public_items("trade")
        for answer in item.get("answers", item.get("options", ()))
        for place in answer["places"]
        if place["file"] == "book/2-4-trade.md"
    ]
    headings = dict.fromkeys(place["heading"] for place in places)
    return "# Trade\n\n" + "".join(f"## {heading}\n\nHere.\n\n" for heading in headings) + text


@pytest.fixture(scope="module")
def quiz_site(tmp_path_factory):
    """A site with one chapter that asks, one that does not, and one with a wide and long table."""
    folder = tmp_path_factory.mktemp("quiz") / "site"
    done = build(
        folder,
        {
            "welcome.md": "# Welcome\n\nNothing is asked here.\n",
            "2-4-trade.md": chapter("## Answer here\n\n```{quiz} trade\n```\n"),
            "2-5-clusters.md": "# Clusters\n\n```{quiz} cluster cluster-q6\n```\n",
        },
        {"suppress_warnings": ["house.uses"]},
    )  # the chapters have not all their headings
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html" / "book"


@pytest.mark.browser
def test_script_is_small_and_goes_to_pages_that_ask_only(quiz_site):
    assert "quiz.js" in (quiz_site / "2-4-trade.html").read_text(encoding="utf8")
    assert "quiz.js" not in (quiz_site / "welcome.html").read_text(encoding="utf8")
    assert "quiz.css" in (quiz_site.parent / "_static" / "book.css").read_text(encoding="utf8").split("*/")[0]


@pytest.mark.browser
def test_page_is_built_again_when_the_checks_change(quiz_site):
    env = pickle.loads((quiz_site.parents[1] / ".doctrees" / "environment.pickle").read_bytes())
    files = {str(file) for file in env.dependencies["book/2-4-trade"]}
    assert any(file.endswith("checks/sets/trade.py") for file in files)
    assert any(file.endswith("checks/misconceptions.py") for file in files)
    assert not any("checks" in file for file in env.dependencies.get("book/welcome", ()))


@pytest.mark.browser
class TestInTheBrowser:
    @pytest.fixture
    def noise(self):
        """What the browser complains about, with the place in a script."""
        return []

    @pytest.fixture
    def page(self, browser, quiz_site, noise):
        """The page that asks; at the end nothing has gone wrong in it."""
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.on("console", lambda m: noise.append(m.text) if m.type in ("warning", "error") else None)
        page.on("pageerror", lambda error: noise.append(f"{error} {error.stack}"))
        page.goto(over_http(quiz_site / "2-4-trade.html"))
        yield page
        assert noise == []
        context.close()

    def answer(self, page, name, text):
        form = page.locator(f"form[data-question='{name}']")
        form.locator("input[name=answer]").fill(text)
        form.get_by_role("button", name="Check").click()
        return self.said(page, name)

    def said(self, page, name):
        """The reply, once it is there: what judges may come a moment later."""
        page.wait_for_function(f"document.getElementById('{name}-reply').textContent")
        return page.locator(f"#{name}-reply")

    def test_right_answer_is_praised_with_its_meaning(self, page):
        reply = self.answer(page, "trade-q1", "0.276")
        assert reply.inner_text() == ITEMS["trade-q1"]["answers"][0]["says"]
        assert reply.get_attribute("aria-live") == "polite"

    def test_wrong_model_gets_its_hint_with_a_link_to_the_place(self, page):
        reply = self.answer(page, "trade-q1", "0,316")
        assert reply.inner_text().startswith(ITEMS["trade-q1"]["answers"][1]["says"])
        assert reply.inner_text().endswith("(We read your answer as 0.316.)")
        assert reply.get_by_role("link").get_attribute("href") == "#a-worked-example-in-three-steps"
        reply.get_by_role("link").click()
        assert page.locator(":target h2").inner_text().startswith("A worked example")

    def test_every_place_named_in_a_hint_is_a_link_where_the_book_has_it(self, page, quiz_site):
        (name,) = {item["data"] for item in json.loads(page.locator(".quiz script").inner_text())}
        for item in kept(quiz_site.parent, name).values():
            for told in item.get("answers", item.get("options", ())):
                for place in told["places"]:
                    assert place["name"] in told["says"]
                    assert page.locator(place["href"]).count() == 1

    def test_a_question_is_chosen_checked_and_tried_again_with_the_keyboard_alone(self, page):
        page.locator("[id=trade-q6] summary, [data-question=trade-q6] + details summary").first.focus()
        right = next(o["letter"] for o in ITEMS["trade-q7"]["options"] if o["outcome"] == "correct")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "radio"
        page.keyboard.press("Space")
        for _ in range("abcde".index(right)):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        reply = self.said(page, "trade-q7")
        assert reply.inner_text() == next(o["says"] for o in ITEMS["trade-q7"]["options"] if o["letter"] == right)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Try again"
        page.keyboard.press("Enter")
        assert reply.inner_text() == "" and page.locator("input:checked").count() == 0
        assert page.evaluate("document.activeElement.type") == "radio"

    def test_reply_goes_when_the_answer_changes(self, page):
        reply = self.answer(page, "trade-q1", "0.276")
        page.locator("#trade-q1-answer").press("End")
        page.keyboard.type("5")
        assert reply.inner_text() == ""

    def test_answers_are_kept_until_they_are_cleared(self, page):
        self.answer(page, "trade-q1", "0.276")
        page.reload()
        assert self.said(page, "trade-q1").inner_text().startswith("Correct")
        assert page.locator("#trade-q1-answer").input_value() == "0.276"
        page.get_by_role("button", name="Clear my answers").click()
        assert page.get_by_text("Your answers are cleared.").is_visible()
        page.reload()
        assert page.locator("#trade-q1-answer").input_value() == ""
        assert page.locator("#trade-q1-reply").inner_text() == ""

    def test_answers_are_judged_where_storage_is_forbidden(self, page, noise):
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', "
            "{get() { throw new DOMException('denied', 'SecurityError'); }})"
        )
        page.reload()
        assert page.evaluate("(() => { try { localStorage; } catch { return 'denied'; } })()") == "denied"
        assert self.answer(page, "trade-q1", "0.276").inner_text().startswith("Correct")
        page.get_by_role("button", name="Clear my answers").click()
        assert page.locator("#trade-q1-answer").input_value() == ""
        noise[:] = [words for words in noise if "quiz.js" in words]  # the theme's own script minds

    def test_who_answers_before_the_judge_has_come_waits_or_is_told(self, page, noise):
        page.route("**/judge-*.js", lambda route: route.abort())
        page.reload()
        reply = self.answer(page, "trade-q1", "0.276")
        assert "could not load judge-" in reply.inner_text()
        page.unroute("**/judge-*.js")
        held = []
        page.route("**/judge-*.js", lambda route: held.append(route))
        form = page.locator("form[data-question='trade-q1']")
        with page.expect_request("**/judge-*.js"):
            form.get_by_role("button", name="Check").click()
        form.locator("input[name=answer]").fill("0.3")  # typed on meanwhile: nothing is said of what stood there before
        held.pop().continue_()
        page.wait_for_function("'judge.js' in missingMiddle")
        assert reply.inner_text() == "" and form.get_by_role("button", name="Try again").is_hidden()
        assert self.answer(page, "trade-q1", "0.276").inner_text().startswith("Correct")
        noise[:] = [words for words in noise if "ERR_FAILED" not in words]

    def test_who_checks_and_leaves_before_the_judge_has_come_has_solved_it_on_coming_back(self, page):
        solved = "Object.keys(localStorage).filter(name => name.includes('solved:')).map(name => name.split(':').pop())"
        held = []
        page.route("**/judge-*.js", lambda route: held.append(route))
        page.reload(wait_until="domcontentloaded")
        for name, text in {"trade-q1": "0.276", "trade-q2": "1"}.items():
            form = page.locator(f"form[data-question='{name}']")
            form.locator("input[name=answer]").fill(text)
            form.get_by_role("button", name="Check").click()
        assert held and page.evaluate(solved) == []
        address = page.url
        page.goto("about:blank")  # first, or what is held would come after all
        page.unroute("**/judge-*.js")
        page.goto(address)
        assert self.said(page, "trade-q1").inner_text().startswith("Correct")
        self.said(page, "trade-q2")
        assert page.evaluate(solved) == ["trade-q1"]

    @pytest.mark.parametrize("name", ["2-4-trade", "2-5-clusters"])
    def test_page_is_open_to_all_silent_and_fits(self, view, quiz_site, name):
        assert inspect(view, (quiz_site / f"{name}.html").as_uri()) == []

    def test_page_with_replies_is_open_to_all_too(self, page, axe):
        self.answer(page, "trade-q1", "0.316")
        self.answer(page, "trade-q2", "42.9")
        self.answer(page, "trade-q5", "much")
        page.add_script_tag(content=axe)
        found = page.evaluate("async () => (await axe.run(document, {preload: false})).violations.map(v => v.id)")
        # a heading that is a formula has its text in MathML, which axe does not count
        assert [rule for rule in found if rule not in ("region", "landmark-unique", "empty-table-header")] == []

    def test_without_scripts_the_questions_and_the_way_to_python_can_be_read(self, browser, quiz_site):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto((quiz_site / "2-4-trade.html").as_uri())
        for item in public_items("trade"):
            assert page.get_by_text(item["title"], exact=True).is_visible()
        assert page.locator(".quiz noscript p").is_visible()
        assert page.get_by_role("button", name="Check").count() == 0
        page.locator("#trade-q1-answer").fill("0.276")
        page.locator("#trade-q1-answer").press("Enter")
        assert page.url.endswith("2-4-trade.html") and page.locator("#trade-q1-answer").input_value() == "0.276"
        page.locator(".quiz-python summary").first.click()
        assert page.get_by_text('parameters("trade-q1")').is_visible()
        context.close()


@pytest.mark.parametrize("page", [p for p in pages_of(SITE) if p.parent.name == "book"], ids=lambda p: p.stem)
def test_every_hint_of_the_book_leads_to_a_heading(site, page):
    from bs4 import BeautifulSoup

    for script in BeautifulSoup(page.read_text(encoding="utf8"), "html.parser").select(".quiz > script"):
        items = json.loads(script.string)
        for item in kept(site, items[0]["data"]).values() if "data" in items[0] else items:
            for place in (p for told in item.get("answers", item.get("options", ())) for p in told["places"]):
                file, _, anchor = place["href"].partition("#")
                target = (page.parent / file if file else page).read_text(encoding="utf8")
                assert not anchor or f'id="{anchor}"' in target, place
