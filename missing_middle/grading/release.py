"""From solutions to what students get: stubs for answers, a token for their numbers, outputs of the unsolved notebook.

The notebooks in ``solutions/`` are the only source. The same source and token give the same bytes.
"""

import copy
import json
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import nbformat

from missing_middle.checks.private import PrivateSet, admit, held
from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import PUBLIC
from missing_middle.grading import own_numbers
from missing_middle.grading.asking import SourceError
from missing_middle.grading.plain_run import NeedsKernel, needs_kernel, run_here
from missing_middle.grading.tokens import VARIANT, token_of
from missing_middle.grading.writing import write_whole

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
KEEP = (
    "On Binder nothing is kept: before you leave, choose File, Download; when you come back, drag that file into "
    "the list of files and run all cells."
)
# The last cell of every notebook of the course.
FOOT_ID, FOOT = (
    "foot",
    """## If something does not work

* *Name ... is not defined*, or a chart has lost its sliders: choose **Run**, then **Run All Cells**.
* *No module named 'missing_middle'*: choose **Kernel**, then **Change Kernel**, and pick the one of the course.
* Anything else: [How to use this course](../book/how-to-use.md) has a list of troubles and what helps.""",
)
CELL_SECONDS = 60


# One notebook --------------------------------------------------------------------------------------------------------


def release_notebook(notebook, name, token=PUBLIC):
    """A student's copy of a solution notebook, not yet run.

    ``notebook`` is an nbformat node and is left as it is; ``name`` is its file name, for messages and for a note to
    authors. ``token`` says whose numbers it holds. Raises :class:`SourceError` if the source does not fit the registry.
    """
    complain_about_source(notebook, name)
    released = copy.deepcopy(notebook)
    for cell in released.cells:
        _without_outputs(cell)
        if "nbgrader" in cell.metadata and cell.metadata.nbgrader.solution:
            cell.source = stubbed(cell, question_of(cell.metadata.nbgrader.grade_id))
        elif cell.cell_type == "code":
            cell.source = VARIANT.sub(f'variant("{token}")', cell.source)
    own = own_numbers.cell_of(name.removesuffix(".ipynb"), token)
    if own:
        chooses = next(place for place, cell in enumerate(released.cells) if _chooses(cell))
        folded = {"jupyter": {"source_hidden": True}}
        cell = nbformat.v4.new_code_cell(own, id=own_numbers.CELL, metadata=folded)
        released.cells.insert(chooses + 1, cell)
    first = released.cells[0]
    first.source = f"{first.source}\n\n**Keep your work.** {KEEP}\n\n{origin(name)}"
    released.cells.append(nbformat.v4.new_markdown_cell(FOOT, id=FOOT_ID))
    return released


def _chooses(cell):
    return cell.cell_type == "code" and VARIANT.search(cell.source)


def origin(name):
    """A note to authors, where students do not see it."""
    return f"<!-- Made from solutions/{name} by `missing-middle release`: mend mistakes there. -->"


def stubbed(cell, question):
    """The source of an answer cell without the solution, with what to write in its place."""
    if cell.cell_type == "markdown":
        return question.form.stub(question)
    lines, inside = [], False
    for line in cell.source.split("\n"):
        if line.strip() == BEGIN:
            indent = line[: len(line) - len(line.lstrip())]
            lines.append(indent + question.form.stub(question))
            inside = True
        elif line.strip() == END:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _without_outputs(cell):
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        cell.metadata.pop("execution", None)


# What a source must hold ---------------------------------------------------------------------------------------------


def complain_about_source(notebook, name):
    """Raise :class:`SourceError` with everything that is wrong with a solution notebook."""
    complaints = [*_marker_complaints(notebook), *_question_complaints(notebook)]
    if sum(len(VARIANT.findall(cell.source)) for cell in notebook.cells if cell.cell_type == "code") != 1:
        complaints.append('exactly one line variant("public") is needed, in the first code cell')
    if notebook.cells[0].cell_type != "markdown":
        complaints.append("the first cell must be text: it says where the notebook comes from")
    if complaints:
        raise SourceError(f"{name} cannot be released:\n  " + "\n  ".join(complaints))


def _marker_complaints(notebook):
    for cell in notebook.cells:
        grader = cell.metadata.get("nbgrader", {})
        marks = [line.strip() for line in cell.source.split("\n") if line.strip() in (BEGIN, END)]
        wanted = [BEGIN, END] if grader.get("solution") and cell.cell_type == "code" else []
        if marks != wanted:
            yield f"cell {cell.id}: expected the markers {wanted}, found {marks}"


def _question_complaints(notebook):
    graders = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    ids = [grader.grade_id for grader in graders]
    yield from (f"grade_id {one} stands in two cells" for one in sorted(set(ids)) if ids.count(one) > 1)
    for grader in graders:
        if grader.solution:
            yield from _complaints_about(grader, {one.grade_id: one for one in graders})


def _complaints_about(answer, graders):
    try:
        question = question_of(answer.grade_id)
    except KeyError:
        yield f"there is no question {answer.grade_id}"
        return
    graded = answer if question.form.cell == "markdown" else graders.get(f"{question.id}-check")
    if graded is None or not graded.grade:
        yield f"{question.id} has no check cell with the grade_id {question.id}-check"
    elif graded.get("points") != question.points:
        yield f"{question.id} is worth {question.points} points, its cell says {graded.get('points')}"


