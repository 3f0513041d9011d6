"""The page for reading answers in words: a person at a keyboard, two tabs, a phone, and whoever has no key."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from outcome import WORDS, graded_folder, result_of

from missing_middle.grading import by_hand
from missing_middle.grading.by_hand import decide, read_by_hand
from missing_middle.grading.cli import main
from missing_middle.grading.reading import answers
from missing_middle.grading.reading_server import Reading, server_for

STUDENTS = ("ada", "bob", "cyd")


@pytest.fixture
def out(tmp_path):
    """Three students with an answer in words each."""
    texts = (WORDS, f"{WORDS} Two.", "<script>document.title = 'gone'</script> Three.")
    results = [result_of(name, text=text) for name, text in zip(STUDENTS, texts, strict=True)]
    return graded_folder(tmp_path / "graded", results)


@pytest.fixture
def served(out):
    """What is read, and the address with the key."""
    reading = Reading(out, by="Eve")
    server, address = server_for(reading)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield reading, address
    server.shutdown()
    thread.join()
    server.server_close()


def get(address, data=None, **headers):
    request = urllib.request.Request(address, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode(), answer
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error


def given(page, **fields):
    """What the form on a page would send."""
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    return urllib.parse.urlencode({"seen": seen, "by": "Eve", **fields}).encode()


def test_page_shows_one_answer_its_rubric_and_nobodys_name(served):
    reading, address = served
    for answer in reading.answers:
        _, page, reply = get(address + answer.code)
        assert "is no measure of what trade cost" in page or "Three." in page
        assert "Fewer" in page or "count of firms" in page  # the rubric of trade-q8
        assert not any(re.search(rf"\b{name}\b", page, re.IGNORECASE) for name in (*STUDENTS, "Name of"))
        assert "<script>document" not in page and "trade-q1 shown" in page
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["Referrer-Policy"] == "no-referrer" and reply.headers["Cache-Control"] == "no-store"


def test_order_says_nothing_of_who_wrote(tmp_path):
    names = [f"s{number:02}" for number in range(12)]
    results = [result_of(name, text=f"words of number {place}") for place, name in enumerate(names)]
    order = [one.student for one in answers(graded_folder(tmp_path / "g", results))]
    assert sorted(order) == names != order


@pytest.mark.parametrize("spoil", ["no key", "wrong key", "another host"])
def test_whoever_has_no_key_sees_and_writes_nothing(served, out, spoil):
    reading, address = served
    code = reading.answers[0].code
    _, page, _ = get(address + code)
    root = address.split(reading.key)[0]
    place = {"no key": f"{root}{code}", "wrong key": f"{root}{'x' * len(reading.key)}/{code}"}.get(
        spoil, address + code
    )
    headers = {"Host": "evil.example"} if spoil == "another host" else {}
    for data in (None, given(page, points="3")):
        status, text, _ = get(place, data, **headers)
        assert status == 403 and "measure" not in text
    assert not (out / "by-hand.csv").exists()
    assert address.startswith("http://127.0.0.1:") and len(reading.key) >= 32


def test_two_tabs_lose_no_row(served, out, monkeypatch):
    """Many writers on a slow disk; then two tabs on one answer: the second is told, and sees what the first wrote."""
    reading, address = served
    write = by_hand._write
    monkeypatch.setattr(by_hand, "_write", lambda *given: (time.sleep(0.03), write(*given)))
    pages = {one.code: get(address + one.code)[1] for one in reading.answers}
    tabs = [(address + code, given(page, points="2", comment=code)) for code, page in pages.items() for _ in range(7)]
    with ThreadPoolExecutor(len(tabs)) as pool:
        told = sorted(status for status, _, _ in pool.map(lambda tab: get(*tab), tabs))
    assert told == 3 * [200] + 18 * [409]  # the first of each answer; nobody is left without a word
    assert {row.comment for row in read_by_hand(out).values()} == set(pages) and len(pages) == 3
    first, page = next(iter(pages.items()))
    status, text, _ = get(address + first, given(page, points="0", comment="over it"))
    assert status == 409 and "was given points in the meantime" in text and first in text
    assert "over it" not in (out / "by-hand.csv").read_text()


def test_spreadsheet_and_page_see_each_other(served, out):
    reading, address = served
    one = reading.answers[0]
    decide(out, one.student, one.question.id, "1.5", "By a spreadsheet.", "Zoe")
    _, page, _ = get(address + one.code)
    assert 'value="1.5"' in page and "By a spreadsheet." in page and "1 of 3 read" in page
    (out / "by-hand.csv").write_text("student,question,points\nstranger,trade-q8,2\n")
    status, page, _ = get(address + one.code)
    assert status == 409 and "row 2: &#x27;stranger&#x27; is not of this class" in page
    assert (out / "by-hand.csv").read_text().endswith("stranger,trade-q8,2\n")


@pytest.mark.parametrize(
    "fields, said",
    [
        ({"points": "4"}, "4 points are too many: trade-q8 has 3"),
        ({"points": "two"}, "is neither a number of points"),
        ({"points": "excused"}, "needs a comment"),
        ({"points": "", "claim": "3"}, "give points, or all four marks"),
    ],
)
def test_points_that_cannot_be_right_are_told_and_not_written(served, out, fields, said):
    reading, address = served
    _, page, _ = get(address + reading.answers[0].code)
    status, text, _ = get(address + reading.answers[0].code, given(page, **fields))
    assert status == 409 and said in text and not (out / "by-hand.csv").exists()


def shown(page, words):
    """Wait until a page says this and its shortcuts are there, which come after its words."""
    page.get_by_text(words).wait_for()
    page.wait_for_load_state()


@pytest.mark.browser
def test_class_is_read_with_the_keyboard_alone(browser, served, out):
    reading, address = served
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, noise = context.new_page(), []
    page.on("console", lambda m: noise.append(m.text) if m.type in ("warning", "error") else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto(address)
    page.keyboard.type("3212")  # a mark for each criterion
    page.keyboard.type("Say for whom.\nAnd when: 2 lines.")
    page.keyboard.press("Control+Enter")
    shown(page, "Answer 2 of 3")
    row = read_by_hand(out)[reading.answers[0].student, "trade-q8"]
    assert (row.points, row.comment, row.by) == (2.0, "Say for whom.\nAnd when: 2 lines.", "Eve")
    assert row.cells["criteria"] == "3 2 1 2"
    page.get_by_label("Points, 0 to 3").fill("1.5")
    page.keyboard.press("Enter")
    shown(page, "Answer 3 of 3")
    page.goto(address + reading.answers[0].code)  # what was given is there, and can be mended
    assert page.get_by_label("Comment").input_value() == "Say for whom.\nAnd when: 2 lines."
    assert page.locator("input[name=evidence]:checked").input_value() == "1"
    page.get_by_label("Points, 0 to 3").fill("3")
    page.keyboard.press("Control+Enter")
    shown(page, "Answer 3 of 3")
    page.get_by_label("Points, 0 to 3").fill("0")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("h1:has-text('The end of the list')")
    assert [read_by_hand(out)[one.student, "trade-q8"].points for one in reading.answers] == [3, 1.5, 0]
    assert page.title() != "gone" and not noise
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_page_is_free_of_faults_and_fits(browser, axe, served, width):
    reading, address = served
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)  # for axe itself
    page = context.new_page()
    for name in (reading.answers[0].code, "end"):
        page.goto(address + name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.add_script_tag(content=axe)
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("async (rules) => (await axe.run({runOnly: rules})).violations", rules)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], name
        page.screenshot(path=os.environ.get("SHOTS", str(reading.out)) + f"/{name}-{width}.png", full_page=True)
    context.close()


def test_ctrl_c_ends_the_command_and_writes_feedback_anew(out):
    done = subprocess.Popen(
        [sys.executable, "-m", "missing_middle", "read", str(out), "--no-browser", "--by", "Eve"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert done.stdout.readline().startswith("3 of 3 answers wait.")
    address = done.stdout.readline().strip()
    code = answers(out)[0].code
    _, page, _ = get(address + code)
    assert get(address + code, given(page, points="2", comment="Name the base."))[0] == 200
    done.send_signal(signal.SIGINT)
    rest, _ = done.communicate(timeout=20)
    assert done.returncode == 0 and "1 of 3 answers have points" in rest
    student = answers(out)[0].student
    assert "Name the base." in (out / "feedback" / student / "trade.html").read_text()
    assert ",20," in (out / "grades.csv").read_text()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--question", "trade-q1"], "trade-q1 is not answered in words"),
        (["--question", "trade-q99"], "there is no question 'trade-q99'"),
        (["--question", "gains-q6"], "holds no answers in words to gains-q6"),
    ],
)
def test_slip_in_the_command_is_told_in_one_line(out, arguments, said):
    done = CliRunner().invoke(main, ["read", str(out), "--no-browser", *arguments])
    assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1
