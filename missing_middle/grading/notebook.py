"""Reads a notebook that nobody vouches for, and finds in it the answer to each question of an exercise set.

Metadata, check cells and the order of cells are hints, not facts. An answer is the cell that binds the name which the
question asks for; its nbgrader id decides between several. What was run between two cells of the release is run there
again, and the cells of the release are taken from the release.
"""

import json
import re
from dataclasses import dataclass, field

LARGEST_FILE = 10_000_000
MOST_CELLS = 2_000


class Unreadable(ValueError):
    """The file is not a notebook that can be graded; the text says why."""


@dataclass(frozen=True)
class Cell:
    """What is taken from a cell: text only."""

    kind: str  # "code" or "markdown"
    source: str
    grade_id: str | None = None
    cell_id: str | None = None
    outputs: tuple = ()  # texts that the student's notebook shows below the cell


@dataclass
class Step:
    """Code that runs under one guard. What is given runs again in the next step if this one is lost."""

    question: str | None
    given: list  # sources of the release
    cells: list  # sources of the student


@dataclass
class Layout:
    """What to run, in which order, and what was odd."""

    steps: list  # of Step
    texts: dict  # question id -> free text
    shown: dict  # question id -> outputs stored in the student's notebook
    found: dict = field(default_factory=dict)  # question id -> place of its cell, None if it is missing
    notes: list = field(default_factory=list)


def read_notebook(data):
    """Cells and notes from the bytes of a file. Raises :class:`Unreadable`."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    text, notes = _decode(data)
    try:
        content = json.loads(text)
    except RecursionError:
        raise Unreadable("the file is nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"the file is not valid JSON ({str(error)[:80]})") from None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("the file is not a notebook of format 4 (it has no list of cells)")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"the notebook has more than {MOST_CELLS} cells")
    return [cell for cell in map(_cell, cells) if cell is not None], notes


def _decode(data):
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, [] if encoding == "utf-8-sig" else ["The file is encoded as UTF-16; notebooks are UTF-8."]
    return data.decode("latin-1"), ["The file is not encoded as UTF-8; it was read as Latin-1."]


def _cell(raw):
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown"):
        return None
    return Cell(
        raw["cell_type"], _joined(raw.get("source")), _grade_id(raw), _text_or_none(raw.get("id")), tuple(_outputs(raw))
    )


def _joined(source):
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return _clean(source) if isinstance(source, str) else ""


def _clean(text):
    """Without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _text_or_none(value):
    return value if isinstance(value, str) and len(value) <= 200 else None


def _grade_id(raw):
    metadata = raw.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return _text_or_none(ours.get("grade_id")) if isinstance(ours, dict) else None


def _outputs(raw):
    """The texts that the notebook shows below a cell. Pictures are named, not carried on."""
    outputs = raw.get("outputs")
    for output in outputs[:50] if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        data = output.get("data") if isinstance(output.get("data"), dict) else {}
        traceback = output.get("traceback")
        for found in (output.get("text"), data.get("text/plain"), "\n".join(_strings(traceback))):
            text = _joined(found)
            if text.strip():
                yield re.sub(r"\x1b\[[0-9;]*m", "", text)[:4000]
                break


def _strings(values):
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def binds(source, name, indented=False):
    """Whether a cell gives a value to ``name`` by assignment or by ``def``; ``indented`` counts inside blocks too.

    >>> binds("share = 1 / 3", "share"), binds("  share = 1", "share"), binds("share == 1", "share")
    (True, False, False)
    >>> binds("def share(n):\\n    return 1 / n", "share"), binds("a, share = 1, 2", "share")
    (True, True)
    """
    word = re.escape(name)
    by_def = rf"(?:async\s+)?def\s+{word}\s*\(|class\s+{word}\b"
    before, after = r"(?:[\w, ()]{0,200}[, (])?", r"(?:\s*:[^=\n]{0,200})?(?:,[\w, ]{0,200})?\)?\s*"
    pattern = re.compile(rf"{by_def}|{before}{word}{after}[-+*/]?=(?!=)")
    lines = [line.lstrip() if indented else line for line in source.splitlines() if len(line) < 5000]
    return any(pattern.match(line) for line in lines if not line.startswith((" ", "\t")))


