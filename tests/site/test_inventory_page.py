"""The two diagnostic tests in their pages: answered first, explained then, compared, saved and forgotten."""

import json

import pytest
from course_site import build
from inspection import inspect
from serving import over_http

from missing_middle.checks.inventory import lettered
from missing_middle.web.stage import Stage

RIGHTS = {test: {one.id: one.right for one in lettered(test)} for test in ("pre-test", "post-test")}
PAGES = {
    "welcome.md": "# Welcome\n\nHere it begins.\n",
    "pre-test.md": "# Before\n\n```{inventory} pre-test\n```\n",
    "post-test.md": "# After\n\n```{inventory} post-test\n```\n",
    "progress.md": "# Your progress\n\n```{progress}\n```\n",
}


@pytest.fixture(scope="module")
def script():
    """Call a function of the script's pure half with values, and get values."""
    stage = Stage("record.js")
    return lambda name, *given: stage.call("record.js", name, *given)


@pytest.mark.parametrize("before, after, gain", [(4, 7, 0.5), (0, 10, 1), (5, 5, 0), (8, 6, -1), (10, 10, None)])
def test_gain_is_the_part_of_what_was_open(script, before, after, gain):
    assert script("gain", before, after, 10) == gain


def test_marks_need_a_finished_test(script):
    record = {"test:pre-test-d1": "b", "test:pre-test-d2": "e"}
    assert script("marks", "pre-test", {"d1": "b", "d2": "a"}, record) is None
    assert script("marks", "pre-test", {"d1": "b", "d2": "a"}, {**record, "test:pre-test": "done"}) == [True, False]


