"""What the check in a notebook says is what the grader gives: whatever form an answer has, wherever it stands."""

import json
from functools import cache

import pytest
from classroom import ALL_RIGHT, ROOT, SOLVED, answered, cell, code, right
from forms import HABITS, HONEST, NEXT, every_form, written
from layouts import LAYOUTS, below_the_stub, by_another_name, laid_out
from top_to_bottom import verdicts

from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import SETS, question_of, questions_of
from missing_middle.grading import batch
from missing_middle.grading.limits import Limits
from missing_middle.grading.roster import read_students
from missing_middle.grading.worker import Guard

pytestmark = [pytest.mark.sandbox, pytest.mark.long]
FORMS = list(every_form())


def grade(classroom, out, threads, sets=("trade",), **more):
    releases = {name: (ROOT / "exercises" / f"{name}.ipynb").read_bytes() for name in sets}
    batch.grade(
        classroom.submissions,
        read_students(classroom.write_roster()),
        releases,
        out,
        Guard(Limits(**more)),
        executor=threads,
    )
    return {(one["student"], one["exercise"]): one for one in batch.read_results(out)}


@pytest.fixture(scope="module")
def by_form(threads, tmp_path_factory):
    """The outcome in the notebook and the mark of the grader, for each form."""
    from classroom import Classroom

    folder = tmp_path_factory.mktemp("forms")
    classroom, expected = Classroom(folder / "class"), {}
    for question_id, name, form in FORMS:
        notebook = answered({question_id: written(question_id, form)})
        expected[question_id, name] = verdicts(notebook)[question_id].outcome
        classroom.hand_in(f"{question_id}-{name}", notebook)
    results = grade(classroom, folder / "out", threads)
    marks = {
        (question_id, name): next(
            mark for mark in results[f"{question_id}-{name}", "trade"]["questions"] if mark["id"] == question_id
        )
        for question_id, name, _ in FORMS
    }
    return expected, marks


@pytest.mark.parametrize("question_id, name", [form[:2] for form in FORMS])
def test_answer_in_any_form_is_worth_what_the_check_says(by_form, question_id, name):
    expected, marks = by_form
    mark = marks[question_id, name]
    assert mark["outcome"] == expected[question_id, name], mark["words"]
    assert (mark["points"] > 0) == (expected[question_id, name] == CORRECT)


def test_forms_are_of_both_kinds(by_form):
    """Else the test above would compare nothing with nothing."""
    expected, _ = by_form
    for question_id in ("trade-q1", "trade-q3", "trade-q4", "trade-q7"):
        outcomes = [outcome for (name, _), outcome in expected.items() if name == question_id]
        assert outcomes.count(CORRECT) >= 4 and len(set(outcomes)) >= 3


@pytest.mark.parametrize(
    "form, said",
    [
        ("decimal-comma", "decimal comma"),
        ("tuple", "several values"),
        ("text", "quotation marks"),
        ("per-cent", "per cent sign"),
        ("hundredfold", "divide it by 100"),
        ("complex", "complex number"),
        ("truth", "True or False"),
        ("no-number", "nan"),
        ("infinite", "infinity"),
        ("function", "Call it"),
    ],
)
def test_slip_of_the_hand_has_a_sentence_of_its_own(by_form, form, said):
    _, marks = by_form
    assert said in marks["trade-q1", form]["words"]


def solved_set(name):
    return json.loads((ROOT / "solutions" / f"{name}.ipynb").read_bytes())


@cache
def points_of(name):
    return {question.id: question.points for question in questions_of(name) if question.kind != "text"}


@pytest.fixture(scope="module")
def by_layout(threads, tmp_path_factory):
    """Every set in every layout, as it was handed in and as it was graded."""
    from classroom import Classroom

    folder = tmp_path_factory.mktemp("layouts")
    classroom, notebooks = Classroom(folder / "class"), {}
    for name in SETS:
        for layout in LAYOUTS:
            notebook = laid_out(layout, solved_set(name), questions_of(name))
            notebooks[layout.__name__, name] = notebook
            classroom.hand_in(layout.__name__, notebook, f"{name}.ipynb")
    return notebooks, grade(classroom, folder / "out", threads, SETS)


