"""Finds in a notebook the answer to each question, and says what to run in which order.

Metadata, check cells and the order of cells are hints, not facts. The cells of the release are taken from the release,
in its order. What a student has added runs where it was put: after the release's cell that it followed. The answer is
asked for where the check stands, as the check does; also after each cell of the student's own in that question's part.
"""

import time
from dataclasses import dataclass, field

from missing_middle.grading.bindings import bound_names
from missing_middle.grading.notebook import Unreadable

SECONDS = 20  # to find the answers; a notebook that takes longer was made to
BELOW = "its cell is as it was handed out; the answer was found in a cell of the student's own"


@dataclass
class Step:
    """Code that runs under one guard. What is given runs again in the next step if this one is lost."""

    place: int  # in the release: the cell that this follows, or is
    given: list  # sources of the release
    cells: list  # sources of the student
    asks: dict = field(default_factory=dict)  # question id -> whether it is asked for by name (else by its check alone)


@dataclass
class Layout:
    """What to run, in which order, and what was odd."""

    steps: list  # of Step
    texts: dict  # question id -> free text
    shown: dict  # question id -> outputs stored in the student's notebook
    checks: dict = field(default_factory=dict)  # question id -> place of its check in the release
    notes: list = field(default_factory=list)


def lay_out(cells, release, questions):
    """Match a submission's cells with the release's.

    Parameters
    ----------
    cells, release : list of Cell
    questions : list
        The questions of the set, each with ``id``, ``answer`` and ``form``.

    Raises
    ------
    Unreadable
        If that takes longer than any notebook of a student does.
    """
    return _Matching(cells, release, questions).layout()