def test_summary_shows_the_formula_with_its_numbers(script):
    assert "(2 \u2212 1) / (3 \u2212 1) = 0.50" in script("result", [True, False, False], [True, True, False])
    assert "was not finished in this browser" in script("result", None, [True])
    assert "nothing left to gain" in script("result", [True], [True])


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A built site with the two tests and the page of progress."""
    folder = tmp_path_factory.mktemp("inventory") / "site"
    done = build(folder, PAGES, {"suppress_warnings": ["house.uses"]})
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html" / "book"


@pytest.mark.browser
def test_nothing_of_a_test_counts_as_a_question_of_a_chapter(course):
    assert "pre-test-d1" not in (course.parent / "_static" / "contents.js").read_text(encoding="utf8")


@pytest.mark.browser
class TestInTheBrowser:
    @pytest.fixture
    def page(self, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        yield page
        context.close()

    def take(self, page, course, test, right):
        """Answer all ten, the first ``right`` of them right and the others with "I do not know"."""
        page.goto(over_http(course / f"{test}.html"))
        for place, (name, letter) in enumerate(RIGHTS[test].items()):
            page.locator(f"input[name='{name}'][value={letter if place < right else 'e'}]").check()
        page.get_by_role("button", name="I have answered").click()
        return page.locator("[data-said]").inner_text()

    def test_nothing_is_told_before_all_ten_are_answered(self, page, course):
        page.goto(over_http(course / "pre-test.html"))
        page.locator("input[name=pre-test-d1]").first.check()
        page.get_by_role("button", name="I have answered").click()
        assert page.locator("[data-said]").inner_text().startswith("Still open: 2, 3, 4, 5, 6, 7, 8, 9, 10.")
        assert page.evaluate("document.activeElement.name") == "pre-test-d2"
        assert set(page.locator(".quiz-reply").all_inner_texts()) == {""}
        page.reload()
        assert page.locator("input:checked").count() == 1  # what was chosen is still there

    def test_then_each_item_is_told_and_locked(self, page, course):
        self.take(page, course, "pre-test", right=3)
        told = page.locator(".quiz-reply").all_inner_texts()
        assert [text.split(":")[0] for text in told] == 3 * ["As in the model"] + 7 * ["Left open"]
        assert page.locator("input[type=radio]:enabled").count() == 0

    def test_the_result_has_the_focus_a_total_and_links_to_the_items(self, page, course):
        self.take(page, course, "pre-test", right=3)
        result = page.locator("[data-gain]")
        assert result.evaluate("e => e === document.activeElement")
        assert "You agree with the models on 3 of 10 items." in result.inner_text()
        links = result.get_by_role("link")
        assert links.count() == 10 and links.nth(3).get_attribute("href") == "#" + list(RIGHTS["pre-test"])[3]
        assert page.locator(links.nth(3).get_attribute("href")).count() == 1

    def test_the_page_of_progress_tells_the_gain(self, page, course):
        def told():
            page.goto(over_http(course / "progress.html"))
            return page.locator("[data-tests]").inner_text()

        assert told() == ""
        self.take(page, course, "pre-test", right=4)
        assert told() == "Tests: Before the course you agreed with the models on 4 of 10 items."
        self.take(page, course, "post-test", right=7)
        assert "(7 \u2212 4) / (10 \u2212 4) = 0.50" in told()

    def test_the_test_after_the_course_shows_the_gain_and_each_item(self, page, course):
        assert "was not finished" in self.take(page, course, "post-test", right=7)
        self.take(page, course, "pre-test", right=4)
        page.goto(over_http(course / "post-test.html"))
        assert "(7 \u2212 4) / (10 \u2212 4) = 0.50" in page.locator("[data-said]").inner_text()
        rows = page.locator("[data-gain] tbody tr").all_inner_texts()
        assert [row.split("\t")[1:] for row in rows] == (
            4 * [["right", "right"]] + 3 * [["otherwise", "right"]] + 3 * [["otherwise", "otherwise"]]
        )

    def test_a_whole_test_can_be_taken_with_the_keyboard(self, page, course):
        page.goto(over_http(course / "pre-test.html"))
        page.locator("input[name=pre-test-d1]").first.focus()
        for _ in range(10):
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # on the button that the last Tab led to
        assert page.locator("[data-said]").inner_text().startswith("Thank you.")
        assert page.locator("input[value=b]:checked").count() == 10

    def test_answers_are_saved_forgotten_and_loaded_in_the_page_of_progress(self, page, course, tmp_path):
        self.take(page, course, "pre-test", right=2)
        with page.expect_download() as coming:
            page.get_by_role("button", name="Save").click()
        coming.value.save_as(tmp_path / "saved.json")
        record = json.loads((tmp_path / "saved.json").read_text())["record"]
        assert len(record) == 11 and all(name.startswith("test:pre-test") for name in record)
        page.get_by_role("button", name="Forget").click()
        assert page.locator("input:checked").count() == 0 and page.locator("input[type=radio]:enabled").count() == 50
        page.goto(over_http(course / "progress.html"))
        page.locator("[data-load]").set_input_files(tmp_path / "saved.json")
        page.wait_for_function("document.querySelector('[data-said]').textContent.startsWith('Loaded')")
        page.goto(over_http(course / "pre-test.html"))
        page.get_by_text("Thank you.").wait_for()
        assert page.locator(".quiz-reply").first.inner_text().startswith("As in the model")
        assert page.locator("input[type=radio]:enabled").count() == 0

    def test_without_storage_a_test_lasts_as_long_as_its_page(self, page, course):
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
        assert self.take(page, course, "pre-test", right=1).startswith("Thank you.")

    def test_without_scripts_all_ten_can_be_read(self, browser, course):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(over_http(course / "pre-test.html"))
        assert page.locator("form noscript p").is_visible()
        for one in lettered("pre-test"):
            assert page.get_by_text(one.options[0].text).first.is_visible()
        context.close()

    @pytest.mark.parametrize("test", ["pre-test", "post-test"])
    def test_page_is_open_to_all(self, view, course, test):
        assert inspect(view, (course / f"{test}.html").as_uri()) == []