# Running -------------------------------------------------------------------------------------------------------------


@contextmanager
def kernel():
    """A function that runs notebooks one after the other in one kernel, each from a clean slate."""
    from nbclient import NotebookClient

    starter = NotebookClient(nbformat.v4.new_notebook(), extra_arguments=["--IPKernelApp.log_level=ERROR"])

    def run(notebook):
        whole = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("%reset -f"), *notebook.cells])
        client = NotebookClient(whole, km=starter.km, timeout=CELL_SECONDS, record_timing=False, coalesce_streams=True)
        client.kc = starter.kc
        client.execute(cleanup_kc=False)
        _number_cells(notebook)

    with starter.setup_kernel():
        yield run


def _number_cells(notebook):
    """Execution counts 1 to n, whatever the kernel has counted."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count


def run_notebook(notebook):
    """Run a notebook: here if it only computes and prints, in a kernel of its own if it needs one."""
    if not needs_kernel(notebook):
        with suppress(NeedsKernel):
            run_here(notebook)
            return
    with kernel() as run:
        run(notebook)


def write_notebook(notebook, path):
    """Write ``notebook`` whole, so that the same content is the same bytes: sorted keys, one final newline."""
    write_whole(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode())


# A course and a class ------------------------------------------------------------------------------------------------


def sources(solutions):
    """File name and notebook of each solution in the folder ``solutions``, in order of the names."""
    paths = sorted(Path(solutions).glob("*.ipynb"))
    if not paths:
        raise SourceError(f"there are no notebooks in {solutions}: run this in the folder that holds solutions/.")
    return [(path.name, nbformat.read(path, as_version=4)) for path in paths]


def release_public(solutions, exercises):
    """Write the published exercises; files of exercises without a source are removed. Returns the paths written."""
    released = [(name, release_notebook(notebook, name)) for name, notebook in sources(solutions)]
    names = {name for name, _ in released}
    written = []
    for name, notebook in released:
        run_notebook(notebook)
        written.append(Path(exercises) / name)
        write_notebook(notebook, written[-1])
    for stale in Path(exercises).glob("*.ipynb"):
        if stale.name not in names:
            stale.unlink()
    return written


def release_class(solutions, students, salt, out, *, sets=None, workers=1, resume=False):
    """Write ``out/<student>/<set>.ipynb`` with each student's own numbers. Yields each student when done.

    The private sets that this process knows are written with the others.

    Parameters
    ----------
    sets : iterable of str or None
        Which notebooks; by default all in ``solutions``.
    workers : int
        Processes that write at a time.
    resume : bool
        Keep notebooks that are there and are what this release gives. Each is written whole or not at all.
    """
    originals = chosen_of([*sources(solutions), *private_sources()], sets)
    plain = [(name, json.dumps(release_notebook(notebook, name))) for name, notebook in originals]
    kept = _Kept(plain, salt, Path(out), resume, held())
    if workers == 1:
        for student in students:
            kept.release(student)
            yield student
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(kept.release, students, chunksize=4)


def private_sources():
    """File name and notebook of each private set."""
    return [(one.notebook.name, nbformat.read(one.notebook, as_version=4)) for one in held()]


def private_releases():
    """Private set to its notebook with the published numbers, not run, as bytes: what submissions are laid beside."""
    return {
        name.removesuffix(".ipynb"): nbformat.writes(release_notebook(notebook, name)).encode()
        for name, notebook in private_sources()
    }


def chosen_of(originals, sets):
    """The solutions of these ``sets``. Raises :class:`SourceError` for a set without one."""
    if not sets:
        return originals
    known = {name.removesuffix(".ipynb"): (name, notebook) for name, notebook in originals}
    unknown = [one for one in sets if one not in known]
    if unknown:
        raise SourceError(f"there is no set {unknown[0]!r}; there are {', '.join(known)}.")
    return [known[one] for one in dict.fromkeys(sets)]


@dataclass(frozen=True)
class _Kept:
    """What a worker needs to write one student's notebooks."""

    plain: list  # file name, and the released notebook with the published numbers, as JSON
    salt: bytes
    out: Path
    resume: bool
    private: tuple[PrivateSet, ...]

    def release(self, student):
        """Write the notebooks of one student; returns the student."""
        for one in self.private:
            admit(one)
        token = token_of(student, self.salt)
        for name, text in self.plain:
            path = self.out / student / name
            notebook = nbformat.from_dict(json.loads(text))
            for cell in notebook.cells:
                if cell.id == own_numbers.CELL:
                    cell.source = own_numbers.cell_of(name.removesuffix(".ipynb"), token)
                elif cell.cell_type == "code":
                    cell.source = VARIANT.sub(f'variant("{token}")', cell.source)
            if self.resume and _same_sources(path, notebook):
                continue
            run_notebook(notebook)
            write_notebook(notebook, path)
        return student


def _same_sources(path, notebook):
    """Whether the file is this notebook, run."""
    try:
        there = json.loads(path.read_bytes())["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    ran = all(cell.get("execution_count") for cell in there if cell["cell_type"] == "code")
    return ran and ["".join(cell["source"]) for cell in there] == [cell.source for cell in notebook.cells]
