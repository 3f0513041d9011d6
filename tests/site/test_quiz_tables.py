"""Tables and answers in words, in the page: the same verdicts as in a notebook, and nothing loaded before a click."""

import sys

import pytest
from course_site import ROOT, build
from house.content.quiz import as_headed
from house.content.symbols_of import in_symbols
from inspection import AXE, RULES, inspect
from serving import over_http

from missing_middle.checks.export import public_items
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.registry import SETS, UNGRADED, question_of
from missing_middle.checks.variants import case_of
from missing_middle.web.stage import Stage

sys.path.insert(0, str(ROOT / "tests" / "checks"))
from handing_in import hand_in

ITEMS = {item["id"]: item for name in SETS + UNGRADED for item in public_items(name)}
TABLES = [name for name, item in ITEMS.items() if item["kind"] == "table"]
TEXTS = [name for name, item in ITEMS.items() if item["kind"] == "text"]


@pytest.fixture(scope="module")
def page_judge():
    stage = Stage("table/judge.js")
    return lambda name, rows: stage.call("table/judge.js", "judgeTable", ITEMS[name], rows)


def typed(rows):
    return [[entry if isinstance(entry, str) else repr(entry) for entry in row] for row in rows]


def wrong_of(item):
    return next(answer for answer in item["answers"] if answer["outcome"] == "misconception")


def changed(item):
    """The right table with one entry changed, by column."""
    right = item["answers"][0]["value"]
    for j, column in enumerate(item["columns"]):
        rows = [list(row) for row in right]
        words = column["words"]
        rows[0][j] = next(word for word in words if word != rows[0][j]) if words else 1.3 * rows[0][j] + 7.77
        yield rows


@pytest.mark.parametrize("name", TABLES)
def test_a_column_is_called_in_the_question_as_over_its_fields(name):
    item = ITEMS[name]
    shown = in_symbols(as_headed(item["asks"], item))
    assert all(f"*{head}*" in shown for head in (c["name"] for c in item["columns"]) if f"`{head}`" in item["asks"])


@pytest.mark.parametrize("name", TABLES)
def test_page_says_of_a_table_what_python_says(page_judge, name):
    item, question = ITEMS[name], question_of(name)
    case = case_of(question)
    for rows in (*(answer["value"] for answer in item["answers"]), *changed(item)):
        found, said = verdict_on(question, case, hand_in(question, case, rows)), page_judge(name, typed(rows))
        assert (said["outcome"], said["misconception"], said["says"]) == (
            found.outcome,
            found.misconception,
            found.message,
        )
    assert {mark for row in page_judge(name, typed(item["answers"][0]["value"]))["marks"] for mark in row} == {"right"}


@pytest.mark.parametrize("name", TABLES)
def test_three_digits_are_enough_in_a_table_too(page_judge, name):
    for answer in ITEMS[name]["answers"][:1]:
        rows = [[e if isinstance(e, str) else f"{e:.3g}".replace(".", ",") for e in row] for row in answer["value"]]
        assert page_judge(name, rows)["outcome"] == "correct"


@pytest.fixture(scope="module")
def table_site(tmp_path_factory):
    """A site whose chapters ask every table and every text of the course."""
    by_set = {}
    for name in TABLES + TEXTS:
        by_set.setdefault(name.rsplit("-", 1)[0], []).append(name)
    quizzes = "\n".join(f"## {name}\n\n```{{quiz}} {name} {' '.join(ids)}\n```\n" for name, ids in by_set.items())
    pages = {"welcome.md": "# Welcome\n\nHello.\n", "all.md": f"# All\n\n{quizzes}", "more.md": "# More\n\nNothing.\n"}
    folder = tmp_path_factory.mktemp("tables") / "site"
    done = build(folder, pages, {"suppress_warnings": ["house.uses"]})
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html" / "book" / "all.html"


def test_there_is_something_to_ask():
    assert len(TABLES) >= 12 and len(TEXTS) >= 9


