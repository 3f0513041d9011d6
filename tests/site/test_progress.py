"""Progress: what a reader has done is noted by the pages, added up in one place, carried away and forgotten."""

import json

import pytest
from course_site import build, contents
from inspection import inspect
from serving import over_http

from missing_middle.checks.export import public_items
from missing_middle.web.stage import Stage

COURSE = [
    {"page": "book/1.html", "title": "One", "bets": ["modes"], "questions": ["a-q1", "a-q2"], "texts": ["a-q3"]},
    {"page": "book/2.html", "title": "Two", "bets": [], "questions": [], "texts": []},
]
PAGES = {
    "welcome.md": "# Welcome\n\nHere it begins.\n",
    "1-question.md": "---\ncore_path: 1\n---\n\n# The question\n\nA chapter.\n\n```{quiz} trade trade-q8\n```\n",
    "2-5-clusters.md": "# Clusters\n\n" + "A line.\n\n" * 120 + "```{quiz} cluster cluster-q6\n```\n",
    "progress.md": "# Your progress\n\n```{progress}\n```\n",
}


@pytest.fixture(scope="module")
def script():
    """Call a function of the script's pure half with values, and get values."""
    stage = Stage("record.js")
    return lambda name, *given: stage.call("record.js", name, *given)


def test_rows_count_only_what_a_page_asks(script):
    record = dict.fromkeys(
        ("read:book/1.html", "bet:modes", "solved:a-q2", "solved:elsewhere", "quiz:a-q1", "compared:a-q3"), "yes"
    )
    first, second = script("rows", COURSE, record)
    assert first == {
        "page": "book/1.html",
        "title": "One",
        "read": True,
        "bets": [1, 1],
        "solved": [1, 2],
        "texts": [1, 1],
    }
    assert second == {
        "page": "book/2.html",
        "title": "Two",
        "read": False,
        "bets": [0, 0],
        "solved": [0, 0],
        "texts": [0, 0],
    }


def test_sentence_adds_up_what_was_done(script):
    record = {"read:book/2.html": "yes", "solved:a-q1": "yes"}
    assert script("summary", COURSE, record) == (
        "You have read 1 of 2 chapters and notebooks, made 0 of 1 bets, solved 1 of 2 questions and compared 0 of 1 "
        "answers in words with their rubric in these pages."
    )


def test_a_bet_that_stands_in_a_chapter_and_in_its_notebook_is_one(script):
    notebook = {"page": "notebooks/1.html", "title": "Run", "bets": ["modes"], "questions": [], "texts": []}
    course, record = [*COURSE, notebook], {"bet:modes": "yes"}
    assert "made 1 of 1 bets" in script("summary", course, record)
    assert [row["bets"] for row in script("rows", course, record)] == [[1, 1], [0, 0], [1, 1]]


def test_one_goes_on_with_the_core_path_then_with_the_rest(script):
    rows = [{"page": page, "core": page in "bd", "read": False} for page in "abcd"]
    order = []
    while (row := script("next", rows)) is not None:
        order.append(row["page"])
        next(other for other in rows if other["page"] == row["page"])["read"] = True
    assert order == ["b", "d", "a", "c"]


def test_saved_file_is_read_back(script):
    record = {"read:book/1.html": "yes", "bet:modes": "2"}
    assert script("readFile", script("fileOf", record)) == {"record": record, "times": {}}
    more = {"version": "2.0", "time": "2026-11-28T12:00:00Z", "times": {"bet:modes": 7}}
    saved = json.loads(script("fileOf", record, more))
    assert saved == {"course": "missing middle", "record": record} | more
    assert script("readFile", json.dumps(saved))["times"] == {"bet:modes": 7}


def test_of_a_file_what_is_new_or_newer_is_taken_question_by_question(script):
    file = {"record": {"quiz:a": "1", "quiz:b": "2", "quiz:c": "3", "quiz:d": "4"}, "times": {"quiz:a": 5, "quiz:b": 5}}
    here = {"quiz:a": "9", "quiz:b": "9", "quiz:d": "4"}
    assert script("news", file, here, {"quiz:a": 4, "quiz:b": 6}) == [["quiz:a", "1", 5], ["quiz:c", "3", 0]]
    assert script("news", {"record": {"quiz:a": "1"}, "times": {}}, here, {}) == []  # nobody knows which is newer


@pytest.mark.parametrize(
    "more, problem",
    [
        ({"times": {"quiz:a": "late"}}, "damaged"),
        ({"times": []}, "damaged"),
        ({"record": {"__proto__x": "1"}}, "damaged"),
        ({"record": ["quiz:a"]}, "does not hold"),
    ],
)
def test_a_damaged_file_changes_nothing_and_says_so(script, more, problem):
    said = script("readFile", json.dumps({"course": "missing middle", "record": {"quiz:a": "1"}} | more))["problem"]
    assert problem in said and said.endswith("Nothing was changed.")