@pytest.mark.parametrize("layout", [layout.__name__ for layout in LAYOUTS])
@pytest.mark.parametrize("name", SETS)
def test_answer_in_any_place_is_worth_its_points(by_layout, layout, name):
    notebooks, results = by_layout
    said = verdicts(notebooks[layout, name])
    got = {mark["id"]: mark["points"] for mark in results[layout, name]["questions"] if mark["kind"] != "text"}
    due = {one for one, verdict in said.items() if one != "errors" and verdict.outcome == CORRECT}
    assert {one for one, points in got.items() if points} >= due
    assert got == points_of(name), results[layout, name]["notes"]
    texts = [question for question in questions_of(name) if question.kind == "text"]
    assert results[layout, name]["by_hand"] == sum(question.points for question in texts)


def test_layouts_are_right_in_the_notebook_too():
    """From top to bottom; where the checks were deleted, or the answer stands below, nobody asks."""
    for layout in LAYOUTS:
        said = verdicts(laid_out(layout, SOLVED, questions_of("trade")))
        correct = {name for name, verdict in said.items() if name != "errors" and verdict.outcome == CORRECT}
        if layout.__name__ != "checks_deleted":
            assert correct == set(points_of("trade")), layout.__name__


def test_habit_of_an_honest_student_costs_nothing(threads, classroom, tmp_path):
    for name, form in HABITS.items():
        notebook = answered({"trade-q1": written("trade-q1", NEXT.get(name, form), imports=False)})
        if name in NEXT:
            place = notebook["cells"].index(cell(notebook, "trade-q1"))
            notebook["cells"].insert(place, code(written("trade-q1", form, imports=False)))
        classroom.hand_in(name, notebook)
    got = {student: result["points"] for (student, _), result in grade(classroom, tmp_path / "out", threads).items()}
    assert got == dict.fromkeys(HABITS, ALL_RIGHT)


def test_wrong_answer_in_any_place_earns_nothing(threads, classroom, tmp_path):
    wrong = {"trade-q1": "share = 0.9", "trade-q7": "statement = 'z'"}
    for layout in LAYOUTS:
        classroom.hand_in(layout.__name__, laid_out(layout, answered(wrong), questions_of("trade")))
    for (student, _), result in grade(classroom, tmp_path / "out", threads).items():
        earned = {mark["id"] for mark in result["questions"] if mark["points"]}
        assert earned == set(points_of("trade")) - set(wrong), student


def test_guess_at_every_letter_earns_nothing(threads, classroom, tmp_path):
    guesses = "for statement in 'abcdefgh':\n    check('trade-q7', statement)"
    classroom.hand_in("guesses", answered({"trade-q7": guesses}))
    result = grade(classroom, tmp_path / "out", threads)["guesses", "trade"]
    assert result["points"] == ALL_RIGHT - 2


def test_function_may_take_its_time_at_each_call(threads, classroom, tmp_path):
    """The check has four calls, the grader eight: what is not too slow for the one is not for the other."""
    slow = HONEST + (
        "\nimport time\ndef domestic_share(**point):\n    start = time.process_time()\n"
        "    while time.process_time() < start + 0.25: pass\n    return honest(**point)"
    )
    endless = HONEST + (
        "\ncalls = []\ndef domestic_share(**point):\n    calls.append(1)\n    while len(calls) > 5: pass\n"
        "    return honest(**point)"
    )
    classroom.hand_in("slow", answered({"trade-q3": slow}))
    classroom.hand_in("endless", answered({"trade-q3": endless}))
    results = grade(classroom, tmp_path / "out", threads, question_seconds=0.8)
    assert results["slow", "trade"]["points"] == ALL_RIGHT
    assert results["endless", "trade"]["points"] == 14