def lay_out(cells, release, questions):
    """Match a submission's cells with the release's and put them in the order of the release.

    Parameters
    ----------
    cells, release : list of Cell
    questions : list
        The questions of the set, each with ``id``, ``answer`` and ``form``.
    """
    chosen, notes, found = {}, [], {}
    given = {cell.source.strip() for cell in release if _role(cell, questions) in ("given", "check")}
    stubs = {cell.grade_id: cell.source.strip() for cell in release}
    for question in questions:
        place, remark = _choose(cells, question, given, stubs.get(question.id))
        if place is not None:
            chosen[place] = question.id
        if remark:
            notes.append(f"{question.id}: {remark}")
        found[question.id] = place
    _note_changes(cells, release, questions, given, notes)
    texts = {q.id: cells[found[q.id]].source for q in questions if not q.form.by_machine and found[q.id] is not None}
    shown = {q.id: _shown(cells, found[q.id], q.id) for q in questions if found[q.id] is not None}
    steps = _in_order(cells, release, questions, chosen, given)
    return Layout(steps, texts, shown, found, notes)


def _role(cell, questions):
    ids = {question.id for question in questions}
    if cell.grade_id in ids:
        return "answer"
    if cell.grade_id is not None and cell.grade_id.removesuffix("-check") in ids:
        return "check"
    return "given" if cell.kind == "code" else "prose"


def _choose(cells, question, given, stub):
    """The place of the answer's cell, and a remark if it was not simply there."""
    kind = question.form.cell
    places = [place for place, cell in enumerate(cells) if cell.kind == kind]
    marked = [place for place in places if cells[place].grade_id == question.id]
    if kind == "markdown":
        binding, strays = marked, []
    else:
        named = [place for place in places if binds(cells[place].source, question.answer)]
        binding = [place for place in marked if binds(cells[place].source, question.answer, indented=True)]
        strays = [place for place in named if place not in marked and cells[place].source.strip() not in given]
    for options, remark in (
        (binding, ""),
        (strays, "found by the name of the answer; its cell had lost its mark"),
        (marked, ""),
    ):
        if options:
            written = [place for place in options if cells[place].source.strip() != stub] or options
            if len(options) > 1 and options is not strays:
                remark = f"{len(options)} cells claim to be the answer; the last one written counts"
            return written[-1], remark
    return None, "its cell is missing"


def _note_changes(cells, release, questions, given, notes):
    sources = {cell.source.strip() for cell in cells}
    for cell in release:
        role = _role(cell, questions)
        if role == "check" and cell.source.strip() not in sources:
            notes.append(f"{cell.grade_id}: the check cell was changed or removed; the original was used")
        elif role == "given" and cell.source.strip() not in sources:
            notes.append(
                f"The cell that begins {cell.source.strip().splitlines()[0][:60]!r} was changed or removed; "
                "the original was run too"
                if cell.source.strip()
                else "An empty cell was removed"
            )


def _shown(cells, place, question_id):
    """Outputs of the answer's cell and of the check cell that follows it."""
    shown = list(cells[place].outputs)
    after = [cell for cell in cells[place + 1 : place + 6] if cell.grade_id == f"{question_id}-check"]
    return shown + [text for cell in after[:1] for text in cell.outputs]


def _in_order(cells, release, questions, chosen, given):
    """Steps in the order of the release; other cells run after the release's cell that they followed."""
    others = _others(cells, _anchors(release, questions), chosen, given)
    answers = {question: cells[place].source for place, question in chosen.items()}
    run = {question.id for question in questions if question.form.by_machine}
    steps, waiting = [], []
    for place in range(-1, len(release)):
        role = _role(release[place], questions) if place >= 0 else "prose"
        name = release[place].grade_id
        if role == "given" and release[place].source.strip():
            waiting.append(release[place].source)
        elif role == "answer" and name in run and name in answers:
            steps.append(Step(name, waiting, [answers[name]]))
            waiting = []
        if others.get(place):
            steps.append(Step(None, waiting, others[place]))
            waiting = []
    return steps


def _others(cells, anchors, chosen, given):
    """Code of the student's own, by the place in the release that it follows (-1: before everything)."""
    others, here = {}, -1
    for place, cell in enumerate(cells):
        source = cell.source.strip()
        if place in chosen:
            here = anchors.get(("answer", chosen[place]), here)
        elif source in given:
            here = anchors.get(("same", source), here)
        elif cell.kind == "code" and source:
            others.setdefault(here, []).append(cell.source)
    return others


def _anchors(release, questions):
    anchors = {}
    for place, cell in enumerate(release):
        if _role(cell, questions) == "answer":
            anchors["answer", cell.grade_id] = place
        else:
            anchors.setdefault(("same", cell.source.strip()), place)
    return anchors