def test_sheet_of_names_covers_all_that_a_page_keeps(script):
    record = dict.fromkeys(("bet:x", "quiz:x", "solved:x", "ticked:x", "compared:x", "read:x", "test:x"), "yes")
    assert script("readFile", script("fileOf", record))["record"] == record


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "null",
        '{"course": "another", "record": {}}',
        '{"course": "missing middle"}',
        '{"course": "missing middle", "record": {"read:x": 1}}',
    ],
)
def test_a_file_of_something_else_is_refused_in_words(script, text):
    assert script("readFile", text)["problem"].startswith("This file does not hold a saved progress")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A built site with two chapters, a page that asks and the page of progress."""
    folder = tmp_path_factory.mktemp("progress") / "site"
    done = build(folder, PAGES, {"suppress_warnings": ["house.uses"]})
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html" / "book"


@pytest.mark.browser
def test_contents_list_the_chapters_and_what_they_ask(course):
    found = contents(course.parent)
    assert [row["page"] for row in found] == ["book/1-question.html", "book/2-5-clusters.html"]
    assert [row["questions"] for row in found] == [[], ["cluster-q6"]]


@pytest.mark.browser
class TestInTheBrowser:
    @pytest.fixture
    def page(self, browser):
        # A page that goes back must not have been elsewhere before.
        context = browser.new_context(viewport={"width": 1280, "height": 700}, accept_downloads=True, own=True)
        yield context.new_page()
        context.close()

    def cells(self, page, course):
        page.goto(over_http(course / "progress.html"))
        return page.locator("[data-rows] tr").evaluate_all(
            "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
        )

    def read(self, page, course, name):
        page.goto(over_http(course / f"{name}.html"))
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_selector("nav.bd-links .current.active .read-mark", state="attached")

    def test_a_page_is_read_when_its_end_was_seen_and_ticked_in_the_contents(self, page, course):
        page.goto(over_http(course / "2-5-clusters.html"))
        page.wait_for_timeout(300)
        assert page.locator(".read-mark").count() == 0  # opened is not read
        self.read(page, course, "2-5-clusters")
        assert self.cells(page, course) == [
            ["The questioncore path", "", "", "", "0 of 1"],
            ["Clusters", "read", "", "0 of 1", ""],
        ]
        assert page.locator("[data-next]").inner_text() == "Continue with The question"
        bars = page.locator("[data-bars] progress").evaluate_all("all => all.map(bar => [bar.value, bar.max])")
        assert bars == [[0, 1], [1, 2]]
        assert page.locator("nav.bd-links .read-mark").first.get_attribute("aria-label") == "(read)"

    def test_a_solved_question_counts_until_it_is_cleared(self, page, course):
        page.goto(over_http(course / "2-5-clusters.html"))
        form = page.locator("form[data-question]")
        (right,) = (item["answers"][0]["value"] for item in public_items("cluster") if item["id"] == "cluster-q6")
        form.locator("input[name=answer]").fill(str(right))
        form.get_by_role("button", name="Check").click()
        page.wait_for_function("document.getElementById('cluster-q6-reply').textContent")
        assert self.cells(page, course)[1][3] == "1 of 1"
        page.go_back()
        page.locator("form[data-question]").locator("[data-again]").click()
        assert self.cells(page, course)[1][3] == "0 of 1"

    def test_a_text_counts_once_its_writer_has_seen_the_rubric_and_is_never_called_solved(self, page, course):
        page.goto(over_http(course / "1-question.html"))
        form = page.locator("form[data-question]")
        form.locator("textarea").fill("Fewer firms, and yet more income.")
        assert self.cells(page, course)[0][3:] == ["", "0 of 1"]
        page.go_back()
        form.get_by_role("button", name="Compare with the rubric").click()
        form.locator("[data-rubric] input").first.wait_for()
        assert self.cells(page, course)[0][3:] == ["", "1 of 1"]

    def test_progress_is_saved_forgotten_and_loaded_again(self, page, course, tmp_path):
        self.read(page, course, "1-question")
        before = self.cells(page, course)
        with page.expect_download() as coming:
            page.get_by_role("button", name="Save").click()
        coming.value.save_as(tmp_path / "saved.json")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Forget").click()
        assert page.locator("[data-said]").text_content() == "Everything is forgotten."
        self.cells(page, course)
        first = page.locator("[data-rows] tr").first
        first.filter(has_not_text="read").wait_for()
        assert first.locator("th, td").all_text_contents() == ["The questioncore path", "", "", "", "0 of 1"]
        page.locator("[data-load]").set_input_files(tmp_path / "saved.json")
        page.wait_for_function("document.querySelector('[data-said]').textContent.startsWith('Loaded')")
        assert self.cells(page, course) == before

    def test_open_page_follows_what_is_done_in_another_tab(self, page, course):
        assert self.cells(page, course)[0][1] == ""
        self.read(page.context.new_page(), course, "1-question")
        page.wait_for_function("document.querySelector('[data-rows] td').textContent === 'read'")
        assert page.locator("[data-next]").inner_text() == "Continue with Clusters"

    def test_without_storage_the_page_says_why_it_is_empty(self, page, course):
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
        page.goto(over_http(course / "progress.html"))
        assert "does not let pages keep anything" in page.locator("[data-said]").text_content()
        assert page.locator("[data-live]").is_hidden()

    def test_without_scripts_the_page_says_so(self, browser, course):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto((course / "progress.html").as_uri())
        assert page.get_by_text("Without scripts this page cannot know").is_visible()
        context.close()

    def test_page_of_progress_is_open_to_all(self, view, course):
        assert inspect(view, (course / "progress.html").as_uri()) == []
