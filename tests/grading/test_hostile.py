"""No submission can take points it did not earn, another's points, or the grader's time; no honest one loses any.

All kinds are graded in one batch by two workers, an honest submission after each.
"""

import os

import hostile
import pytest
from classroom import ALL_RIGHT, MACHINE_GRADED, RELEASED, Classroom, processes_of, solved

from missing_middle.grading import batch
from missing_middle.grading.limits import Limits
from missing_middle.grading.roster import read_students
from missing_middle.grading.worker import Guard

pytestmark = [pytest.mark.sandbox, pytest.mark.long]
NAMES = list(hostile.kinds(port=0))
UNREADABLE_BUT_A_NOTEBOOK = "unreadable-cells-of-another-kind"
# Whoever hangs is waited for three times: in a room, in one with snapshots, and alone. Honest answers take a tenth.
SHORT = Limits(question_seconds=1, idle=2, submission_seconds=20, total_mb=700)


@pytest.fixture(scope="module")
def graded(sandbox, tmp_path_factory):
    """The class after grading: kinds, results by student, pages by student, and where temporary files lay."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "temporary").mkdir()
    classroom, servers = Classroom(folder / "class"), hostile.listen()
    kinds = hostile.kinds(servers[0].getsockname()[1])
    for place, (name, kind) in enumerate(kinds.items()):
        classroom.hand_in(f"{place:03}-{name}", kind.notebook)
        classroom.hand_in(f"{place:03}-then-honest", solved())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "temporary"))
        patch.setenv("SECRET_OF_THE_GRADER", "SECRET_OF_THE_GRADER")
        summary = batch.grade(
            classroom.submissions,
            read_students(classroom.write_roster()),
            {"trade": RELEASED},
            folder / "out",
            Guard(SHORT),
            workers=2,
        )
    for server in servers:
        server.close()
    results = {one["student"]: one for one in batch.read_results(folder / "out")}
    return kinds, results, folder, summary


def earned(result):
    return {question["id"] for question in result["questions"] if question["points"]}


@pytest.mark.parametrize("name", NAMES)
def test_submission_earns_what_its_honest_part_is_worth(graded, name):
    kinds, results, *_ = graded
    result = results[f"{NAMES.index(name):03}-{name}"]
    assert earned(result) == kinds[name].scores
    assert result["points"] == sum(q["points"] for q in result["questions"]) <= ALL_RIGHT
    if kinds[name].remark:
        assert any(kinds[name].remark in note for note in result["notes"])


@pytest.mark.parametrize("name", NAMES)
def test_next_student_is_not_touched(graded, name):
    _, results, *_ = graded
    honest = results[f"{NAMES.index(name):03}-then-honest"]
    assert earned(honest) == MACHINE_GRADED and honest["ended"] == "done" and not honest["notes"]
    assert {**honest, "student": "", "file": ""} == {**results["000-then-honest"], "student": "", "file": ""}


def test_batch_finishes_and_its_summary_adds_up(graded):
    kinds, results, _, summary = graded
    assert summary.files == summary.graded == len(results) == 2 * len(kinds)
    unreadable = [name for name in kinds if name.startswith("unreadable-") and name != UNREADABLE_BUT_A_NOTEBOOK]
    assert len(summary.unreadable) == len(unreadable) and not summary.complete  # a person must look at these
    assert not summary.left and not summary.absent and not summary.failed


def test_nothing_is_left_running_or_lying_about(graded):
    _, _, folder, _ = graded
    assert processes_of(str(folder / "temporary")) == []
    assert os.listdir(folder / "temporary") == []
    assert not os.path.exists("/tmp/pwned")


def test_pages_hold_no_script_and_nothing_from_the_graders_run(graded):
    _, _, folder, _ = graded
    pages = {path.parent.name: path.read_text() for path in (folder / "out" / "feedback").glob("*/trade.html")}
    assert len(pages) == 2 * len(NAMES)
    assert not any("<script" in page or "<img" in page or "LEAK" in page for page in pages.values())
    assert all("default-src 'none'" in page for page in pages.values())
    assert "&lt;script&gt;" in pages[f"{NAMES.index('script-in-output'):03}-script-in-output"]


def test_lost_question_says_why(graded):
    _, results, *_ = graded
    words = {
        name: next(q["words"] for q in results[f"{NAMES.index(name):03}-{name}"]["questions"] if q["id"] == "trade-q2")
        for name in ("loop", "segfault")
    }
    assert "time limit" in words["loop"] and "Python ended" in words["segfault"]


@pytest.mark.parametrize("name", ["network", "lists-processes", "reads-solutions-and-roster"])
def test_the_same_burglars_get_in_where_there_is_no_wall(name, tmp_path):
    """Else the tests above would show nothing."""
    servers = hostile.listen()
    kind = hostile.kinds(servers[0].getsockname()[1])[name]
    classroom = Classroom(tmp_path / "class")
    classroom.hand_in("burglar", kind.notebook)
    batch.grade(
        classroom.submissions,
        read_students(classroom.write_roster()),
        {"trade": RELEASED},
        tmp_path / "out",
        Guard(Limits(question_seconds=60), unsafe=True),
        workers=1,
    )
    (result,) = batch.read_results(tmp_path / "out")
    assert "trade-q2" in earned(result) and result["guard"] == "none"
    for server in servers:
        server.close()