class _Matching:
    def __init__(self, cells, release, questions):
        self.cells, self.release, self.questions = cells, release, questions
        self.deadline = time.monotonic() + SECONDS
        self.ids = {question.id for question in questions}
        self.roles = [self._role(cell) for cell in release]
        self.stubs = {cell.grade_id: cell.source.strip() for cell in release if cell.grade_id in self.ids}
        self.given = {
            cell.source.strip()
            for cell, role in zip(release, self.roles, strict=True)
            if role in ("given", "check") and cell.source.strip()
        }
        self.sources = [cell.source.strip() for cell in cells]
        self.bound = []
        for cell in cells:
            self.bound.append(bound_names(cell.source) if cell.kind == "code" else (set(), set()))
            if time.monotonic() > self.deadline:
                raise Unreadable("it takes too long to find the answers in it")
        self.marks = [self._mark(cell) for cell in cells]
        self.homes = self._homes()
        self.anchors = self._anchored()

    def layout(self):
        chosen, notes = {}, []
        for question in self.questions:
            if not question.form.by_machine:
                continue
            place, remark = self._choose(question)
            if place is not None:
                chosen[question.id] = place
            if remark:
                notes.append(f"{question.id}: {remark}")
        texts = self._texts(notes)
        self._note_changes(notes)
        places = chosen | {name: where[0] for name, (where, _) in texts.items()}
        shown = {name: self._shown(place, name) for name, place in places.items()}
        checks = {self._of_check(place): place for place, role in enumerate(self.roles) if role == "check"}
        steps = self._steps(chosen, {place for where, _ in texts.values() for place in where})
        return Layout(steps, {name: text for name, (_, text) in texts.items()}, shown, checks, notes)

    # Where things are

    def _role(self, cell):
        if cell.grade_id in self.ids:
            return "answer"
        if cell.grade_id is not None and cell.grade_id.removesuffix("-check") in self.ids:
            return "check"
        return "given" if cell.kind == "code" else "prose"

    def _of_check(self, place):
        return self.release[place].grade_id.removesuffix("-check")

    def _mark(self, cell):
        """The question whose answer a cell says it is: by nbgrader's mark, or by the cell's own id."""
        return next((name for name in (cell.grade_id, cell.cell_id) if name in self.ids), None)

    def _homes(self):
        """Question id to the places of the release that are its part: from its prompt to the next one's."""
        starts = {}
        for place, cell in enumerate(self.release):
            name = cell.grade_id or cell.cell_id or ""
            name = next((part for part in (name, name.rpartition("-")[0]) if part in self.ids), None)
            if name:
                starts.setdefault(name, place)
        ordered = sorted(starts.items(), key=lambda item: item[1])
        ends = [start for _, start in ordered[1:]] + [len(self.release)]
        return {name: range(start, end) for (name, start), end in zip(ordered, ends, strict=True)}

    def _anchored(self):
        """For each of the student's cells the place of the release that it is, or that it follows (-1: none)."""
        by_source, by_id, answers = {}, {}, {}
        for place, (cell, role) in enumerate(zip(self.release, self.roles, strict=True)):
            if role == "answer":
                answers[cell.grade_id] = place
            elif cell.source.strip():
                by_source.setdefault(cell.source.strip(), place)
                by_id[cell.cell_id or cell.grade_id] = place
        here, anchors, seen = -1, [], set()
        names = {question.id: question.answer for question in self.questions if question.form.by_machine}
        for place, (source, mark) in enumerate(zip(self.sources, self.marks, strict=True)):
            # Neither a mark on a cell of something else nor one that was copied says where the cell belongs.
            kept = mark not in seen and (mark not in names or names[mark] in self.bound[place][1])
            seen |= {mark} if kept else set()
            if source in by_source:
                here = by_source[source]
            elif kept and mark in answers:
                here = answers[mark]
            else:  # a released cell that was changed is still where it was
                here = by_id.get(self.cells[place].cell_id, here)
            anchors.append(here)
        return anchors

    # Answers in code

    def _choose(self, question):
        """The place of the answer's cell, and a remark if it was not simply there."""
        name = question.answer
        places = [place for place, cell in enumerate(self.cells) if cell.kind == "code"]
        marked = [place for place in places if self.marks[place] == question.id]
        binding = [place for place in marked if name in self.bound[place][1]]
        strays = self._strays(question, places, marked)
        stub = self.stubs.get(question.id)
        written = [place for place in binding if self.sources[place] != stub]
        fresh = [place for place in strays if self.sources[place] not in self.stubs.values()]
        if written:
            many = f"{len(binding)} cells claim to be the answer; the last one written counts"
            return written[-1], many if len(binding) > 1 else ""
        if fresh:
            return fresh[-1], BELOW if binding else "found by the name of the answer; its cell had lost its mark"
        if binding or marked:
            return (binding or marked)[-1], ""
        return (
            (strays[-1], "") if strays else (None, "its cell is missing; its name was asked for where its check stands")
        )

    def _strays(self, question, places, marked):
        """Cells without the question's mark that bind its name; those in its own part of the notebook, if there are."""
        named = [
            place
            for place in places
            if question.answer in self.bound[place][0] and place not in marked and self.sources[place] not in self.given
        ]
        home = self.homes.get(question.id, range(0))
        inside = [place for place in named if self.anchors[place] in home]
        if inside:
            return inside
        others = [one for one in self.questions if one.answer == question.answer and one.id != question.id]
        taken = [self.homes.get(one.id, range(0)) for one in others]
        return [
            place
            for place in named
            if not any(self.anchors[place] in home for home in taken)
            and not any(self.marks[place] == one.id for one in others)
        ]

    # Answers in words

    def _texts(self, notes):
        """Question id to (places, text) for every answer in words; whatever may be one is shown to the reader."""
        prose = {cell.source.strip() for cell in self.release}
        found = {}
        for question in self.questions:
            if question.form.by_machine:
                continue
            stub, home = self.stubs.get(question.id, ""), self.homes.get(question.id, range(0))
            marked = [place for place, mark in enumerate(self.marks) if mark == question.id]
            near = [
                place
                for place, cell in enumerate(self.cells)
                if place not in marked
                and self.anchors[place] in home
                and self.marks[place] is None
                and self.sources[place]
                and self.sources[place] not in prose
                and (cell.kind != "code" or not self._is_code(place))
            ]
            own = [place for place in marked if self.sources[place] and self.sources[place] != stub]
            if own or near:
                places = sorted({*own, *near})
                if not own:
                    notes.append(f"{question.id}: {BELOW if marked else 'its cell had lost its mark'}")
                elif near:
                    notes.append(f"{question.id}: {len(places)} cells hold words; all of them are shown to the reader")
                found[question.id] = places, "\n\n".join(self.cells[place].source for place in places)
            elif marked:
                found[question.id] = marked[-1:], self.cells[marked[-1]].source
            else:
                notes.append(f"{question.id}: its cell is missing")
        return found

    def _is_code(self, place):
        """Whether a code cell in the part of a free text is code, not prose that stands in the wrong kind of cell."""
        source = self.sources[place]
        if self.bound[place][1] or "(" in source.split("\n", 1)[0].split(" ", 1)[0]:
            return True
        return source.startswith(("import ", "from ", "%", "!", "#", "print")) or len(source.split()) < 4

    # What to run

    def _steps(self, chosen, texts):
        """Steps in the order of the release; other cells run after the release's cell that they followed."""
        at_home, elsewhere = self._places(chosen)
        others = self._others({place for place, _ in at_home.values()}, texts)
        steps, waiting = [], []
        for place in range(-1, len(self.release)):
            role = self.roles[place] if place >= 0 else "prose"
            if role == "given" and self.release[place].source.strip():
                waiting.append(self.release[place].source)
            elif role == "answer" and self.release[place].grade_id in at_home:
                cell, names = at_home[self.release[place].grade_id]
                steps.append(Step(place, waiting, [self.cells[cell].source], dict.fromkeys(names, True)))
                waiting = []
            elif role == "check" and self._of_check(place) not in chosen:
                # No cell binds the name as far as can be read: what it holds here is what the check would see.
                steps.append(Step(place, waiting, [], {self._of_check(place): True}))
                waiting = []
            if others.get(place):
                asks = self._asked(place, others[place], elsewhere)
                steps.append(Step(place, waiting, [self.cells[cell].source for cell in others[place]], asks))
                waiting = []
        return steps

    def _places(self, chosen):
        """Answers that run at the place of the release's answer, and those that run where the student put them."""
        by_place = {}
        for name, place in chosen.items():
            by_place.setdefault(place, []).append(name)
        at_home, elsewhere = {}, {}
        for place, names in by_place.items():
            mark = self.marks[place]
            if mark in names and place == self._first(mark):
                at_home[mark] = place, names
            else:
                elsewhere[place] = names
        return at_home, elsewhere

    def _first(self, mark):
        """The first cell with a mark that binds the answer, or the first at all; a second one runs where it stands."""
        marked = [place for place, one in enumerate(self.marks) if one == mark]
        name = next(question.answer for question in self.questions if question.id == mark)
        return next((place for place in marked if name in self.bound[place][1]), marked[0])

    def _others(self, answers, texts):
        """Places of the student's own code, by the place in the release that it follows (-1: before everything)."""
        others = {}
        for place, cell in enumerate(self.cells):
            source = self.sources[place]
            own = cell.kind == "code" and source and source not in self.given and source not in self.stubs.values()
            if own and place not in answers and place not in texts:
                others.setdefault(self.anchors[place], []).append(place)
        return others

    def _asked(self, place, cells, elsewhere):
        """The questions that own cells may have answered, and whether by the name of the answer."""
        asks = {
            question.id: True
            for question in self.questions
            if question.form.by_machine
            and place in self.homes.get(question.id, ())
            and self._answer_place(question) <= place
        }
        for cell in cells:
            asks |= dict.fromkeys(elsewhere.get(cell, ()), True)
            if "check(" in self.sources[cell]:
                for question in self.questions:
                    if question.form.by_machine and question.id in self.sources[cell]:
                        asks.setdefault(question.id, False)
        return asks

    def _answer_place(self, question):
        return next(
            (place for place, cell in enumerate(self.release) if cell.grade_id == question.id), len(self.release)
        )

    # What is told

    def _note_changes(self, notes):
        sources = set(self.sources)
        for cell, role in zip(self.release, self.roles, strict=True):
            source = cell.source.strip()
            if not source or source in sources:
                continue
            if role == "check":
                notes.append(f"{cell.grade_id}: the check cell was changed or removed; the original was used")
            elif role == "given":
                notes.append(
                    f"The cell that begins {source.splitlines()[0][:60]!r} was changed or removed; "
                    "the original was run too"
                )

    def _shown(self, place, name):
        """Outputs of the answer's cell and of the check cell that follows it."""
        shown = list(self.cells[place].outputs)
        after = [cell for cell in self.cells[place + 1 : place + 6] if f"{name}-check" in (cell.grade_id, cell.cell_id)]
        return shown + [text for cell in after[:1] for text in cell.outputs]