@pytest.mark.browser
def test_rubric_and_model_answer_come_with_a_click_and_not_with_the_page(table_site):
    page = table_site.read_text(encoding="utf8")
    model = "The count of closed firms does not tell what opening cost"
    assert model not in page and "names the parameter or term" not in page
    later = "".join(file.read_text(encoding="utf8") for file in table_site.parents[1].glob("_static/web/later-*.js"))
    assert model in later and "names the parameter or term" in later


@pytest.mark.browser
class TestInTheBrowser:
    @pytest.fixture
    def context(self, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        yield context
        context.close()

    @pytest.fixture
    def noise(self):
        """What the browser complains about, and what it asks the network for."""
        return []

    @pytest.fixture
    def page(self, context, table_site, noise):
        page = context.new_page()
        page.on("console", lambda m: noise.append(m.text) if m.type in ("warning", "error") else None)
        page.on("pageerror", lambda error: noise.append(f"{error} {error.stack}"))
        address = over_http(table_site)
        ours = (address.rpartition("/book/")[0], "data:", "blob:")
        page.on("request", lambda r: noise.append(r.url) if not r.url.startswith(ours) else None)
        page.goto(address)
        yield page
        assert noise == []
        page.evaluate("localStorage.clear()")
        page.close()

    def opened(self, page, name):
        form = page.locator(f"form[data-question='{name}']")
        button = form.locator("[data-open]")
        if button.is_visible():
            button.click()
        form.locator("[data-grid] table").wait_for()
        return form

    def fill(self, form, rows):
        form.evaluate(
            """(form, rows) => [...form.querySelectorAll("[data-grid] tbody tr")].forEach((line, i) =>
              [...line.querySelectorAll("input, select")].forEach((field, j) => {
                field.value = rows[i][j];
                field.dispatchEvent(new Event("input", {bubbles: true}));
              }))""",
            typed(rows),
        )
        form.get_by_role("button", name="Check").click()
        return form.locator(".quiz-reply")

    @pytest.mark.parametrize("name", TABLES)
    def test_each_table_is_solved_wrongly_then_rightly(self, page, name):
        form, item = self.opened(page, name), ITEMS[name]
        wrong, right = wrong_of(item), item["answers"][0]
        assert self.fill(form, wrong["value"]).inner_text().startswith(wrong["says"].split("`")[0])
        assert form.locator("[data-mark=wrong]").count() > 0
        reply = self.fill(form, right["value"])
        assert reply.get_attribute("data-outcome") == "correct"
        cells = len(item["rows"]) * len(item["columns"])
        assert form.locator("[data-mark=right]").count() == cells
        assert page.evaluate(f"localStorage.getItem('missing-middle:solved:{name}')") == "yes"

    def test_a_table_is_filled_and_checked_with_the_keyboard_alone_and_is_there_after_a_reload(self, page):
        name = next(n for n in TABLES if all(not c["words"] for c in ITEMS[n]["columns"]))
        rows = typed(ITEMS[name]["answers"][0]["value"])
        form = page.locator(f"form[data-question='{name}']")
        form.locator("[data-open]").focus()
        page.keyboard.press("Enter")
        form.locator("[data-grid] table").wait_for()
        page.wait_for_function("document.activeElement.closest('[data-grid]')")
        for row in rows:
            for entry in row:
                page.keyboard.type(entry)
                page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # on Check
        assert form.locator(".quiz-reply").get_attribute("data-outcome") == "correct"
        page.reload()
        page.locator(f"form[data-question='{name}'] [data-mark=right]").first.wait_for()
        assert form.locator("input").first.input_value() == rows[0][0]
        form.locator("input").first.press("ArrowDown")
        assert page.evaluate("document.activeElement === document.querySelectorAll('[data-grid] input')[1]") or (
            len(rows[0]) > 1
        )
        form.get_by_role("button", name="Try again").click()
        assert form.locator("input").first.input_value() == "" and form.locator(".quiz-reply").inner_text() == ""

    def test_a_block_is_pasted_from_the_chosen_cell_and_what_does_not_fit_is_said(self, page):
        name = next(n for n in TABLES if any(c["words"] for c in ITEMS[n]["columns"]))
        item = ITEMS[name]
        form = self.opened(page, name)
        right = typed(item["answers"][0]["value"])
        text = "\r\n".join("\t".join(row) for row in right).upper() + "\r\n"
        paste = """(field, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
        fields = form.locator("[data-grid] :is(input, select)")
        fields.first.evaluate(paste, text)
        form.get_by_role("button", name="Check").click()
        assert form.locator(".quiz-reply").get_attribute("data-outcome") == "correct"
        fields.last.evaluate(paste, text)
        assert (
            f"{len(right) * len(right[0]) - 1} more did not fit into the table."
            in form.locator(".quiz-reply").inner_text()
        )
        select = form.locator("[data-grid] select").first
        select.evaluate(paste, "nonsense")
        assert "'nonsense' is none of the words" in form.locator(".quiz-reply").inner_text()

    def test_what_is_left_empty_is_named_and_nothing_is_lost(self, page):
        form = self.opened(page, TABLES[0])
        item = ITEMS[TABLES[0]]
        assert "Not attempted yet" in self.fill(form, [[""] * len(item["columns"]) for _ in item["rows"]]).inner_text()
        rows = [list(row) for row in item["answers"][0]["value"]]
        rows[-1][-1] = ""
        said = self.fill(form, rows).inner_text()
        assert f"the entry for {item['rows'][-1]} in '{item['columns'][-1]['name']}' is empty" in said
        assert form.locator("[data-mark=empty]").count() == 1

    @pytest.mark.parametrize("name", TEXTS)
    def test_words_meet_the_rubric_after_they_are_written_and_are_kept(self, page, name):
        form = page.locator(f"form[data-question='{name}']")
        button, field = form.get_by_role("button", name="Compare with the rubric"), form.locator("textarea")
        button.click()
        form.get_by_text("Write your answer first").wait_for()
        field.fill("Fewer firms, and yet more income.")
        button.click()
        ticks = form.locator("[data-rubric] input[type=checkbox]")
        ticks.first.wait_for()
        assert ticks.count() in (4, 6) and "6 words" in form.locator("[data-count]").inner_text()
        ticks.first.check()
        form.get_by_text("An answer that is good enough").click()
        assert len(form.locator("[data-rubric] details[open]").inner_text()) > 400
        assert "graded" not in form.locator(".quiz-reply").inner_text()
        if name == TEXTS[0]:
            page.reload()
            page.wait_for_function("[...document.querySelectorAll('textarea')].some(e => e.value.startsWith('Fewer'))")
            assert field.input_value() == "Fewer firms, and yet more income."
            button.click()
            ticks.first.wait_for()
            assert ticks.first.is_checked() and not ticks.last.is_checked()

    def test_where_nothing_can_be_kept_the_box_says_so_and_the_answer_is_judged(self, page, noise):
        page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }")
        page.reload()
        form = self.opened(page, TABLES[0])
        said = self.fill(form, ITEMS[TABLES[0]]["answers"][0]["value"]).inner_text()
        assert said.startswith("Correct") and said.endswith("so your answer is gone when you leave it.")
        noise[:] = [words for words in noise if "quiz" in words or "question" in words]  # the theme's own script minds

    def test_opened_tables_and_rubrics_are_open_to_all(self, view, table_site):
        page, _noise = view
        assert inspect(view, table_site.as_uri()) == []
        for name in TABLES:
            self.opened(page, name)
        text = page.locator(f"form[data-question='{TEXTS[0]}']")
        text.locator("textarea").fill("Some words.")
        text.get_by_role("button", name="Compare").click()
        text.get_by_text("An answer that is good enough").wait_for()
        assert page.evaluate(AXE, RULES["all"]) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
