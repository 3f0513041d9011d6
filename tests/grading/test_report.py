"""The item report says who may need help, what nothing explains and what another class did, also to a thousand rows."""

import csv
import io
import json
from contextlib import contextmanager

import pytest
from classroom import RELEASED, answered
from click.testing import CliRunner
from trees import SALT

from missing_middle.checks.registry import question_of, questions_of
from missing_middle.checks.variants import case_of
from missing_middle.grading.cli import main
from missing_middle.grading.limits import Limits
from missing_middle.grading.marking import Job, mark
from missing_middle.grading.sandbox import Sandbox
from missing_middle.grading.staging import build_stage
from missing_middle.grading.tokens import token_of
from missing_middle.grading.unexplained import common

IDS = {name: [q.id for q in questions_of(name) if q.form.by_machine] for name in ("trade", "gains")}
POINTS = {q.id: q.points for name in IDS for q in questions_of(name)}


def outcome(name, got):
    """A mark: ``got`` is ``right``, ``not yet``, ``not attempted`` or a belief."""
    known = {"right": "correct", "not yet": "not yet", "not attempted": "not attempted"}
    belief = None if got in known else got
    points = POINTS[name] if got == "right" else 0
    return {"id": name, "points": points, "misconception": belief, "outcome": known.get(got, "misconception")}


def written(out, classes, names=None):
    """A folder of results: student to set to what each question got."""
    for student, sets in classes.items():
        for name, got in sets.items():
            marks = [outcome(one, each) for one, each in zip(IDS[name], got, strict=True)]
            result = {"student": student, "exercise": name, "guard": "sandbox", "questions": marks}
            path = out / "results" / student / f"{name}.json"
            path.parent.mkdir(parents=True) if not path.parent.exists() else None
            path.write_text(json.dumps(result))
    covers = [[student, name] for student in classes for name in classes[student]]
    students = [[student, (names or {}).get(student, "")] for student in classes]
    (out / "run.json").write_text(json.dumps({"covers": covers, "students": students, "exercises": list(IDS)}))
    return out


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


TRADE, GAINS = len(IDS["trade"]), len(IDS["gains"])
CLASS = {
    "ada": {"trade": ["right"] * TRADE, "gains": ["right"] * GAINS},
    "ben": {"trade": ["right"] + ["mz-share"] * (TRADE - 1)},
    "cyd": {},
    "dan": {"trade": ["not attempted"] * (TRADE - 1) + ["not yet"], "gains": ["right"] * GAINS},
}


def rows_of(page, name):
    """The table called ``name``, row by row, cell by cell."""
    part = page.split(f'aria-label="{name}"')[1].split("</table>")[0]
    body = part.split("<tbody>")[1]
    return [
        [cell.split(">", 1)[1].split("</td>")[0] for cell in row.split("<td")[1:]] for row in body.split("<tr>")[1:]
    ]


def test_weakest_of_the_class_stand_first_and_sets_of_few_are_not_held_against_them(tmp_path):
    out = written(tmp_path / "out", CLASS, {"cyd": "Cyd <b>"})
    (tmp_path / "roster.csv").write_text("student,section\nada,Monday\nben,Tuesday\ncyd,Tuesday\ndan,\n")
    run("report", out, "--roster", tmp_path / "roster.csv")
    page = (out / "items.html").read_text()
    whole = sum(POINTS[one] for name in IDS for one in IDS[name])
    half = sum(POINTS[one] for one in IDS["gains"]) / whole
    ben = POINTS[IDS["trade"][0]] / whole
    assert rows_of(page, "students") == [
        ["cyd (Cyd &lt;b&gt;)", "Tuesday", "0.00", "0 of 2", "0", "0", "0"],
        ["ben", "Tuesday", f"{ben:.2f}", "1 of 2", str(TRADE - 1), "0", str(TRADE - 1)],
        ["dan", "–", f"{half:.2f}", "2 of 2", "1", str(TRADE - 1), "0"],
        ["ada", "Monday", "1.00", "2 of 2", "0", "0", "0"],
    ]
    of_trade = POINTS[IDS["trade"][0]] / sum(POINTS[one] for one in IDS["trade"])
    assert rows_of(page, "sections") == [
        ["(no section)", "1", "1.00", "0.00"],
        ["Monday", "1", "1.00", "1.00"],
        ["Tuesday", "2", "–", f"{of_trade:.2f}"],
    ]
    written(tmp_path / "few", CLASS | {"eve": {"trade": ["right"] * TRADE}, "dan": {"trade": ["right"] * TRADE}})
    run("report", tmp_path / "few")
    assert "handed in (trade)" in " ".join((tmp_path / "few" / "items.html").read_text().split())