def test_words_are_never_lost(threads, classroom, tmp_path):
    """Wherever a student has written them, a person reads them."""
    text, source = "I would answer that the count says little, because able firms stay.", "trade-q8"

    def put(name, change):
        notebook = answered({})
        place = notebook["cells"].index(cell(notebook, source))
        change(notebook["cells"], place, notebook["cells"][place])
        classroom.hand_in(name, notebook)

    stub = question_of(source).form.stub(None)
    markdown = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text}

    def marked(**more):
        def change(cells, place, old):
            cells[place] = {**old, **more}

        return change

    def without_metadata(cells, place, old):
        cells[place] = {**markdown, "id": old["id"]}

    def below_the_stub_cell(cells, place, old):
        cells[place] = {**old, "source": stub}
        cells.insert(place + 1, markdown)

    def instead(cells, place, old):
        cells[place] = markdown

    def in_the_prompt(cells, place, old):
        del cells[place]
        prompt = next(one for one in cells if one["id"] == "trade-q8-prompt")
        prompt["source"] = "".join(prompt["source"]) + "\n\n" + text

    def in_a_code_cell_below(cells, place, old):
        cells[place] = {**old, "source": stub}
        cells.insert(place + 1, code(text))

    def at_the_end(cells, place, old):
        cells[place] = {**old, "source": stub}
        cells.append(markdown)

    put("marked", marked(source=text))
    put("raw", marked(source=text, cell_type="raw"))
    put("code", marked(source=text, cell_type="code", outputs=[], execution_count=None))
    for change in (without_metadata, below_the_stub_cell, instead, in_the_prompt, in_a_code_cell_below, at_the_end):
        put(change.__name__, change)
    results = grade(classroom, tmp_path / "out", threads)
    for (student, _), result in results.items():
        mark = result["questions"][-1]
        assert mark["outcome"] == "by hand" and text in mark["shown"][0], student
        assert result["by_hand"] == 3 and result["points"] == ALL_RIGHT, student
    assert "12 words" in results["marked", "trade"]["questions"][-1]["words"]


NUMBERED = {"out": "Out[2]", "short": "_4", "two": "__", "kept": "_oh[2]", "input": "In[1]", "last": "_i"}


def test_cell_that_stopped_is_told_so_and_the_instructor_why(threads, classroom, tmp_path):
    classroom.hand_in("lacks", answered({"trade-q1": "import sympy_that_is_not_there\nshare = 1"}))
    classroom.hand_in("slipped", answered({"trade-q1": "share = = 1"}))
    for student, source in NUMBERED.items():
        classroom.hand_in(student, answered({"trade-q1": f"share = {source}"}))
    classroom.hand_in(
        "widgets",
        answered(
            {
                "trade-q1": "from missing_middle.explorables import *\nshare = RIGHT".replace(
                    "RIGHT", repr(right("trade-q1"))
                )
            }
        ),
    )
    results = grade(classroom, tmp_path / "out", threads)
    numbered = [(student, "NumberedOutput") for student in NUMBERED]
    for student, kind in (("lacks", "ModuleNotFoundError"), ("slipped", "SyntaxError"), *numbered):
        mark = results[student, "trade"]["questions"][0]
        assert mark["outcome"] == "stopped" and "stopped with an error" in mark["words"] and mark["error"] == kind
        page = (tmp_path / "out" / "feedback" / student / "trade.html").read_text()
        assert kind not in page and "missing" not in page
    assert results["widgets", "trade"]["points"] == ALL_RIGHT


def test_tables_of_the_course_are_where_the_notebook_finds_them(threads, classroom, tmp_path):
    reads = "import pathlib\nassert list(pathlib.Path('../data').iterdir())\nshare = " + repr(right("trade-q1"))
    classroom.hand_in("reads", answered({"trade-q1": reads}))
    assert grade(classroom, tmp_path / "out", threads)["reads", "trade"]["points"] == ALL_RIGHT


def test_stub_is_no_answer(threads, classroom, tmp_path):
    classroom.hand_in("stub", laid_out(below_the_stub, json.loads((ROOT / "exercises/trade.ipynb").read_bytes()), []))
    assert grade(classroom, tmp_path / "out", threads)["stub", "trade"]["points"] == 0


def test_layout_by_another_name_hides_the_first_name():
    """Else it would test nothing."""
    notebook = laid_out(by_another_name, SOLVED, questions_of("trade"))
    assert 'check("trade-q1", mine_1)' in {"".join(one["source"]) for one in notebook["cells"]}
