"""The table laboratory: mark the number that you believe least, repair it, and see what settles and what breaks.

Python holds the puzzles and ships the coefficients of their identities; ``web/identities.js`` evaluates them,
so that the laboratory works in a page without Python. The tests compare the two.
"""

import html
import math

import anywidget
import traitlets

from missing_middle.explorables.engine.widget import SHEETS
from missing_middle.explorables.questions.puzzles import puzzles
from missing_middle.web.bundle import esm, sheet

QUESTION = "Which number do you believe least?"
BET = {
    "question": "Every column of a table adds up. How many of its numbers are wrong?",
    "options": (
        {
            "id": "tb-adds",
            "text": "none",
            "right": False,
            "says": "Two numbers that changed places leave every sum as it was: puzzle 6 is such a table.",
        },
        {
            "id": "tb-totalmax",
            "text": "those in columns whose total is not the largest number",
            "right": False,
            "says": "That finds a column that slid down by a line, as in Table 2 of the paper. It does not find two "
            "rows that changed places.",
        },
        {
            "id": "right",
            "text": "the sums cannot say",
            "right": True,
            "says": "A sum notices one error, and is blind to an exchange, to a wrong label and to a new definition.",
        },
    ),
}


class Laboratory(anywidget.AnyWidget):
    """Printed tables whose numbers a reader may repair while the identities answer.

    Attributes
    ----------
    puzzles : tuple of Puzzle
        What can be repaired, with ``check`` for the same evaluation in Python.
    spec : dict
        What the page receives.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self):
        self.puzzles = puzzles()
        spec = {"id": "forensics", "question": QUESTION, "bet": BET, "puzzles": [spec_of(one) for one in self.puzzles]}
        super().__init__(_esm=esm("laboratory.js"), _css=sheet(*SHEETS, "laboratory.css"), spec=spec)

    def __repr__(self):
        return f"Laboratory forensics: {QUESTION}"

    _ipython_display_ = None  # see Explorable

    def _repr_mimebundle_(self, **kwargs):
        data, *metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": repr(self), "text/html": still(self.puzzles[0])}, *metadata


def spec_of(puzzle):
    """Return a puzzle as plain data: cells by ``row|column``, forms with their coefficients."""
    return {
        "id": puzzle.id,
        "level": puzzle.level,
        "story": puzzle.story,
        "caption": puzzle.caption,
        # a list: whoever stores a page may sort the names of an object
        "columns": [list(pair) for pair in puzzle.columns.items()],
        "labels": puzzle.labels,
        "known": {f"{row}|{column}": value for (row, column), value in puzzle.known().items()},
        "lines": [
            {
                "key": line.key,
                "row": line.row,
                "label": line.label,
                "cells": [
                    {"column": column, "text": text, "value": number(value), "fixed": line.fixed}
                    for column, text, value in line.cells
                ],
            }
            for line in puzzle.lines
        ],
        "identities": [
            {
                "id": key,
                "words": puzzle.words.get(key, one.name),
                "equation": one.is_equation,
                "outside": key in puzzle.outside,
                "cells": [f"{cell.row}|{cell.column}" for cell in one.cells()],
                "forms": [form_of(form) for form in one.export()["forms"]],
            }
            for key, one in puzzle.identities.items()
        ],
        "moves": [
            {"id": move.id, "words": move.words, "labels": move.labels, "left": list(move.left)}
            for move in puzzle.moves
        ],
        "replies": [
            {"says": one.says, "values": one.values, "move": one.move, "outside": one.outside} for one in puzzle.replies
        ],
        "unknown": puzzle.unknown,
        "unknownOutside": puzzle.unknown_outside,
    }


def form_of(form):
    return form | {"terms": [[f"{term['row']}|{term['column']}", term["coefficient"]] for term in form["terms"]]}


def number(value):
    return None if value is None or math.isnan(value) else value


def still(puzzle):
    """Return the laboratory on paper: a printed table, what must hold, and whether it does."""
    head = "".join(f'<th scope="col">{html.escape(words)}</th>' for words in puzzle.columns.values())
    rows = "".join(
        f'<tr><th scope="row">{html.escape(line.label)}</th>'
        + "".join(f"<td>{html.escape(text)}</td>" for _column, text, _value in line.cells)
        + "</tr>"
        for line in puzzle.lines
    )
    states = {True: "holds", False: "fails", None: "cannot be tested"}
    checks = "".join(
        f"<li>{html.escape(puzzle.words.get(key, puzzle.identities[key].name))}: <b>{states[ok]}</b></li>"
        for key, ok in puzzle.check().items()
    )
    return (
        f"<figure><table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<figcaption>{html.escape(QUESTION)} {html.escape(puzzle.caption)}. What must hold:"
        f"<ul>{checks}</ul></figcaption></figure>"
    )


def forensics():
    """Which number is wrong, and can it be known what it was? Returns the :class:`Laboratory`."""
    return Laboratory()