def test_last_year_stands_beside_this_one_on_the_page_and_in_the_table(tmp_path):
    old = {name: {"trade": ["right"] * (TRADE - 1) + ["not yet"]} for name in ("old1", "old2")}
    last, out = written(tmp_path / "last", old), written(tmp_path / "out", CLASS)
    run("report", out, "--last-year", last, "--csv", tmp_path / "items.csv")
    page = (out / "items.html").read_text()
    assert [row[1:4] for row in rows_of(page, "items of trade")][:2] == [
        ["0.67", "1.00", "-0.33"],
        ["0.33", "1.00", "-0.67"],
    ]
    assert all(row[2:4] == ["–", "–"] for row in rows_of(page, "items of gains"))
    table = list(csv.DictReader(io.StringIO((tmp_path / "items.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["question"] for row in table] == IDS["gains"] + IDS["trade"]
    row = table[GAINS + 1]
    assert (row["facility"], row["last_year"], row["students"], row["left_out"]) == ("0.3333", "1.0000", "3", "1")
    assert (row["believed"], row["most_believed"], row["unexplained"]) == ("1", "mz-share", "0")
    assert table[0]["discrimination"] == "0.0000" and table[0]["correlation"] == "" == table[0]["last_year"]


@contextmanager
def room():
    stage = build_stage()
    try:
        with Sandbox(stage, Limits()) as wall:
            yield wall
    finally:
        stage.remove()


@pytest.mark.sandbox
def test_answers_that_nothing_explains_are_named_by_what_students_share(sandbox):
    """Two students with other numbers, one mistake: 1.37 times the right answer. And nothing of it in the result."""
    gave, question = {}, question_of("trade-q1")
    with room() as wall:
        for student, share in (("ada", 1.37), ("ben", 1.37), ("cyd", 0.61)):
            token = token_of(student, SALT)
            value = share * question.right(case_of(question, token))
            notebook = json.dumps(answered({"trade-q1": f"share = {value!r}"})).encode()
            marked = mark(Job(student, "trade", "trade.ipynb", notebook, RELEASED, token, b"key"), wall)
            assert next(one for one in marked.result["questions"] if one["id"] == "trade-q1")["outcome"] == "not yet"
            assert f"{value:.4g}" not in json.dumps(marked.result)
            gave[student] = marked.gave["trade-q1"]
            assert marked.gave["trade-q1"] == (f"{value:.4g}", share)
    found = common(gave)
    assert [(one.times, one.students) for one in found] == [(1.37, ("ada", "ben")), (0.61, ("cyd",))]


def test_they_stand_in_the_report_escaped(tmp_path):
    out = written(tmp_path / "out", CLASS)
    for student, told in (("ben", ["0.3", 2.0]), ("dan", ["'<script>'", None]), ("ada", ["0.4", 2.0])):
        path = out / "times" / student / "trade.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"seconds": {"trade-q1": 0.5}, "gave": {"trade-q1": told}}))
    run("report", out)
    page = (out / "items.html").read_text()
    assert rows_of(page, "unexplained answers in trade") == [
        ["trade-q1", "2 times the right answer (ada gave 0.4)", "2 of 3"],
        ["trade-q1, again", "dan gave &#x27;&lt;script&gt;&#x27;", "1 of 3"],
    ]
    assert rows_of(page, "items of trade")[0][-1] == "0.50"


@pytest.mark.parametrize(
    "words, code, said",
    [
        (["--csv", "{}/x.csv"], 2, "give GRADED"),
        (["--last-year", "{}/empty"], 2, "give GRADED"),
        (["{}/out", "--last-year", "{}/empty"], 1, "empty holds no results: give the folder"),
        (["{}/out", "--last-year", "{}/other"], 1, "made with other questions than there are now"),
        (["{}/out", "--roster", "{}/strange.csv"], 1, "needs a column named student"),
    ],
)
def test_what_cannot_be_compared_is_said_and_nothing_is_written(tmp_path, words, code, said):
    written(tmp_path / "out", CLASS)
    (tmp_path / "empty").mkdir()
    other = written(tmp_path / "other", {"old": {"trade": ["right"] * TRADE}})
    result = json.loads((other / "results" / "old" / "trade.json").read_text())
    (other / "results" / "old" / "trade.json").write_text(json.dumps(result | {"questions": result["questions"][1:]}))
    (tmp_path / "strange.csv").write_text("who\nada\n")
    assert said in run("report", *[word.replace("{}", str(tmp_path)) for word in words], code=code)
    assert not (tmp_path / "out" / "items.html").exists() and not (tmp_path / "x.csv").exists()


@pytest.mark.browser
def test_thousand_rows_are_used_on_a_phone(browser, tmp_path):
    """The page never scrolls sideways; the head of a table stays; a name is found; a column is sorted."""
    marks = ["right", "mz-share", "not yet", "not attempted"]
    every = {
        f"student-with-a-long-id-{n:04}": {"trade": [marks[(n + place) % 4] for place in range(TRADE)]}
        for n in range(1000)
    }
    out = written(tmp_path / "out", every, {name: f"Name of {name}" for name in every})
    run("report", out)
    page = browser.new_page(viewport={"width": 390, "height": 700})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((out / "items.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    frame = page.locator('.frame[aria-label="students"]')
    assert frame.locator("tbody tr").count() == 1000
    frame.evaluate("frame => frame.scrollTo(0, 9000)")
    top = frame.evaluate(
        "frame => frame.querySelector('th').getBoundingClientRect().top - frame.getBoundingClientRect().top"
    )
    assert abs(top) < 2 and frame.bounding_box()["height"] <= 0.76 * 700
    page.get_by_label("Rows of students that hold").fill("id-0042")
    assert frame.locator("tbody tr:visible").count() == 1
    assert page.locator(".seek output").first.text_content() == "1 of 1000"
    page.get_by_label("Rows of students that hold").fill("")
    left_out = frame.get_by_role("button", name="Left out")
    left_out.click()
    first = frame.locator("tbody tr").first.locator("td").nth(4)
    assert first.text_content() == "1" and frame.locator("th[aria-sort=ascending]").text_content() == "Left out"
    left_out.click()
    assert first.text_content() == "2"
    frame.get_by_role("button", name="Student").click()
    assert "0000" in frame.locator("tbody td").first.text_content() and errors == []
    page.close()
