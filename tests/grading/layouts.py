"""Every place in which an answer may honestly stand: each function changes a solved notebook, and not what it says.

In all of them the check of every question says *Correct* when the notebook is run from top to bottom, or would if it
stood there.
"""

import copy

from classroom import code


def _source(cell):
    return "".join(cell["source"])


def _mark(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def _each_answer(notebook, questions, change):
    """Replace each answer's cell in code by what ``change(cell, question)`` returns."""
    by_id = {question.id: question for question in questions if question.kind != "text"}
    cells = []
    for cell in notebook["cells"]:
        question = by_id.get(_mark(cell))
        cells += change(cell, question) if question else [cell]
    return {**notebook, "cells": cells}


def _stub(cell, question):
    if question.kind == "function":
        head = next(line for line in _source(cell).splitlines() if line.startswith("def "))
        return {**cell, "source": f"{head}\n    {question.form.stub(question)}"}
    return {**cell, "source": question.form.stub(question)}


def plain(notebook, questions):
    return notebook


def below_the_stub(notebook, questions):
    return _each_answer(notebook, questions, lambda cell, one: [_stub(cell, one), code(_source(cell))])


def better_one_below(notebook, questions):
    first = lambda cell, one: {**cell, "source": f"{one.answer} = 0.123456"}  # noqa: E731
    return _each_answer(notebook, questions, lambda cell, one: [first(cell, one), code(_source(cell))])


def above_an_empty_cell(notebook, questions):
    return _each_answer(notebook, questions, lambda cell, one: [code(_source(cell)), {**cell, "source": "# above"}])


def split_in_two(notebook, questions):
    def split(cell, one):
        return [{**cell, "source": _source(cell)}, code(f"{one.answer} = {one.answer}")]

    return _each_answer(notebook, questions, split)


def first_half_before(notebook, questions):
    def split(cell, one):
        return [code(_source(cell)), {**cell, "source": f"{one.answer} = {one.answer}\nprint('looked at')"}]

    return _each_answer(notebook, questions, split)


def inside_a_block(notebook, questions):
    def indented(cell, one):
        lines = "\n".join(f"    {line}" for line in _source(cell).splitlines())
        return [{**cell, "source": f"if True:\n{lines}"}]

    return _each_answer(notebook, questions, indented)


def several_names_at_once(notebook, questions):
    def twice(cell, one):
        return [{**cell, "source": f"{_source(cell)}\nkept = {one.answer} = {one.answer}"}]

    return _each_answer(notebook, questions, twice)


def by_another_name(notebook, questions):
    """The answer goes by a name of the student's own, and his check says so."""

    def rename(cell, one):
        return [_stub(cell, one), code(f"{_source(cell)}\nmine_{one.id[-1]} = {one.answer}\ndel {one.answer}")]

    renamed = _each_answer(notebook, questions, rename)
    for cell in renamed["cells"]:
        for question in questions:
            if _mark(cell) == f"{question.id}-check":
                cell["source"] = f'check("{question.id}", mine_{question.id[-1]})'
    return renamed


def checked_again_below(notebook, questions):
    """The first answer is wrong; the right one stands below the check, with a check of its own."""
    by_check = {f"{question.id}-check": question for question in questions if question.kind != "text"}
    sources, cells = {}, []
    for cell in notebook["cells"]:
        sources[_mark(cell)] = _source(cell)
        name = _mark(cell).removesuffix("-check")
        if f"{_mark(cell)}-check" in by_check:
            cell = _stub(cell, by_check[f"{_mark(cell)}-check"])
        cells.append(cell)
        if _mark(cell) in by_check:
            cells += [code(sources[name]), code(sources[_mark(cell)] + "  # again")]
    return {**notebook, "cells": cells}


def all_at_the_end(notebook, questions):
    """The cells as they were handed out; one large cell at the end answers everything, and checks it."""
    answers = [
        _source(cell) + f'\ncheck("{one.id}", {one.answer})'
        for cell in notebook["cells"]
        for one in questions
        if one.kind != "text" and _mark(cell) == one.id
    ]
    stubs = _each_answer(notebook, questions, lambda cell, one: [_stub(cell, one)])
    return {**stubs, "cells": [*stubs["cells"], code("\n".join(answers))]}


def helpers_after(notebook, questions):
    """Below each check the student goes on working, with other names."""
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if _mark(cell).endswith("-check"):
            cells.append(code("import math\nhelp_me = [math.sqrt(n) for n in range(9)]\nprint(help_me)"))
    return {**notebook, "cells": cells}


def without_marks(notebook, questions):
    """Colab and Deepnote lose the metadata and keep the ids."""
    return {**notebook, "cells": [{**cell, "metadata": {}} for cell in notebook["cells"]]}


def without_ids(notebook, questions):
    """VS Code and old programs lose the ids and keep the metadata."""
    return {**notebook, "cells": [{key: cell[key] for key in cell if key != "id"} for cell in notebook["cells"]]}


def without_anything(notebook, questions):
    return without_ids(without_marks(notebook, questions), questions)


def ids_in_the_metadata(notebook, questions):
    """Colab, since 2024."""
    cells = [{**{k: c[k] for k in c if k != "id"}, "metadata": {"id": c["id"]}} for c in notebook["cells"]]
    return {**notebook, "cells": cells}


def checks_deleted(notebook, questions):
    return {**notebook, "cells": [cell for cell in notebook["cells"] if not _mark(cell).endswith("-check")]}


def below_the_stub_without_marks(notebook, questions):
    return without_anything(below_the_stub(notebook, questions), questions)


def inside_a_block_without_marks(notebook, questions):
    return without_anything(inside_a_block(notebook, questions), questions)


def hidden_from_readers_without_marks(notebook, questions):
    """No line of the cell looks as if it gave the name a value."""

    def hidden(cell, one):
        return [{**cell, "source": f"exec({_source(cell)!r}, globals())"}]

    return without_anything(_each_answer(notebook, questions, hidden), questions)


def windows_line_ends(notebook, questions):
    return {**notebook, "cells": [{**c, "source": _source(c).replace("\n", "\r\n")} for c in notebook["cells"]]}


LAYOUTS = (
    plain,
    below_the_stub,
    better_one_below,
    above_an_empty_cell,
    split_in_two,
    first_half_before,
    inside_a_block,
    several_names_at_once,
    by_another_name,
    checked_again_below,
    all_at_the_end,
    helpers_after,
    without_marks,
    without_ids,
    without_anything,
    ids_in_the_metadata,
    checks_deleted,
    below_the_stub_without_marks,
    inside_a_block_without_marks,
    hidden_from_readers_without_marks,
    windows_line_ends,
)


def laid_out(layout, notebook, questions):
    """A notebook in one of the layouts; the given one stays as it is."""
    return layout(copy.deepcopy(notebook), questions)
