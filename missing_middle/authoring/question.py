"""A new question: its record in a set, and its cells in the solution notebook, written from the record.

A second run writes again what the record says (title, points, marks) and leaves prompts and solutions as they are.
"""

import importlib.util
import re

import nbformat

from missing_middle.authoring.course import AuthoringError
from missing_middle.authoring.skeletons import QUESTION, filled
from missing_middle.grading.release import BEGIN, END, write_notebook

ID = re.compile(r"([a-z]+)(?:-q([1-9]\d?))?")
LIST = re.compile(r"^QUESTIONS = \(([^()]*)\)$", re.MULTILINE)
NEEDED = {
    "Number": "from missing_middle.checks.forms import Number",
    "Question": "from missing_middle.checks.question import Question, Wrong",
}


def new_question(course, question_id):
    """Write the record of ``question_id`` if its set has none, then its cells; return the files that were written.

    Parameters
    ----------
    course : pathlib.Path
        A checkout of the course.
    question_id : str
        A set and a number, such as ``"credit-q7"``, or a set, which must exist, for its next question.

    Raises
    ------
    AuthoringError
        If it is not of that form, or the set or its notebook is not there.
    """
    match = ID.fullmatch(question_id)
    sets = course / "missing_middle" / "checks" / "sets"
    known = sorted(path.stem for path in sets.glob("[a-z]*.py"))
    if not match or match[1] not in known:
        raise AuthoringError(
            f"question_id = {question_id!r} is not allowed: give SET or SET-qN, with a set of {', '.join(known)}."
        )
    record, notebook = sets / f"{match[1]}.py", course / "solutions" / f"{match[1]}.ipynb"
    if not notebook.is_file():
        raise AuthoringError(f"solutions = {notebook} is not there: write its title and its setup cell first.")
    numbers = [int(question.id.rsplit("-q", 1)[1]) for question in _questions_in(record)]
    number = int(match[2] or max(numbers, default=0) + 1)
    if number not in numbers:
        _add_record(record, number)
    question = next(one for one in _questions_in(record) if one.id == f"{match[1]}-q{number}")
    _write_cells(notebook, question)
    return record, notebook


def _questions_in(path):
    """The questions of a set, read from its file, also if another checkout is installed."""
    spec = importlib.util.spec_from_file_location(f"missing_middle_set_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.QUESTIONS


def _add_record(path, number):
    text = path.read_text(encoding="utf8")
    found = LIST.search(text)
    if not found:
        raise AuthoringError(f"set = {path} is not allowed: it has no line QUESTIONS = (...).")
    names = [name for name in re.split(r"[\s,]+", found[1]) if name]
    skeleton = filled(QUESTION, number=number, id=f"{path.stem}-q{number}")
    listed = f"QUESTIONS = ({', '.join([*names, f'Q{number}'])}{'' if names else ','})"
    text = text[: found.start()] + skeleton + listed + text[found.end() :]
    for name, line in NEEDED.items():
        if not re.search(rf"^from .* import .*\b{name}\b", text, re.MULTILINE):
            text = re.sub(r"^(?=from missing_middle)", line + "\n", text, count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf8", newline="\n")


# Cells ---------------------------------------------------------------------------------------------------------------


def cells_of(question):
    """The cells of a question in a solution notebook: prompt, numbers, answer and, unless a person reads it, check."""
    short = question.id.rsplit("-", 1)[1]
    cells = [
        _cell("markdown", f"{question.id}-prompt", f"{heading(question)}\n\nSay here why this is worth asking."),
        _cell("code", f"{question.id}-case", f'{short} = parameters("{question.id}")\n{short}', locked=True),
    ]
    if question.form.cell == "markdown":
        return [*cells, _cell("markdown", question.id, "...", solution=True, points=question.points)]
    check = f'check("{question.id}", {question.answer})'
    return [
        *cells,
        _cell("code", question.id, _answer(question), solution=True),
        _cell("code", f"{question.id}-check", check, locked=True, points=question.points),
    ]


def heading(question):
    """The first line of the prompt.

    >>> from missing_middle.checks.registry import question_of
    >>> heading(question_of("credit-q1"))
    '## Question 1: The last unit (2 points)'
    """
    points = f"{question.points} point{'s' * (question.points != 1)}"
    return f"## Question {question.id.rsplit('-q', 1)[1]}: {question.title} ({points})"


def _answer(question):
    """The place of the solution, between its marks; a function has its head before them."""
    arguments = getattr(question.form, "arguments", None)
    if arguments is None:
        return f"{BEGIN}\n{question.answer} = ...\n{END}"
    head = f'def {question.answer}({", ".join(arguments)}):\n    """{question.title}"""\n'
    return f"{head}    {BEGIN}\n    raise NotImplementedError\n    {END}"


def _cell(kind, cell_id, source, locked=False, solution=False, points=None):
    make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
    cell = make(source, id=cell_id)
    if locked or solution:
        marks = {"grade": points is not None, "grade_id": cell_id, "locked": locked, "schema_version": 3}
        marks |= {"solution": solution, "task": False} | ({} if points is None else {"points": points})
        cell.metadata["nbgrader"] = nbformat.from_dict(marks)
    return cell


def _write_cells(path, question):
    notebook = nbformat.read(path, as_version=4)
    kept = {cell.id: cell for cell in notebook.cells}
    fresh = cells_of(question)
    if fresh[0].id in kept:
        for cell in fresh:
            _renew(kept[cell.id], cell)
    else:
        last = notebook.cells[-1].id.endswith("-close")
        place = len(notebook.cells) - last
        notebook.cells[place:place] = fresh
    write_notebook(notebook, path)


def _renew(cell, fresh):
    """What the record says; prompts and solutions are the author's."""
    cell.metadata.update(fresh.metadata)
    if fresh.id.endswith("-prompt"):
        first = fresh.source.split("\n")[0]
        cell.source = "\n".join([first, *cell.source.split("\n")[1:]])
    elif not fresh.metadata.nbgrader.solution:
        cell.source = fresh.source
